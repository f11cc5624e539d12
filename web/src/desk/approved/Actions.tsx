import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, BadgeCheck, FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { saved } from "../../parts/saving";
import { say } from "../../parts/toasts";
import { change, reasonOf } from "../api";
import { useMay } from "../session";
import type { Approved } from "../types";

interface Props {
  answer: Approved;
  unsaved: boolean;
  onDone(answer: Approved): void;
}

/** Publishes and retires; what the checks found before publishing is said in the server's words. */
export function Actions({ answer, unsaved, onDone }: Props) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const reviews = useMay("review_drafts");
  const stepping = useMutation({
    mutationFn: (to: "publish" | "retire") => change<Approved>("POST", `/approved/${answer.id}/${to}`, { revision: answer.revision }),
    onSuccess: (changed, to) => {
      onDone(changed);
      queries.setQueryData(["desk", "approved", answer.id], changed);
      void queries.invalidateQueries({ queryKey: ["desk", "approved", "list"] });
      say(t(`stepped.${to}`));
    },
  });
  const testing = useMutation({
    mutationFn: () => change<string>("POST", `/approved/${answer.id}/eval-case`),
    onSuccess: (yaml) => saved(new Blob([yaml], { type: "application/yaml" }), `approved-${answer.id}.yaml`),
  });
  const error = stepping.error ?? testing.error;
  const busy = stepping.isPending || testing.isPending;
  const isGiven = answer.state === "published" || answer.state === "flagged";
  return (
    <>
      {error && (
        <p className="failure" role="alert">
          {reasonOf(error, t("said.unreachable"))}
        </p>
      )}
      <button type="button" disabled={busy} onClick={() => testing.mutate()}>
        <FlaskConical aria-hidden="true" />
        {t("approved.evalCase")}
      </button>
      {reviews && isGiven && (
        <button type="button" disabled={busy} onClick={() => stepping.mutate("retire")}>
          <Archive aria-hidden="true" />
          {t("approved.retire")}
        </button>
      )}
      {reviews && answer.state !== "published" && (
        <button type="button" className="primary" disabled={busy || unsaved} title={unsaved ? t("approved.saveFirst") : undefined} onClick={() => stepping.mutate("publish")}>
          <BadgeCheck aria-hidden="true" />
          {t("approved.publish")}
        </button>
      )}
    </>
  );
}
