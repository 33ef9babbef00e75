/** The reading view live: a span and the notes that rest on it light up together, by pointer, focus or arrow key. */
import type { Mount } from "./islands";
import { words } from "./words";

const LIT = "lit";
const MARKED = "[data-evidence]";
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export const mount: Mount = (host) => {
  for (const name of ["pointerover", "focusin"] as const)
    host.addEventListener(name, (event) => light(host, event.target));
  host.addEventListener("pointerleave", () => light(host, document.activeElement));
  host.addEventListener("keydown", (event) => step(host, event));
  host.before(hint());
};

function hint(): HTMLElement {
  const told = document.createElement("p");
  told.className = "quiet";
  told.textContent = words().reading;
  return told;
}

/** The evidence that an element stands for. */
function evidenceOf(target: EventTarget | null): ReadonlySet<string> {
  const marked = target instanceof Element ? target.closest<HTMLElement>(MARKED) : null;
  return new Set(marked?.dataset["evidence"]?.split(" "));
}

function light(host: HTMLElement, target: EventTarget | null): void {
  const wanted = evidenceOf(target);
  for (const one of host.querySelectorAll(MARKED))
    one.classList.toggle(
      LIT,
      [...evidenceOf(one)].some((slug) => wanted.has(slug)),
    );
}

/** Down and up go to the next note and the one before; their words come into view beside them. */
function step(host: HTMLElement, event: KeyboardEvent): void {
  const by = STEPS[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...host.querySelectorAll<HTMLElement>(".note .back")];
  const next = links[place(links, by) + by];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  const slug = next.closest<HTMLElement>(MARKED)?.dataset["evidence"];
  document.getElementById(`ev-${slug}`)?.scrollIntoView({ block: "nearest" });
}

/** Where the focus is among the notes; from a span, the step leads to its own note. */
function place(links: readonly HTMLElement[], by: number): number {
  const focused = document.activeElement;
  const note = focused?.closest(".note");
  if (note) return links.findIndex((one) => note.contains(one));
  const led = document.getElementById(focused?.getAttribute("href")?.slice(1) ?? "");
  return links.findIndex((one) => led?.contains(one)) - by;
}
