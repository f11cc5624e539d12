import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../parts/title";
import { say } from "../../parts/toasts";
import { change } from "../api";
import { PasswordForm } from "./PasswordForm";

/** One's own password. */
export function Component() {
  const { t } = useTranslation("desk");
  const [current, setCurrent] = useState("");
  useTitle(t("door.change"));
  const changing = useMutation({
    mutationFn: (password: string) => change("PUT", "/password", { current, password }),
    onSuccess: () => {
      setCurrent("");
      say(t("door.changed"));
    },
  });

  return (
    <main className="desk-door" id="content">
      <h1>{t("door.change")}</h1>
      <p className="lead">{t("door.changeLead")}</p>
      <PasswordForm label={t("door.changeDo")} saving={changing}>
        <label>
          {t("door.current")}
          <input type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} />
        </label>
      </PasswordForm>
    </main>
  );
}
