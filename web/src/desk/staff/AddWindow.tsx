import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Window } from "../../parts/Window";
import { change, reasonOf } from "../api";
import { type Colleague, type Role, ROLES } from "../types";

interface Props {
  onAdded(name: string, link: string): void;
  onClose(): void;
}

/** A new account; its link lets the person set a password. */
export function AddWindow({ onAdded, onClose }: Props) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [displayName, setDisplayName] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const adding = useMutation({
    mutationFn: () =>
      change<{ user: Colleague; link: string }>("POST", "/staff", { name: name.trim(), display_name: displayName.trim(), role }),
    onSuccess: async ({ user, link }) => {
      await queries.invalidateQueries({ queryKey: ["desk", "staff"] });
      onAdded(user.display_name, link);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!adding.isPending) adding.mutate();
  }

  return (
    <Window title={t("staff.add")} shape="card" onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <label>
          {t("staff.displayName")}
          <input required maxLength={40} autoComplete="off" value={displayName} onChange={(event) => setDisplayName(event.target.value)} />
        </label>
        <label>
          {t("staff.name")}
          <input required maxLength={40} autoComplete="off" autoCapitalize="none" value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          {t("staff.role")}
          <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {t(`roles.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <p className="facts">{t(`roleMay.${role}`)}</p>
        {adding.isError && (
          <p className="failure" role="alert">
            {reasonOf(adding.error, t("said.unreachable"))}
          </p>
        )}
        <p className="form-buttons">
          <button type="button" onClick={onClose}>
            {t("said.cancel")}
          </button>
          <button type="submit" className="primary" disabled={adding.isPending}>
            {t("staff.addDo")}
          </button>
        </p>
      </form>
    </Window>
  );
}
