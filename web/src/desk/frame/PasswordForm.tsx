import type { UseMutationResult } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { reasonOf } from "../api";
import { NewPassword } from "./NewPassword";

interface Props {
  /** What the button says. */
  label: string;
  saving: UseMutationResult<unknown, Error, string>;
  /** What is asked for before the new password. */
  children?: ReactNode;
}

/** Asks for a new password and saves it once it was written alike twice. */
export function PasswordForm({ label, saving, children }: Props) {
  const { t } = useTranslation("desk");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [differ, setDiffer] = useState(false);

  function write(one: string, two: string) {
    setPassword(one);
    setAgain(two);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setDiffer(password !== again);
    if (password === again && !saving.isPending) saving.mutate(password, { onSuccess: () => write("", "") });
  }

  return (
    <form className="form" onSubmit={submit}>
      {children}
      <NewPassword value={password} again={again} onChange={write} />
      {(differ || saving.isError) && (
        <p className="failure" role="alert">
          {differ ? t("door.differ") : reasonOf(saving.error, t("said.unreachable"))}
        </p>
      )}
      <p className="form-buttons">
        <button type="submit" className="primary" disabled={saving.isPending}>
          {label}
        </button>
      </p>
    </form>
  );
}
