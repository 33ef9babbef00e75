/** An island: a part of a page that script makes live. The page is complete without it. */
export type Mount = (host: HTMLElement, data: unknown) => void | Promise<void>;

/** What a page may ask for by `data-island`; each loads only where it stands. */
export const ISLANDS: Readonly<Record<string, () => Promise<{ mount: Mount }>>> = {
  copy: () => import("./copy"),
  figures: () => import("./figures"),
  explore: () => import("./explore/index"),
  suggest: () => import("./suggest"),
  sparql: () => import("./sparql"),
  reading: () => import("./reading"),
  review: () => import("./review/index"),
};

/** The values that the server put into `<script type="application/json">` inside the host. */
export function dataOf(host: HTMLElement): unknown {
  const given = host.querySelector(':scope > script[type="application/json"]');
  return given?.textContent ? JSON.parse(given.textContent) : null;
}

/** Start every island of the page, those with `data-when="focus"` once the focus comes to them; one that fails leaves the page as the server made it. */
export async function start(root: ParentNode): Promise<void> {
  const hosts = [...root.querySelectorAll<HTMLElement>("[data-island]")];
  await Promise.all(hosts.map(startOne));
}

async function startOne(host: HTMLElement): Promise<void> {
  if (host.dataset["when"] !== "focus" || host.contains(document.activeElement)) return begin(host);
  host.addEventListener("focusin", () => void begin(host), { once: true });
}

async function begin(host: HTMLElement): Promise<void> {
  const load = ISLANDS[host.dataset["island"] ?? ""];
  if (!load) return;
  const { mount } = await load();
  await mount(host, dataOf(host));
  host.dataset["live"] = "";
}
