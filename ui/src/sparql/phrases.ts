/** CodeMirror's own words in Chinese; in English they are its own. */
import type { Language } from "../words";

const zh: Readonly<Record<string, string>> = {
  Find: "查找",
  Replace: "替换",
  next: "下一个",
  previous: "上一个",
  all: "全部",
  "match case": "区分大小写",
  "by word": "整词",
  regexp: "正则",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配",
  "replaced $ matches": "已替换 $ 处",
  "replaced match on line $": "已替换第 $ 行的匹配",
  "on line": "在第",
  "Go to line": "跳到行",
  go: "跳转",
  Completions: "补全",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
  "Control character": "控制字符",
  "Selection deleted": "已删除所选",
};

/** The phrases for a language. */
export function phrases(language: Language): Record<string, string> {
  return language === "zh" ? { ...zh } : {};
}
