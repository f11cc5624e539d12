import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Window } from "../parts/Window";
import { change, reasonOf } from "./api";

interface Imported {
  /** What came of it: numbers of tickets, or ids of approved answers. */
  opened?: unknown[];
  added?: unknown[];
  problems: { row: number; message: string }[];
}

interface Props {
  title: string;
  lead: string;
  accept: string;
  /** Where the file is sent, and which query holds what comes of it. */
  path: string;
  fills: string;
  onClose(): void;
}

const TYPES: Record<string, string> = {
  csv: "text/csv",
  yaml: "application/yaml",
  yml: "application/yaml",
  eml: "message/rfc822",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** What a file is by its name: what a system says of a CSV depends on which office it has. */
function typed(file: File): Blob {
  const ending = file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase();
  return file.slice(0, file.size, TYPES[ending] ?? "application/octet-stream");
}

/** Takes a file in; what of it could not be read is said row by row. */
export function ImportWindow({ title, lead, accept, path, fills, onClose }: Props) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const importing = useMutation({
    mutationFn: (file: File) => change<Imported>("POST", `${path}?${new URLSearchParams({ name: file.name })}`, typed(file)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["desk", fills] }),
  });
  const { data: done } = importing;
  return (
    <Window title={title} shape="card" onClose={onClose}>
      <p className="window-text">{lead}</p>
      <p className="window-text">
        <label className="desk-file">
          {t("import.file")}
          <input
            type="file"
            accept={accept}
            disabled={importing.isPending}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) importing.mutate(file);
              event.target.value = "";
            }}
          />
        </label>
      </p>
      <div role="status">
        {importing.isPending && <p className="window-text">{t("import.busy")}</p>}
        {done && <p className="window-text">{t("import.opened", { count: (done.opened ?? done.added ?? []).length })}</p>}
      </div>
      {importing.isError && (
        <p className="failure" role="alert">
          {reasonOf(importing.error, t("said.unreachable"))}
        </p>
      )}
      {done && done.problems.length > 0 && (
        <ul className="import-problems">
          {done.problems.map(({ row, message }, index) => (
            <li key={index}>{t("import.row", { row, message })}</li>
          ))}
        </ul>
      )}
      <p className="form-buttons">
        <button type="button" onClick={onClose}>
          {t("said.close")}
        </button>
      </p>
    </Window>
  );
}
