/** The page of figures made live: a filter, an order or a view is fetched and put in place; the address follows. */
import { start, type Mount } from "./islands";

const PART = '[data-island="figures"]';

export const mount: Mount = (host) => {
  host.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
    event.preventDefault();
    void show(host, link.href, link.dataset["key"]).then((well) => {
      if (well) history.pushState(null, "", link.href);
    });
  });
  addEventListener("popstate", () => void show(host, location.href));
};

/** Put what the server draws for an address into the host; where that fails, go there. */
async function show(host: HTMLElement, address: string, key?: string): Promise<boolean> {
  host.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector(PART);
    if (!response.ok || !fresh) throw new Error(response.statusText);
    const status = host.querySelector("[role=status]");
    host.replaceChildren(...fresh.childNodes);
    if (status) host.querySelector("[role=status]")?.replaceWith(status);
    again(host, key);
    await start(host);
    if (status) status.textContent = host.querySelector("[data-told]")?.textContent ?? "";
    return true;
  } catch {
    location.assign(address);
    return false;
  } finally {
    host.removeAttribute("aria-busy");
  }
}

/** The focus goes back to what was followed. */
function again(host: HTMLElement, key: string | undefined): void {
  const same = [...host.querySelectorAll<HTMLElement>("[data-key]")].find(
    (one) => one.dataset["key"] === key,
  );
  same?.focus({ preventScroll: true });
}
