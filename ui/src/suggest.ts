/** Suggestions under the search box of every page: a combobox after the ARIA Authoring Practices, with a list that
 * only helps. Enter searches unless an arrow key has chosen; nothing is asked while an input method composes. */
import type { Mount } from "./islands";
import { language, words } from "./words";

interface Offer {
  readonly name: string;
  readonly kind: string;
  readonly href: string;
}

const WAIT_MS = 120;
const MOST = 8;

export const mount: Mount = (host) => {
  const input = host.querySelector<HTMLInputElement>("input[type=search]");
  if (input) new Combobox(host, input);
};

class Combobox {
  readonly #list = document.createElement("ul");
  readonly #status = document.createElement("p");
  #offers: readonly Offer[] = [];
  #active = -1;
  #composing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: HTMLElement,
    private readonly input: HTMLInputElement,
  ) {
    this.#list.id = "suggestions";
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", words().suggestions);
    this.#list.hidden = true;
    this.#status.className = "hidden";
    this.#status.setAttribute("role", "status");
    host.append(this.#list, this.#status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions" };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    this.#draw();
    this.#listen(host);
    if (input.value.trim()) this.#typed();
  }

  #listen(host: HTMLElement): void {
    const { input } = this;
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("compositionstart", () => (this.#composing = true));
    input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#typed();
    });
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const at = [...this.#list.children].indexOf((event.target as Element).closest("li") ?? input);
      this.#go(this.#offers[at]);
    });
    host.addEventListener("focusout", (event) => {
      if (!host.contains(event.relatedTarget as Node | null)) this.#show([]);
    });
  }

  #typed(): void {
    clearTimeout(this.#timer);
    if (!this.#composing) this.#timer = setTimeout(() => void this.#look(), WAIT_MS);
  }

  async #look(): Promise<void> {
    const asked = this.input.value.trim();
    const found = asked === "" ? [] : await suggestions(asked).catch(() => []);
    if (asked === this.input.value.trim() && !this.#composing && document.activeElement === this.input)
      this.#show(found);
  }

  #show(offers: readonly Offer[]): void {
    this.#offers = offers;
    this.#active = -1;
    this.#list.replaceChildren(...offers.map(option));
    this.#draw();
    this.#status.textContent =
      offers.length > 0 ? words().suggested.replace("{n}", String(offers.length)) : "";
  }

  #draw(): void {
    this.#list.hidden = this.#offers.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.#list.hidden));
    [...this.#list.children].forEach((one, at) => {
      one.setAttribute("aria-selected", String(at === this.#active));
      if (at === this.#active) one.scrollIntoView({ block: "nearest" });
    });
    if (this.#active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `suggestion-${this.#active}`);
  }

  /** Arrow keys go round through the list and the box itself; Escape closes the list, then empties the box. */
  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const places = this.#offers.length + 1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && places > 1) this.#active = ((this.#active + 1 + step + places) % places) - 1;
    else if (event.key === "Enter" && this.#active >= 0) this.#go(this.#offers[this.#active]);
    else if (event.key === "Escape" && !this.#list.hidden) this.#show([]);
    else return;
    event.preventDefault();
    this.#draw();
  }

  #go(offer: Offer | undefined): void {
    if (offer) location.assign(offer.href);
  }
}

function option({ name, kind }: Offer, at: number): HTMLElement {
  const made = document.createElement("li");
  made.id = `suggestion-${at}`;
  made.setAttribute("role", "option");
  made.append(name);
  if (kind) {
    const told = document.createElement("span");
    told.className = "quiet";
    told.textContent = kind;
    made.append(" ", told);
  }
  return made;
}

/** Names with what they are and their pages, in the format that browsers know (OpenSearch). */
async function suggestions(text: string): Promise<Offer[]> {
  const asked = new URLSearchParams({ q: text, format: "suggestions", limit: String(MOST) });
  const response = await fetch(`/${language()}/suggest?${asked}`);
  if (!response.ok) return [];
  const [, names, kinds, ways] = (await response.json()) as [string, string[], string[], string[]];
  return names.flatMap((name, at) => {
    const way = ways[at] ? new URL(ways[at], location.href) : null;
    if (way === null) return [];
    const href = way.host === location.host ? lead() + way.pathname + way.search + way.hash : way.href;
    return [{ name, kind: kinds[at] ?? "", href }];
  });
}

/** The language that this page's address begins with, if any. */
function lead(): string {
  return /^\/(?:zh|en)(?=\/|$)/.exec(location.pathname)?.[0] ?? "";
}
