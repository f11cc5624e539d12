import { useTranslation } from "react-i18next";
import type { Finding } from "../api/types";
import { type Citing, Said } from "./Cites";
import { inOrder } from "./groups";
import { StateOf } from "./Marks";

interface Props extends Citing {
  findings: Finding[];
  /** What was told of a fact, in words. */
  toldOf(fact: string): string | null;
}

/** Condition by condition: how it stands and where it is written. On a phone each row is a card; the roles stay. */
export function Findings({ findings, toldOf, ...citing }: Props) {
  const { t } = useTranslation();
  return (
    <table className="findings" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("findings.condition")}</th>
          <th role="columnheader">{t("findings.state")}</th>
          <th role="columnheader">{t("findings.text")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {inOrder(findings).map((finding, index) => (
          <Row key={index} finding={finding} toldOf={toldOf} {...citing} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ finding, toldOf, ...citing }: Omit<Props, "findings"> & { finding: Finding }) {
  const { t } = useTranslation();
  const told = finding.facts.flatMap((fact) => toldOf(fact) ?? []);
  return (
    <tr role="row">
      <th role="rowheader" scope="row" lang="zh-CN">
        {finding.label}
        {told.length > 0 && <span className="told">{t("findings.told", { told: told.join("、") })}</span>}
      </th>
      <td role="cell">
        <StateOf finding={finding} />
      </td>
      <td role="cell" lang="zh-CN">
        {finding.alternatives.length > 0 ? (
          <ul className="alternatives">
            {finding.alternatives.map((each, index) => (
              <li key={index}>
                <StateOf finding={each} /> <strong>{each.label}</strong>
                <Text finding={each} {...citing} />
              </li>
            ))}
          </ul>
        ) : (
          <Text finding={finding} {...citing} />
        )}
      </td>
    </tr>
  );
}

/** The row of a table without its bars. */
function readable(quote: string): string {
  if (!quote.startsWith("|")) return quote;
  return quote.split("|").map((cell) => cell.trim()).filter(Boolean).join(" — ");
}

/** The verbatim words of a finding, with their chips. */
export function Text({ finding, citations, onCite }: Citing & { finding: Finding }) {
  return finding.citations.map((n) => (
    <span key={n} className="verbatim">
      <Said text={readable(citations.find((held) => held.n === n)?.quote ?? "")} numbers={[n]} citations={citations} onCite={onCite} />
    </span>
  ));
}
