import { useState } from "react";
import { useTranslation } from "react-i18next";

export const LEAST_CHARS = 12;

interface Props {
  value: string;
  again: string;
  onChange(value: string, again: string): void;
}

/** A new password, written twice; it may be looked at. */
export function NewPassword({ value, again, onChange }: Props) {
  const { t } = useTranslation("desk");
  const [shown, show] = useState(false);
  const type = shown ? "text" : "password";
  return (
    <>
      <label>
        {t("door.newPassword", { count: LEAST_CHARS })}
        <input
          type={type}
          autoComplete="new-password"
          minLength={LEAST_CHARS}
          required
          value={value}
          onChange={(event) => onChange(event.target.value, again)}
        />
      </label>
      <label>
        {t("door.again")}
        <input type={type} autoComplete="new-password" required value={again} onChange={(event) => onChange(value, event.target.value)} />
      </label>
      <label className="option desk-option">
        <input type="checkbox" checked={shown} onChange={(event) => show(event.target.checked)} />
        {t("door.show")}
      </label>
    </>
  );
}
