import type { Note } from "../api/types";
import { type Citing, Said } from "./Cites";

/** Verbatim statements, each with what it rests on. */
export function Notes({ title, notes, ...citing }: Citing & { title: string; notes: Note[] }) {
  if (!notes.length) return null;
  return (
    <section className="notes-of">
      <h4>{title}</h4>
      <ul>
        {notes.map(({ text, citations }) => (
          <li key={text} lang="zh-CN">
            <Said text={text} numbers={citations} {...citing} />
          </li>
        ))}
      </ul>
    </section>
  );
}
