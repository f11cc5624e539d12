import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../../parts/composing";

interface Props {
  tags: readonly string[];
  /** Tags in use, to choose among. */
  known?: readonly string[];
  onChange(tags: string[]): void;
}

/** Tags: a comma or Enter adds what was typed, the last one goes with Backspace. */
export function TagsField({ tags, known = [], onChange }: Props) {
  const { t } = useTranslation("desk");
  const id = useId();
  const [typed, setTyped] = useState("");

  function add(words: string) {
    const added = words
      .split(/[,，、]/)
      .map((tag) => tag.trim())
      .filter(Boolean);
    setTyped("");
    if (added.length) onChange([...new Set([...tags, ...added])]);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event)) return;
    if (event.key === "Enter" && typed.trim()) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && !typed && tags.length) onChange(tags.slice(0, -1));
  }

  return (
    <div className="tags-field">
      <label htmlFor={id}>{t("ticket.tags")}</label>
      <div className="tags-field-box">
        {tags.map((tag) => (
          <span key={tag} className="badge tag">
            {tag}
            <button type="button" aria-label={t("ticket.removeTag", { tag })} onClick={() => onChange(tags.filter((each) => each !== tag))}>
              <X aria-hidden="true" />
            </button>
          </span>
        ))}
        <input
          id={id}
          value={typed}
          maxLength={30}
          placeholder={tags.length ? "" : t("ticket.tagsHint")}
          list={`${id}-known`}
          autoComplete="off"
          onChange={(event) => (/[,，、]$/.test(event.target.value) ? add(event.target.value) : setTyped(event.target.value))}
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
        />
        <datalist id={`${id}-known`}>
          {known.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </div>
    </div>
  );
}
