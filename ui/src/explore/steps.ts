/** What a reader asks of the service: to open, to expand, to add, to find a path; and what is folded away again. */
import { read, type Held } from "./address";
import * as changes from "./changes";
import { MOST_DRAWN, type Explorer } from "./explorer.svelte";
import { degreesOf } from "./lines";
import { EMPTY, type Iri } from "./model";
import * as service from "./service";
import { told } from "./words";

/** So many neighbours come with one step. */
export const STEP = 25;

/** Open what the address says: a whole view, some nodes, one node with its neighbours, or what an article is about;
 * ``kept`` is a view that the server keeps under a short address. */
export async function open(explorer: Explorer, kept = ""): Promise<void> {
  await explorer.doing(async () => {
    const held = (await read(location.hash.slice(1))) ?? (await read(kept));
    const asked = new URLSearchParams(location.search);
    const nodes = asked.getAll("node").filter((one) => one !== "");
    if (held !== null && held.view.nodes.length > 0) return restore(explorer, held);
    if (nodes.length > 0) return begin(explorer, await service.among(nodes), nodes);
    return survey(explorer, asked.get("article"));
  });
  const [only, ...others] = explorer.view.nodes;
  if (only !== undefined && others.length === 0) await expandAll(explorer, only);
}

/** What an article is about, as much of it as makes a first picture. */
async function survey(explorer: Explorer, article: Iri | null): Promise<void> {
  const picture = await service.overview(article);
  begin(
    explorer,
    picture,
    picture.nodes.map((one) => one.id),
  );
  explorer.known.learn(await service.among([picture.article]));
  const { total, shown } = picture.extent ?? { total: 0, shown: 0 };
  explorer.about = { article: picture.article, total, shown };
}

/** The rest of the article too. */
export async function whole(explorer: Explorer): Promise<void> {
  const { about } = explorer;
  if (about === null) return;
  await explorer.doing(async () => {
    const picture = await service.overview(about.article, MOST_DRAWN);
    await explorer.grow(
      picture.nodes.map((node) => node.id),
      picture,
    );
    explorer.about = { ...about, shown: picture.extent?.shown ?? about.shown };
    explorer.fits++;
  });
}

function begin(explorer: Explorer, picture: service.Picture, nodes: readonly Iri[]): void {
  explorer.known.learn(picture);
  explorer.begin(changes.shown(EMPTY, nodes));
}

async function restore(explorer: Explorer, { view, places, chosen }: Held): Promise<void> {
  const { nodes } = view;
  for (let at = 0; at < nodes.length; at += MOST_DRAWN)
    explorer.known.learn(await service.among(nodes.slice(at, at + MOST_DRAWN)));
  explorer.begin(view, places, chosen);
}

/** Fetch the next step of one branch of a node: where what is shown came by other ways, the first that is new. */
export async function expand(explorer: Explorer, iri: Iri, branch: service.Branch): Promise<void> {
  await explorer.doing(async () => {
    const shown = new Set(explorer.view.nodes);
    const have = explorer.known.ends(iri, branch).filter((one) => shown.has(one)).length;
    const likely = Math.floor(have / STEP) * STEP;
    const all = Array.from({ length: Math.ceil(branch.count / STEP) }, (_, index) => index * STEP);
    for (const offset of [likely, ...all.filter((one) => one !== likely)]) {
      const picture = await service.expanded(iri, branch, STEP, offset);
      const nodes = picture.nodes.map((node) => node.id);
      if (nodes.every((one) => shown.has(one))) continue;
      return explorer.grow(nodes, picture);
    }
  });
}

/** Fetch the first neighbours by every relation that means something to a reader. */
export async function expandAll(explorer: Explorer, iri: Iri): Promise<void> {
  await explorer.doing(async () => {
    const branches = (await service.branches(iri)).filter((branch) => !branch.plumbing);
    const pictures = await Promise.all(branches.map((branch) => service.expanded(iri, branch, STEP)));
    await explorer.grow(
      pictures.flatMap((picture) => picture.nodes.map((node) => node.id)),
      ...pictures,
    );
    explorer.fits++;
  });
}

/** Take away the neighbours that hang on this node alone. */
export function collapse(explorer: Explorer, iri: Iri): void {
  const degrees = degreesOf(explorer.edges);
  const leaves = [...explorer.known.around(iri)].filter((one) => {
    if (one === iri) return false;
    const own = explorer.edges.filter(
      ({ source, target }) => (source === one && target === iri) || (source === iri && target === one),
    );
    return own.length > 0 && own.length === degrees.get(one);
  });
  explorer.do(changes.removed(explorer.view, leaves));
}

/** Bring a thing into the view and choose it; the other end, where one is asked for. */
export async function add(explorer: Explorer, iri: Iri): Promise<void> {
  if (explorer.pathFrom !== null) return path(explorer, iri);
  await explorer.doing(async () => explorer.grow([iri]));
  explorer.chosen = { node: iri };
}

/** The way from the node that was chosen for it to this one, within the bounds of the service. */
export async function path(explorer: Explorer, to: Iri): Promise<void> {
  const from = explorer.pathFrom;
  explorer.pathFrom = null;
  if (from === null || from === to) return;
  await explorer.doing(async () => {
    const found = await service.routes(from, to);
    const [route] = found.paths;
    if (!route) {
      const { path_none, path_apart } = explorer.words;
      explorer.message = told(found.search.stopped === "exhausted" ? path_apart : path_none, {
        n: found.search.searchedLength,
        from: explorer.label(from),
        to: explorer.label(to),
      });
      return;
    }
    await explorer.grow(route, found);
    explorer.chosen = { route };
    explorer.message = told(explorer.words.path_found, { n: route.length - 1 });
    explorer.fits++;
  });
}
