/** The words of the islands in both languages; the type makes a gap in one of them an error. */
const en = {
  copy: "Copy",
  copied: "Copied",
  suggestions: "Suggestions",
  suggested: "{n} suggestions; arrow keys choose",
  reading:
    "Point at the text or at a note, and what belongs together lights up; ↑ and ↓ step through the notes.",
};

const zh: Record<keyof typeof en, string> = {
  copy: "复制",
  copied: "已复制",
  suggestions: "建议",
  suggested: "{n}条建议，用方向键选择",
  reading: "指向原文或旁注，相关的部分会一起亮起；用 ↑ ↓ 键逐条查看旁注。",
};

export type Language = "zh" | "en";
export type Words = Readonly<Record<keyof typeof en, string>>;

/** The language of the page. */
export function language(): Language {
  return document.documentElement.lang.startsWith("zh") ? "zh" : "en";
}

/** The words of a language, that of the page without one. */
export function words(of: Language = language()): Words {
  return of === "zh" ? zh : en;
}
