/** The state of the graph view: what is known, what is shown, where it stands, and all that can be done to it. */
import { language } from "../words";
import { read, written } from "./address";
import { arranged, type Places } from "./arranged";
import * as changes from "./changes";
import { Forces } from "./forces";
import * as history from "./history";
import { Known } from "./known.svelte";
import {
  EMPTY,
  type Edge,
  type Iri,
  type Layout,
  type Named,
  type Node,
  type Point,
  type View,
} from "./model";
import * as service from "./service";
import { told, words } from "./words";

/** More nodes are not drawn. */
export const MOST_DRAWN = 2000;
/** So many neighbours come with one step. */
export const STEP = 25;
const WAIT_MS = 400;

export type Chosen = { readonly node: Iri } | { readonly edge: Edge } | null;

export class Explorer {
  readonly language = language();
  readonly words = words(this.language);

  #history = $state.raw(history.begun<View>(EMPTY));
  readonly #known = new Known();
  places = $state.raw<Places>(new Map());
  chosen = $state.raw<Chosen>(null);
  message = $state("");
  busy = $state(false);
  pathFrom = $state<Iri | null>(null);
  /** Counts up when the picture should be fitted into its frame. */
  fits = $state(0);

  readonly #forces = new Forces((places) => (this.places = places));
  #saved = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  get view(): View {
    return this.#history.present;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** Shown and not hidden by a filter or by the focus. */
  readonly nodes = $derived.by<readonly Node[]>(() => {
    const hidden = new Set(this.view.hiddenKinds);
    const listed = this.view.nodes.flatMap((iri) => this.#known.node(iri) ?? []);
    const seen = listed.filter((node) => node.kind === null || !hidden.has(node.kind));
    if (this.view.focus === null) return seen;
    const near = this.#known.around(this.view.focus);
    return seen.filter((node) => near.has(node.id));
  });

  readonly edges = $derived.by<readonly Edge[]>(() => {
    const shown = new Set(this.nodes.map((node) => node.id));
    const hidden = new Set(this.view.hiddenPredicates);
    return this.#known.edges.filter(
      (edge) => shown.has(edge.source) && shown.has(edge.target) && !hidden.has(edge.predicate),
    );
  });

  /** Classes of what is in the view, hidden ones too, with how many nodes each has. */
  readonly kinds = $derived.by(() =>
    this.#known.counted(this.view.nodes.map((iri) => this.#known.node(iri)?.kind ?? null)),
  );

  /** Predicates among what is in the view, hidden ones too. */
  readonly predicates = $derived.by(() => {
    const shown = new Set(this.view.nodes);
    const among = this.#known.edges.filter(({ source, target }) => shown.has(source) && shown.has(target));
    return this.#known.counted(among.map((edge) => edge.predicate));
  });

  node(iri: Iri): Node | undefined {
    return this.#known.node(iri);
  }

  name(iri: Iri): Named {
    return this.#known.name(iri);
  }

  degree(iri: Iri): number {
    return this.edges.filter((edge) => edge.source === iri || edge.target === iri).length;
  }

