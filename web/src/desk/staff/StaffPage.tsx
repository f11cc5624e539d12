import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../parts/title";
import { say } from "../../parts/toasts";
import { Waiting } from "../../parts/Waiting";
import { change, reasonOf } from "../api";
import { useStaff } from "../queries";
import { useMay, useSession } from "../session";
import { type Colleague, type Role, ROLES } from "../types";
import { AddWindow } from "./AddWindow";
import { LinkWindow } from "./LinkWindow";
import "./staff.css";

/** The accounts: who may do what, and who is let in. */
export function Component() {
  const { t } = useTranslation("desk");
  useTitle(t("frame.staff"));
  const manages = useMay("manage_staff");
  const asked = useStaff();
  const [adding, add] = useState(false);
  const [link, showLink] = useState<{ name: string; link: string } | null>(null);
  if (!asked.data) return <Waiting asked={asked} failed={t("staff.failed")} />;
  return (
    <main className="desk-main" id="content">
      <div className="desk-head">
        <h1>{t("frame.staff")}</h1>
        {manages && (
          <p className="desk-head-buttons">
            <button type="button" className="primary" onClick={() => add(true)}>
              <UserPlus aria-hidden="true" />
              {t("staff.add")}
            </button>
          </p>
        )}
      </div>
      <ul className="staff">
        {asked.data.map((user) => (
          <li key={user.id}>
            <Person user={user} manages={manages} onLink={(made) => showLink({ name: user.display_name, link: made })} />
          </li>
        ))}
      </ul>
      <section className="desk-card" aria-label={t("staff.roles")}>
        <h2>{t("staff.roles")}</h2>
        <dl className="roles">
          {ROLES.map((role) => (
            <div key={role}>
              <dt>{t(`roles.${role}`)}</dt>
              <dd>{t(`roleMay.${role}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {adding && (
        <AddWindow
          onAdded={(name, made) => {
            add(false);
            showLink({ name, link: made });
          }}
          onClose={() => add(false)}
        />
      )}
      {link && <LinkWindow name={link.name} link={link.link} onClose={() => showLink(null)} />}
    </main>
  );
}

interface PersonProps {
  user: Colleague;
  manages: boolean;
  onLink(link: string): void;
}

function Person({ user, manages, onLink }: PersonProps) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const isMe = useSession((held) => held.session?.user.id === user.id);
  const settled = {
    onError: (error: Error) => say(reasonOf(error, t("said.unreachable"))),
    onSettled: () => queries.invalidateQueries({ queryKey: ["desk", "staff"] }),
  };
  const changing = useMutation({
    mutationFn: (wanted: { role?: Role; disabled?: boolean }) => change("PATCH", `/staff/${user.id}`, wanted),
    ...settled,
  });
  const inviting = useMutation({
    mutationFn: () => change<{ link: string }>("POST", `/staff/${user.id}/invitation`),
    onSuccess: ({ link }) => onLink(link),
    ...settled,
  });
  const state = user.disabled ? "disabled" : user.locked ? "locked" : user.joined ? "joined" : "invited";
  return (
    <article className="person" aria-label={user.display_name}>
      <p className="person-name">
        <strong>{user.display_name}</strong> <span className="facts">{user.name}</span>
      </p>
      <p>
        <span className={`badge person-${state}`}>{t(`staff.${state}`)}</span>
      </p>
      {manages ? (
        <>
          <label>
            <span className="unseen">{t("staff.roleOf", { name: user.display_name })}</span>
            <select value={user.role} disabled={isMe || changing.isPending} onChange={(event) => changing.mutate({ role: event.target.value as Role })}>
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {t(`roles.${role}`)}
                </option>
              ))}
            </select>
          </label>
          <p className="person-do">
            <button type="button" disabled={inviting.isPending || user.disabled} onClick={() => inviting.mutate()}>
              {t(user.joined ? "staff.reset" : "staff.invite")}
            </button>
            {!isMe && (
              <button type="button" disabled={changing.isPending} onClick={() => changing.mutate({ disabled: !user.disabled })}>
                {t(user.disabled ? "staff.enable" : "staff.disable")}
              </button>
            )}
          </p>
        </>
      ) : (
        <p>{t(`roles.${user.role}`)}</p>
      )}
    </article>
  );
}
