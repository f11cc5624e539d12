import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMutation } from "@tanstack/react-query";
import { useLocation, useNavigate } from "react-router";
import { useTitle } from "../../parts/title";
import { change, reasonOf } from "../api";
import { useSession } from "../session";
import type { Session } from "../types";
import { NewPassword } from "./NewPassword";

/** Where the link of an invitation leads: one sets a password and is signed in. The fragment never reaches a log. */
export function Component() {
  const { t } = useTranslation("desk");
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [differ, setDiffer] = useState(false);
  useTitle(t("door.join"));
  const joining = useMutation({
    mutationFn: () => change<Session>("POST", "/join", { token, password }),
    onSuccess: (session) => {
      useSession.getState().signedIn(session);
      void navigate("/desk", { replace: true });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setDiffer(password !== again);
    if (password === again && !joining.isPending) joining.mutate();
  }

  return (
    <main className="desk-door" id="content">
      <h1>{t("door.join")}</h1>
      {!token ? (
        <p role="alert">{t("door.noToken")}</p>
      ) : (
        <>
          <p className="lead">{t("door.joinLead")}</p>
          <form className="form" onSubmit={submit}>
            <NewPassword
              value={password}
              again={again}
              onChange={(one, two) => {
                setPassword(one);
                setAgain(two);
              }}
            />
            {(differ || joining.isError) && (
              <p className="failure" role="alert">
                {differ ? t("door.differ") : reasonOf(joining.error, t("said.unreachable"))}
              </p>
            )}
            <p className="form-buttons">
              <button type="submit" className="primary" disabled={joining.isPending}>
                {t("door.joinDo")}
              </button>
            </p>
          </form>
        </>
      )}
    </main>
  );
}
