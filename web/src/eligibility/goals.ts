import type { Programme } from "../api/types";

export const GOALS = ["equipment", "loan", "title"] as const;
/** What an enterprise did or means to do; it narrows the list, it judges nothing. */
export type Goal = (typeof GOALS)[number];

/** Names of `knowledge/topics.yaml`. What a place does for an industry as a whole may serve every goal. */
export const TOPICS_OF: Record<Goal, string[]> = {
  equipment: ["技术改造", "设备更新", "数字化", "投资与项目", "产业扶持"],
  loan: ["贷款贴息", "产业扶持"],
  title: ["优质中小企业", "上规模", "绿色", "研发与设计", "品牌与市场", "产业扶持"],
};

/** The programmes that serve one of the goals; null, which stands for all, where there are no goals. */
export function programmesFor(goals: Goal[], programmes: Programme[]): string[] | null {
  if (!goals.length) return null;
  const topics = new Set(goals.flatMap((goal) => TOPICS_OF[goal]));
  return programmes.filter((each) => each.topics.some((topic) => topics.has(topic))).map(({ id }) => id);
}
