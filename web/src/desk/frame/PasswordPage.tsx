import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../parts/title";
import { say } from "../../parts/toasts";
import { change, reasonOf } from "../api";
import { NewPassword } from "./NewPassword";

/** One's own password. */
export function Component() {
  const { t } = useTranslation("desk");
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [differ, setDiffer] = useState(false);
  useTitle(t("door.change"));
  const changing = useMutation({
    mutationFn: () => change("PUT", "/password", { current, password }),
    onSuccess: () => {
      setCurrent("");
      setPassword("");
      setAgain("");
      say(t("door.changed"));
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setDiffer(password !== again);
    if (password === again && !changing.isPending) changing.mutate();
  }

  return (
    <main className="desk-door" id="content">
      <h1>{t("door.change")}</h1>
      <p className="lead">{t("door.changeLead")}</p>
      <form className="form" onSubmit={submit}>
        <label>
          {t("door.current")}
          <input type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} />
        </label>
        <NewPassword
          value={password}
          again={again}
          onChange={(one, two) => {
            setPassword(one);
            setAgain(two);
          }}
        />
        {(differ || changing.isError) && (
          <p className="failure" role="alert">
            {differ ? t("door.differ") : reasonOf(changing.error, t("said.unreachable"))}
          </p>
        )}
        <p className="form-buttons">
          <button type="submit" className="primary" disabled={changing.isPending}>
            {t("door.changeDo")}
          </button>
        </p>
      </form>
    </main>
  );
}
