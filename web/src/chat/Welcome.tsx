import { BadgeCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useAbout } from "../parts/queries";

const AUDIENCES = ["owner", "desk"] as const;

export function Welcome({ onPick }: { onPick(question: string): void }) {
  const { t } = useTranslation();
  const [audience, setAudience] = useState<(typeof AUDIENCES)[number]>("owner");
  const { data: about } = useAbout();
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">{t("welcome.title")}</h2>
      <p>{t("welcome.body")}</p>
      <div className="audience" role="group" aria-label={t("welcome.audience")}>
        {AUDIENCES.map((each) => (
          <button key={each} type="button" aria-pressed={each === audience} onClick={() => setAudience(each)}>
            {t(`welcome.${each}`)}
          </button>
        ))}
      </div>
      <ul className="examples" aria-label={t("welcome.examples")}>
        {t(`examples.${audience}`).map((example) => (
          <li key={example}>
            <button type="button" onClick={() => onPick(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
      <p className="to-eligibility">
        <Link to="/eligibility">
          <BadgeCheck aria-hidden="true" />
          <span>
            <strong>{t("nav.eligibility")}</strong> {t("welcome.eligibility")}
          </span>
        </Link>
      </p>
      <p className="corpus">{about && t("welcome.corpus", { count: about.documents, today: about.today })}</p>
    </section>
  );
}
