/** Undo and redo: past, present and future states, as values. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
}

/** So many steps can be undone. */
export const DEEPEST = 100;

export function begun<State>(present: State): History<State> {
  return { past: [], present, future: [] };
}

/** A new step; what had been undone is forgotten. A step that changes nothing is none. */
export function stepped<State>(history: History<State>, next: State): History<State> {
  if (Object.is(next, history.present)) return history;
  return { past: [...history.past, history.present].slice(-DEEPEST), present: next, future: [] };
}

/** The present changes and no step is taken (while something is dragged, say). */
export function amended<State>(history: History<State>, next: State): History<State> {
  return { ...history, present: next };
}

export function undone<State>(history: History<State>): History<State> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future] };
}

export function redone<State>(history: History<State>): History<State> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest };
}
