import { useTranslation } from "react-i18next";
import type { Estimate, Verdict } from "../api/types";
import { Cites, type Citing } from "./Cites";

interface Props extends Citing {
  verdict: Verdict;
  nameOf(fact: string): string;
}

/** What it may bring, each sum with the way it was reckoned. */
export function Estimates({ verdict, nameOf, ...citing }: Props) {
  if (!verdict.estimates.length) return null;
  return (
    <ul className="estimates" lang="zh-CN">
      {verdict.estimates.map((estimate) => (
        <li key={estimate.label + estimate.formula}>
          <Sum estimate={estimate} nameOf={nameOf} />
          <Cites numbers={estimate.citations} {...citing} />
          {estimate.formula && <span className="formula">{estimate.formula}</span>}
        </li>
      ))}
    </ul>
  );
}

function Sum({ estimate, nameOf }: { estimate: Estimate; nameOf(fact: string): string }) {
  const { t } = useTranslation();
  const lacking = estimate.missing.map(nameOf).join("、");
  return (
    <>
      <span className="estimate-label">{estimate.label}</span>{" "}
      {estimate.text && <strong className="sum">{estimate.text}</strong>}
      {!estimate.text && lacking && <span className="sum-open">{t("verdict.sumLacks", { lacking })}</span>}
    </>
  );
}
