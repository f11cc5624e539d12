import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { useTitle } from "../../parts/title";
import { change } from "../api";
import { useSession } from "../session";
import type { Session } from "../types";
import { PasswordForm } from "./PasswordForm";

/** Where the link of an invitation leads: one sets a password and is signed in. The fragment never reaches a log. */
export function Component() {
  const { t } = useTranslation("desk");
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  useTitle(t("door.join"));
  const joining = useMutation({
    mutationFn: (password: string) => change<Session>("POST", "/join", { token, password }),
    onSuccess: (session) => {
      useSession.getState().signedIn(session);
      void navigate("/desk", { replace: true });
    },
  });

  return (
    <main className="desk-door" id="content">
      <h1>{t("door.join")}</h1>
      {!token ? (
        <p role="alert">{t("door.noToken")}</p>
      ) : (
        <>
          <p className="lead">{t("door.joinLead")}</p>
          <PasswordForm label={t("door.joinDo")} saving={joining} />
        </>
      )}
    </main>
  );
}