  /** Open what the address says: a whole view, some nodes, one node with its neighbours, or what an article is
   * about. */
  async open(): Promise<void> {
    await this.#doing(async () => {
      const held = await read(location.hash.slice(1));
      const asked = new URLSearchParams(location.search);
      const nodes = asked.getAll("node").filter((one) => one !== "");
      if (held !== null && held.view.nodes.length > 0) return this.#restore(held.view, held.places);
      if (nodes.length > 0) return this.#begin(await service.among(nodes), nodes);
      const picture = await service.overview(asked.get("article"));
      return this.#begin(
        picture,
        picture.nodes.map((one) => one.id),
      );
    });
    const only = this.view.nodes.length === 1 ? this.view.nodes[0] : undefined;
    if (only !== undefined) await this.expandAll(only);
  }

  async #restore(given: View, places: Places): Promise<void> {
    const view = this.#drawable(given);
    this.#known.learn(await service.among(view.nodes));
    this.#history = history.begun(view);
    const placed = [...places.values()].some(({ x, y }) => x !== 0 || y !== 0);
    if (placed) {
      this.places = places;
      this.#forces.start(places);
    }
    this.#arrange(!placed);
    this.fits++;
  }

  /** As much of a view as is drawn; what is left out is said. */
  #drawable(view: View): View {
    const n = view.nodes.length;
    if (n <= MOST_DRAWN) return view;
    this.message = told(this.words.too_many, { n, most: MOST_DRAWN });
    return changes.removed(view, view.nodes.slice(MOST_DRAWN));
  }

  #begin(picture: service.Picture, nodes: readonly Iri[]): void {
    this.#known.learn(picture);
    this.#history = history.begun(changes.shown(EMPTY, nodes));
    this.#arrange();
    this.fits++;
  }

  /** Fetch one branch of a node, the next step of it. */
  async expand(iri: Iri, branch: service.Branch): Promise<void> {
    await this.#doing(async () => {
      const have = this.#known.ends(iri, branch).filter((one) => this.view.nodes.includes(one)).length;
      const picture = await service.expanded(iri, branch, STEP, Math.floor(have / STEP) * STEP);
      await this.#add(
        picture.nodes.map((node) => node.id),
        picture,
      );
    });
  }

  /** Fetch the first neighbours by every relation that means something to a reader. */
  async expandAll(iri: Iri): Promise<void> {
    await this.#doing(async () => {
      const branches = (await service.branches(iri)).filter((branch) => !branch.plumbing);
      const pictures = await Promise.all(branches.map((branch) => service.expanded(iri, branch, STEP)));
      await this.#add(
        pictures.flatMap((picture) => picture.nodes.map((node) => node.id)),
        ...pictures,
      );
      this.fits++;
    });
  }

  /** Take away the neighbours that hang on this node alone. */
  collapse(iri: Iri): void {
    const others = new Map<Iri, number>();
    for (const { source, target } of this.edges) {
      others.set(source, (others.get(source) ?? 0) + 1);
      others.set(target, (others.get(target) ?? 0) + 1);
    }
    const leaves = [...this.#known.around(iri)].filter((one) => one !== iri && others.get(one) === 1);
    this.do(changes.removed(this.view, leaves));
  }

  /** Bring a thing into the view and choose it. */
  async add(iri: Iri): Promise<void> {
    if (this.pathFrom !== null) return this.path(iri);
    await this.#doing(async () => this.#add([iri]));
    this.chosen = { node: iri };
  }

  async path(to: Iri): Promise<void> {
    const from = this.pathFrom;
    this.pathFrom = null;
    if (from === null || from === to) return;
    await this.#doing(async () => {
      const found = await service.routes(from, to);
      const [route] = found.paths;
      if (!route) {
        this.message = told(this.words.path_none, { n: found.search.searchedLength });
        return;
      }
      await this.#add(route, found);
      this.message = told(this.words.path_found, { n: route.length - 1 });
      this.fits++;
    });
  }

  /** One step, which can be undone. */
  do(view: View): void {
    const before = this.view;
    this.#history = history.stepped(this.#history, view);
    if (before !== this.view) this.#arrange();
  }

  undo(): void {
    this.#history = history.undone(this.#history);
    this.#arrange();
  }

  redo(): void {
    this.#history = history.redone(this.#history);
    this.#arrange();
  }

  layout(layout: Layout): void {
    this.do(changes.laidOut(this.view, layout));
    this.fits++;
  }

  /** While a node is dragged: it moves, and no step is taken. */
  drag(iri: Iri, at: Point): void {
    this.places = new Map(this.places).set(iri, at);
    if (this.view.layout !== "force") return;
    this.#forces.pin({ ...this.view.pins, [iri]: at });
    this.#forces.nudge();
  }

  drop(iri: Iri, at: Point): void {
    this.do(changes.pinned(this.view, iri, at));
  }

  async #add(nodes: readonly Iri[], ...pictures: service.Picture[]): Promise<void> {
    const view = this.#drawable(changes.shown(this.view, nodes));
    pictures.forEach((picture) => this.#known.learn(picture));
    if (view !== this.view) this.#known.learn(await service.among(view.nodes));
    this.do(view);
  }

  #arrange(anew = true): void {
    const nodes = this.nodes;
    const { layout, pins, focus } = this.view;
    if (layout === "force") {
      const shown = nodes.map((node) => node.id);
      this.#forces.set(shown, this.edges, pins, anew);
    } else {
      this.#forces.stop();
      const at = arranged(layout, nodes, this.edges, focus);
      this.places = new Map([...at, ...Object.entries(pins).filter(([iri]) => at.has(iri))]);
    }
  }

  /** Write the view into the address once things have settled for a moment. */
  remember(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#write(), WAIT_MS);
  }

  async #write(): Promise<void> {
    const text = await written(this.view, this.places);
    if (text === this.#saved) return;
    this.#saved = text;
    window.history.replaceState(null, "", `#${text}`);
  }

  async #doing(work: () => Promise<void> | void): Promise<void> {
    this.busy = true;
    this.message = "";
    try {
      await work();
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error);
    } finally {
      this.busy = false;
    }
  }
}
