import { EXAMPLES } from "./labels";

interface Props {
  onPick(question: string): void;
}

export function Welcome({ onPick }: Props) {
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">请直接说您想问的事</h2>
      <p>每一句回答都引自政策原文，点句末的编号就能看到出处；文件没有写明的，会直说。</p>
      <p className="hint" id="examples-title">
        可以这样问：
      </p>
      <ul className="suggestions" aria-labelledby="examples-title">
        {EXAMPLES.map((example) => (
          <li key={example}>
            <button type="button" onClick={() => onPick(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
