/** The state of the graph view: what is shown, where it stands, what is looked at; and each step that can be undone. */
import { language } from "../words";
import { written } from "./address";
import { arranged, type Guide, type Places } from "./arranged";
import * as changes from "./changes";
import { orderOf } from "./colours";
import { Forces } from "./forces";
import * as history from "./history";
import { Known } from "./known.svelte";
import {
  EMPTY,
  keyOf,
  labelOf,
  type Chosen,
  type Edge,
  type Iri,
  type Layout,
  type Named,
  type Node,
  type Point,
  type View,
} from "./model";
import * as service from "./service";
import { words } from "./words";

/** More nodes are not drawn. */
export const MOST_DRAWN = 2000;
const WAIT_MS = 400;

/** About how much wider than high the picture will be: beside its panel, or alone on a narrow screen. */
function aspect(): number {
  return innerWidth < 832 ? 0.55 : 1.35;
}

/** The article whose picture this began as, and how much of it is drawn. */
export interface About {
  readonly article: Iri;
  readonly total: number;
  readonly shown: number;
}

export class Explorer {
  readonly language = language();
  readonly words = words(this.language);
  readonly known = new Known();

  #history = $state.raw(history.begun<View>(EMPTY));
  places = $state.raw<Places>(new Map());
  guides = $state.raw<readonly Guide[]>([]);
  chosen = $state.raw<Chosen>(null);
  about = $state.raw<About | null>(null);
  message = $state("");
  busy = $state(false);
  pathFrom = $state<Iri | null>(null);
  /** The text that is looked for among what is shown. */
  sought = $state("");
  /** Counts up when the picture should be fitted into its frame. */
  fits = $state(0);

  readonly #aspect = aspect();
  readonly #forces = new Forces(this.#aspect, (places) => (this.places = places));
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

