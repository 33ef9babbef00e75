/** The page of figures made live: a filter, an order or a view is fetched and put in place under its address. */
import { start, type Mount } from "./islands";

const PART = '[data-island="figures"]';
/** What else of the page leads to the same figures: in the other language, and as data. */
const BESIDE = [".languages", ".twins"];
/** The newest question; one that is still on its way when the next is asked is given up. */
let asked = new AbortController();

export const mount: Mount = (host) => {
  host.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
    event.preventDefault();
    const { href } = link;
    const enter = (): void => history.pushState(null, "", href);
    void show(host, href, enter, link.dataset["key"]);
  });
  addEventListener("popstate", () => void show(host, location.href));
};

/** Put what the server draws for an address into the host, once `enter` has taken the page there; where that fails, go. */
async function show(host: HTMLElement, address: string, enter?: () => void, key?: string): Promise<void> {
  asked.abort();
  const { signal } = (asked = new AbortController());
  host.setAttribute("aria-busy", "true");
  try {
    const [page, fresh] = await drawn(address, signal);
    if (signal.aborted) return;
    enter?.();
    put(host, fresh, key);
    for (const part of BESIDE) beside(part, page);
    await start(host);
    const status = host.querySelector("[role=status]");
    if (status) status.textContent = host.querySelector("[data-told]")?.textContent ?? "";
  } catch {
    if (!signal.aborted) location.assign(address);
  } finally {
    if (!signal.aborted) host.removeAttribute("aria-busy");
  }
}

/** The page that the server makes for an address, and the island's part of it. */
async function drawn(address: string, signal: AbortSignal): Promise<[Document, Element]> {
  const response = await fetch(address, { headers: { accept: "text/html" }, signal });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector(PART);
  if (!response.ok || !fresh) throw new Error(response.statusText);
  return [page, fresh];
}

/** The new part takes the place of the old; the status stays, so that what it says next is read out. */
function put(host: HTMLElement, fresh: Element, key: string | undefined): void {
  const status = host.querySelector("[role=status]");
  host.replaceChildren(...fresh.childNodes);
  if (status) host.querySelector("[role=status]")?.replaceWith(status);
  again(host, key);
}

function beside(part: string, page: Document): void {
  const fresh = page.querySelector(part);
  if (fresh) document.querySelector(part)?.replaceWith(fresh);
}

/** The focus goes back to what was followed. */
function again(host: HTMLElement, key: string | undefined): void {
  const same = [...host.querySelectorAll<HTMLElement>("[data-key]")].find(
    (one) => one.dataset["key"] === key,
  );
  same?.focus({ preventScroll: true });
}
