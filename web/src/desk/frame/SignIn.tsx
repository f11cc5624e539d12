import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { change, reasonOf } from "../api";
import { useSession } from "../session";
import type { Session } from "../types";

/** Name and password. */
export function SignIn({ name: known = "" }: { name?: string }) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const signingIn = useMutation({
    mutationFn: () => change<Session>("POST", "/session", { name: name.trim(), password }),
    onSuccess: (session) => {
      useSession.getState().signedIn(session);
      void queries.invalidateQueries({ queryKey: ["desk"] });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!signingIn.isPending) signingIn.mutate();
  }

  return (
    <form className="form" onSubmit={submit} aria-label={t("door.signIn")}>
      <label>
        {t("door.name")}
        <input autoComplete="username" autoCapitalize="none" required value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        {t("door.password")}
        <input type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
      </label>
      {signingIn.isError && (
        <p className="failure" role="alert">
          {reasonOf(signingIn.error, t("said.unreachable"))}
        </p>
      )}
      <p className="form-buttons">
        <button type="submit" className="primary" disabled={signingIn.isPending}>
          {t("door.signIn")}
        </button>
      </p>
    </form>
  );
}
