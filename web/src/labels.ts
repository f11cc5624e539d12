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
  superseded: "已被新文件取代",
  unknown: "未写明有效期",
};

export const WINDOWS: Record<string, string> = {
  open: "正在申报",
  closed: "已截止",
  upcoming: "尚未开始",
  unknown: "截止日没有查到",
};

export const CONFIDENCES: Record<string, string> = {
  official: "政府网站",
  reprint: "转载的文件",
  news: "新闻报道",
  secondary: "二手资料",
  unseen: "没有查到，请到这里核对",
};

export const STEPS: Record<string, string> = {
  understand: "理解问题",
  retrieve: "查找条款",
  rerank: "比对条款",
  evidence: "挑选依据",
  compose: "摘取原文",
  verify: "核对引文与数字",
  rewrite: "换个说法再找",
  word: "组织语言并核对",
};

export const EXAMPLES = [
  "六大专项行动分别是什么？",
  "到2024年底纺织服装产业营收要达到多少？",
  "我在开平做牛仔，想换设备，有什么补贴？",
  "这个行动方案现在还有效吗？",
];