  /** What no filter and no focus hides. */
  readonly #seen = $derived.by<readonly Node[]>(() => {
    const hidden = new Set(this.view.hiddenKinds);
    const listed = this.view.nodes.flatMap((iri) => this.known.node(iri) ?? []);
    const seen = listed.filter((node) => node.kind === null || !hidden.has(node.kind));
    if (this.view.focus === null) return seen;
    const near = this.known.around(this.view.focus);
    return seen.filter((node) => near.has(node.id));
  });

  /** What is drawn of it. */
  readonly nodes = $derived.by<readonly Node[]>(() => this.#seen.slice(0, MOST_DRAWN));

  /** How many are not hidden; more than are drawn when that is too many. */
  readonly wanted = $derived.by(() => this.#seen.length);

  readonly edges = $derived.by<readonly Edge[]>(() => {
    const shown = new Set(this.nodes.map((node) => node.id));
    const hidden = new Set(this.view.hiddenPredicates);
    return this.known.edges.filter(
      (edge) => shown.has(edge.source) && shown.has(edge.target) && !hidden.has(edge.predicate),
    );
  });

  /** Classes of what is in the view, hidden ones too, with how many nodes each has; like beside like. */
  readonly kinds = $derived.by(() =>
    this.known
      .counted(this.view.nodes.map((iri) => this.known.node(iri)?.kind ?? null))
      .toSorted((a, b) => orderOf(a.named.id) - orderOf(b.named.id)),
  );

  /** Predicates among what is in the view, hidden ones too. */
  readonly predicates = $derived.by(() => {
    const shown = new Set(this.view.nodes);
    const among = this.known.edges.filter(({ source, target }) => shown.has(source) && shown.has(target));
    return this.known.counted(among.map((edge) => edge.predicate));
  });

  /** Shown nodes whose name has the text that is looked for. */
  readonly matches = $derived.by<ReadonlySet<Iri>>(() => {
    const text = this.sought.toLowerCase();
    const named = ({ labels }: Node): boolean =>
      Object.values(labels).some((label) => label.toLowerCase().includes(text));
    return new Set(text === "" ? [] : this.nodes.filter(named).map((node) => node.id));
  });

  /** The nodes and edges that are looked at. */
  readonly #lit = $derived.by(() => {
    const { chosen } = this;
    if (chosen === null) return { nodes: new Set<Iri>(), edges: new Set<string>() };
    if ("node" in chosen) return { nodes: new Set([chosen.node]), edges: new Set<string>() };
    const { edges } = this;
    const chain = "edge" in chosen ? [chosen.edge.source, chosen.edge.target] : chosen.route;
    const joined = chain.slice(1).flatMap((iri, index) => {
      const before = chain[index];
      return edges.filter(
        ({ source, target }) =>
          (source === before && target === iri) || (source === iri && target === before),
      );
    });
    const keys = "edge" in chosen ? [keyOf(chosen.edge)] : joined.map(keyOf);
    return { nodes: new Set(chain), edges: new Set(keys) };
  });

  lights(iri: Iri): boolean {
    return this.#lit.nodes.has(iri);
  }

  lightsEdge(edge: Edge): boolean {
    return this.#lit.edges.has(keyOf(edge));
  }

  /** Whether an edge is one of what is looked at, or leaves the chosen node. */
  near(edge: Edge): boolean {
    const node = this.chosen !== null && "node" in this.chosen ? this.chosen.node : null;
    return edge.source === node || edge.target === node || this.lightsEdge(edge);
  }

  node(iri: Iri): Node | undefined {
    return this.known.node(iri);
  }

  name(iri: Iri): Named {
    return this.known.name(iri);
  }

  /** The name in the reader's language. */
  label(iri: Iri): string {
    return labelOf(this.name(iri), this.language);
  }

  /** Begin anew with a view; with places that are known nothing moves. */
  begin(view: View, places: Places = new Map(), chosen: Chosen = null): void {
    this.#history = history.begun(view);
    this.chosen = chosen;
    const placed = [...places.values()].some(({ x, y }) => x !== 0 || y !== 0);
    if (placed) {
      this.places = places;
      this.#forces.start(places);
    }
    this.#arrange(!placed);
    this.fits++;
  }

  /** More nodes in the view, with what is known of them and all edges among them. */
  async grow(nodes: readonly Iri[], ...pictures: service.Picture[]): Promise<void> {
    const view = changes.shown(this.view, nodes);
    pictures.forEach((picture) => this.known.learn(picture));
    if (view !== this.view && view.nodes.length <= MOST_DRAWN)
      this.known.learn(await service.among(view.nodes));
    this.do(view);
  }

  /** One step, which can be undone. */
  do(view: View): void {
    const before = this.view;
    this.#history = history.stepped(this.#history, view);
    if (before !== this.view) this.#changed();
  }

  undo(): void {
    this.#history = history.undone(this.#history);
    this.#changed();
  }

  redo(): void {
    this.#history = history.redone(this.#history);
    this.#changed();
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

  drop(iri: Iri): void {
    this.do(changes.pinned(this.view, iri, this.places.get(iri) ?? { x: 0, y: 0 }));
  }

  #changed(): void {
    this.message = "";
    this.#arrange();
    if (this.view.nodes.length > MOST_DRAWN) void this.#complete();
  }

  /** Of more than can be drawn, the edges are asked for as the filters let nodes in. */
  async #complete(): Promise<void> {
    await this.doing(async () => this.known.learn(await service.among(this.nodes.map((node) => node.id))));
    this.#arrange();
  }

  #arrange(anew = true): void {
    const nodes = this.nodes;
    const { layout, pins, focus } = this.view;
    if (layout === "force") {
      const shown = nodes.map((node) => node.id);
      this.guides = [];
      this.#forces.set(shown, this.edges, pins, anew);
    } else {
      this.#forces.stop();
      const { places, guides } = arranged(layout, nodes, this.edges, focus, this.#aspect);
      this.guides = guides;
      this.places = new Map([...places, ...Object.entries(pins).filter(([iri]) => places.has(iri))]);
    }
  }

  /** The view as the letters of an address. */
  written(): Promise<string> {
    return written(this.view, this.places, this.chosen);
  }

  /** Write the view into the address once things have settled for a moment. */
  remember(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#write(), WAIT_MS);
  }

  async #write(): Promise<void> {
    const text = await this.written();
    if (text === this.#saved) return;
    this.#saved = text;
    const { pathname, search } = location;
    const lead = /^\/(?:zh|en)\//.test(pathname) ? "" : `/${this.language}`;
    window.history.replaceState(null, "", `${lead}${pathname}${search}#${text}`);
  }

  /** Do what needs the service; a refusal is said in its own words. */
  async doing(work: () => Promise<void> | void): Promise<void> {
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
