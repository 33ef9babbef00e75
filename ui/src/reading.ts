/** The reading view live: a span and the notes that rest on it light up together, by pointer, focus or arrow key. */
import type { Mount } from "./islands";
import { words } from "./words";

const LIT = "lit";
const MARKED = "[data-evidence]";
/** So much of a note is seen, or it is out of sight. */
const ROOM_PX = 24;
const MOST_PEEKED = 3;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export const mount: Mount = (host) => {
  host.addEventListener("pointerover", (event) => {
    light(host, event.target);
    if (event.pointerType === "mouse") peek(host, event.target);
  });
  host.addEventListener("focusin", (event) => {
    light(host, event.target);
    follow(host, event.target);
  });
  host.addEventListener("pointerleave", () => {
    light(host, document.activeElement);
    peek(host, null);
  });
  host.addEventListener("keydown", (event) => step(host, event));
  host.before(hint());
};

function hint(): HTMLElement {
  const told = document.createElement("p");
  told.className = "quiet hint";
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

/** The notes that are lit with a span. */
function litWith(host: HTMLElement, target: EventTarget | null): readonly HTMLElement[] {
  const span = target instanceof Element ? target.closest(".span") : null;
  return span ? [...host.querySelectorAll<HTMLElement>(`.note.${LIT}`)] : [];
}

function inSight(one: HTMLElement): boolean {
  const { top, bottom } = one.getBoundingClientRect();
  return bottom > ROOM_PX && top < innerHeight - ROOM_PX;
}

/** Under the pointer nothing scrolls: notes that are all out of sight are shown at the edge of the window as well. */
function peek(host: HTMLElement, target: EventTarget | null): void {
  document.querySelector(".peek")?.remove();
  const notes = litWith(host, target);
  if (notes.length === 0 || notes.some(inSight)) return;
  const card = document.createElement("ol");
  card.className = "notes peek";
  card.setAttribute("aria-hidden", "true");
  card.inert = true;
  card.append(...notes.slice(0, MOST_PEEKED).map(copy));
  document.body.append(card);
}

function copy(note: HTMLElement): HTMLElement {
  const made = note.cloneNode(true) as HTMLElement;
  made.removeAttribute("id");
  made.removeAttribute("data-evidence");
  made.classList.remove(LIT);
  return made;
}

/** With the focus on a span, its first note comes into view where the text stays beside it. */
function follow(host: HTMLElement, target: EventTarget | null): void {
  const notes = litWith(host, target);
  const text = notes[0]?.closest(".block")?.querySelector(".text p");
  if (!text || getComputedStyle(text).position !== "sticky" || notes.some(inSight)) return;
  notes[0]?.scrollIntoView({ block: "nearest" });
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
