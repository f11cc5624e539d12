export const KINDS: Record<string, string> = {
  official_text: "官方原文",
  interpretation: "官方解读",
  digest: "要点整理",
};

export const VALIDITIES: Record<string, string> = {
  upcoming: "尚未生效",
  in_force: "有效期内",
  expired: "已过实施期",
  repealed: "已废止",
  unknown: "未写明有效期",
};

export const STEPS: Record<string, string> = {
  understand: "理解问题",
  retrieve: "查找条款",
  rerank: "比对条款",
  compose_quotes: "摘取原文",
  verify: "核对引文与数字",
};

export const EXAMPLES = [
  "六大专项行动分别是什么？",
  "到2024年底纺织服装产业营收要达到多少？",
  "技术改造方面有哪些举措？",
  "这个行动方案现在还有效吗？",
];
