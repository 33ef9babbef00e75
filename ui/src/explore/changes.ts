/** What a reader can do to a view: each a function from view to view. */
import type { Iri, Layout, Point, View } from "./model";

/** More nodes, in order, none twice. */
export function shown(view: View, more: readonly Iri[]): View {
  const fresh = [...new Set(more)].filter((iri) => !view.nodes.includes(iri));
  return fresh.length === 0 ? view : { ...view, nodes: [...view.nodes, ...fresh] };
}

/** Fewer nodes; their pins go with them. */
export function removed(view: View, gone: readonly Iri[]): View {
  const off = new Set(gone);
  const nodes = view.nodes.filter((iri) => !off.has(iri));
  if (nodes.length === view.nodes.length) return view;
  const pins = Object.fromEntries(Object.entries(view.pins).filter(([iri]) => !off.has(iri)));
  return { ...view, nodes, pins, focus: view.focus !== null && off.has(view.focus) ? null : view.focus };
}

/** A class or a predicate shown or hidden. */
export function toggled(view: View, list: "hiddenKinds" | "hiddenPredicates", iri: Iri): View {
  const now = view[list];
  return { ...view, [list]: now.includes(iri) ? now.filter((one) => one !== iri) : [...now, iri] };
}

export function laidOut(view: View, layout: Layout): View {
  return layout === view.layout ? view : { ...view, layout, pins: {} };
}

export function focused(view: View, iri: Iri | null): View {
  return iri === view.focus ? view : { ...view, focus: iri };
}

export function pinned(view: View, iri: Iri, at: Point): View {
  return { ...view, pins: { ...view.pins, [iri]: at } };
}

export function unpinned(view: View, iri: Iri): View {
  const { [iri]: _gone, ...pins } = view.pins;
  return { ...view, pins };
}
