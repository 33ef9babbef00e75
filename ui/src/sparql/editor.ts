/** The editor itself: CodeMirror in a shadow root, since its style sheets are constructed there and no policy
 * that forbids style elements minds. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import type { Language } from "../words";
import { completing } from "./completing";
import { linting } from "./linting";
import { phrases } from "./phrases";

export interface Hooks {
  readonly label: string;
  readonly described: string;
  run(): void;
  leave(): void;
  changed(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--syntax-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.literal], color: "var(--syntax-string)" },
  { tag: [tags.number, tags.bool], color: "var(--syntax-number)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--syntax-comment)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--syntax-variable)" },
  { tag: [tags.url, tags.namespace, tags.propertyName, tags.typeName], color: "var(--syntax-name)" },
]);

const look = EditorView.theme({
  "&": { fontSize: "14px", backgroundColor: "var(--raised)", color: "var(--ink)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "13rem", maxHeight: "60vh" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--quiet)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--soft) 55%, transparent)",
  },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, var(--raised)) !important",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--paper)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "4px",
    boxShadow: "0 4px 14px #0003",
    maxWidth: "min(40rem, 92vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "15rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .6rem", lineHeight: "1.5" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { fontFamily: "var(--sans)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-lintRange": { backgroundImage: "none" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--wrong)", textUnderlineOffset: "3px" },
  ".cm-lintRange-active": { backgroundColor: "color-mix(in srgb, var(--wrong) 18%, transparent)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--wrong)" },
  ".cm-lintPoint:after": { borderBottomColor: "var(--wrong)" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", padding: ".4rem .7rem" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
    borderRadius: "3px",
    padding: ".15rem .6rem",
    font: "inherit",
  },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--ink)" },
});

/** Text typed over a selection is put in by us: Chromium would carry the look of what it replaces over in a
 * style attribute, which the page's policy forbids and reports. */
const plainReplacing = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { from, to, empty } = view.state.selection.main;
    const typed = event.inputType === "insertText" && !event.isComposing ? event.data : null;
    if (empty || !typed) return false;
    event.preventDefault();
    const insert = () =>
      view.state.update(view.state.replaceSelection(typed), {
        userEvent: "input.type",
        scrollIntoView: true,
      });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handler) => handler(view, from, to, typed, insert))) view.dispatch(insert());
    return true;
  },
});

/** An editor in `host`, with `text`. */
export function editor(host: HTMLElement, text: string, language: Language, hooks: Hooks): EditorView {
  const root = host.attachShadow({ mode: "open" });
  const state = EditorState.create({ doc: text, extensions: [basics(language), keys(hooks), told(hooks)] });
  const view = new EditorView({ state, parent: root, root });
  new MutationObserver(() => reachable(root)).observe(view.dom, { childList: true, subtree: true });
  return view;
}

/** The list of completions scrolls, so that keys must be able to reach it. */
function reachable(root: ShadowRoot): void {
  const list = root.querySelector(".cm-tooltip-autocomplete > ul:not([tabindex])");
  list?.setAttribute("tabindex", "0");
}

function basics(language: Language): Extension {
  return [
    EditorState.phrases.of(phrases(language)),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    indentUnit.of("  "),
    sparql(),
    syntaxHighlighting(colours),
    autocompletion({ override: [completing(language)], icons: false, maxRenderedOptions: 60 }),
    linting(language),
    look,
    plainReplacing,
  ];
}

/** Ctrl+Enter runs. Tab takes an offer and else goes on to the next control; Escape closes what is open, then
 * leaves. Ctrl+] indents, so that nobody is caught who has keys alone. */
function keys(hooks: Hooks): Extension {
  const run = () => (hooks.run(), true);
  const leave = () => (hooks.leave(), true);
  return [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
    keymap.of([{ key: "Tab", run: acceptCompletion }]),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...lintKeymap]),
    keymap.of([...defaultKeymap.filter((one) => one.key !== "Escape"), ...historyKeymap]),
    Prec.lowest(keymap.of([{ key: "Escape", run: leave }])),
  ];
}

function told(hooks: Hooks): Extension {
  return [
    EditorView.contentAttributes.of({
      "aria-label": hooks.label,
      "aria-description": hooks.described,
      spellcheck: "false",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) hooks.changed();
    }),
  ];
}
