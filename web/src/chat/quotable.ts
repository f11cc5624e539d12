import { useTranslation } from "react-i18next";
import type { Answer, Citation } from "../api/types";
import { answerAddress, clauseAddress } from "../parts/addresses";

/** The answer as plain text that keeps its proof: numbers behind sentences, and where each of them is read. */
export function useQuotable(question: string, answer: Answer): string {
  const { t } = useTranslation();
  const cite = (citation: Citation) => {
    const number = citation.doc_number ? `（${citation.doc_number}）` : "";
    return `[${citation.n}] 《${citation.title}》${number}${citation.locator} ${clauseAddress(citation)}`;
  };
  return [
    `${t("copy.question")}${question}`,
    ...answer.notices,
    ...answer.sentences.map(({ text, citations }) => text + citations.map((n) => `[${n}]`).join("")),
    ...(answer.citations.length ? ["", t("copy.evidence"), ...answer.citations.map(cite)] : []),
    "",
    t("copy.asOf", { day: answer.as_of }),
    `${t("copy.link")}${answerAddress(answer.id)}`,
  ].join("\n");
}
