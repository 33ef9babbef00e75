/** The words of the review in both languages. */
import { language, type Language } from "../words";
import { en, type Word } from "./words_en";
import { zh } from "./words_zh";

export type { Word };

const here: Language = language();

/** A sentence of the page's language with its values filled in. */
export function told(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence = (here === "zh" ? zh : en)[word];
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A word that may be one of ours, else as it is. */
export const named = (name: string): string => (name in en ? told(name as Word) : name);

/** A label in the page's language, else in the other. */
export function label(labels: Readonly<{ zh?: string; en?: string }> | undefined, otherwise = ""): string {
  const [first, second] = here === "zh" ? [labels?.zh, labels?.en] : [labels?.en, labels?.zh];
  return first || second || otherwise;
}
