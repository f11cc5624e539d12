import type { Citation, Fact, FactKind, Finding, Verdict } from "../api/types";

/** Small instances for the tests. */
export function citation(n: number, quote: string): Citation {
  return {
    n,
    clause_id: `rule:${n}`,
    document_id: "rule",
    version: 1,
    title: "细则的全名",
    short_title: "细则",
    doc_number: null,
    issuer: "",
    issued_on: null,
    kind: "digest",
    validity: "in_force",
    locator: `第${n}项`,
    quote,
    start: 0,
    end: 1,
    digest: "",
    url: "",
    reader_url: "",
    sources: [],
    window: null,
    ends_on: null,
    superseded_by: null,
  };
}

export function finding(label: string, more: Partial<Finding> = {}): Finding {
  return { label, sort: "condition", met: true, citations: [], facts: [], missing: [], confirm: false, of_round: false, alternatives: [], ...more };
}

export function verdict(more: Partial<Verdict> = {}): Verdict {
  return {
    programme_id: "upgrade",
    programme: "技改资金",
    summary: "买新设备给奖励。",
    topics: [],
    document_id: "rule",
    as_of: "2026-11-27",
    outcome: "undetermined",
    conditions: "undetermined",
    region: "",
    findings: [],
    missing: [],
    estimates: [],
    validity: "in_force",
    window: null,
    next_round: null,
    replaced_by: null,
    relations: [],
    materials: [],
    steps: [],
    times: [],
    where: [],
    cautions: [],
    citations: [],
    ...more,
  };
}

export function kind(id: string, type: FactKind["type"], more: Partial<FactKind> = {}): FactKind {
  return { id, name: id, type, unit: "", ask: `${id}？`, help: "", options: [], ...more };
}

export function fact(id: string, value: string, told = value): Fact {
  return { id, name: id, value, told };
}
