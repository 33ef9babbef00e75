/** What is shown as a file: SVG and PNG drawn here with their labels, other formats by the graph services. */
import type { Iri } from "./model";

export const SERVED = ["graphml", "gexf", "jsonld", "dot", "cyjs"] as const;
export const FORMATS = ["svg", "png", ...SERVED] as const;
export type FileFormat = (typeof FORMATS)[number];

const MARGIN = 40;
const SCALE = 2;
const KEPT = [
  "fill",
  "stroke",
  "stroke-width",
  "font-family",
  "font-size",
  "font-weight",
  "opacity",
  "text-anchor",
];

/** The picture as a document of its own: every look written into it. */
export function standalone(svg: SVGSVGElement): { text: string; width: number; height: number } {
  const scene = svg.querySelector<SVGGElement>("g[transform]");
  const copy = svg.cloneNode(true) as SVGSVGElement;
  if (!scene) throw new Error("nothing is drawn");
  const originals = [...svg.querySelectorAll<SVGElement>("*")];
  [...copy.querySelectorAll<SVGElement>("*")].forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const look = getComputedStyle(original);
    for (const name of KEPT) element.setAttribute(name, look.getPropertyValue(name));
    element.removeAttribute("class");
  });
  copy.querySelectorAll('[stroke="rgba(0, 0, 0, 0)"]').forEach((hand) => hand.remove());
  const box = scene.getBBox();
  const [width, height] = [box.width + 2 * MARGIN, box.height + 2 * MARGIN];
  copy
    .querySelector("g[transform]")
    ?.setAttribute("transform", `translate(${MARGIN - box.x} ${MARGIN - box.y})`);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: background() })) {
    paper.setAttribute(name, value);
  }
  copy.prepend(paper);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function background(): string {
  return getComputedStyle(document.body).backgroundColor;
}

/** The picture in pixels, twice as fine as it is drawn. */
export async function pixels(svg: SVGSVGElement): Promise<Blob> {
  const { text, width, height } = standalone(svg);
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture could be made"))), "image/png"),
  );
}

/** A file of the nodes by the service that writes its format. */
export async function served(nodes: readonly Iri[], format: FileFormat, language: string): Promise<Blob> {
  const body = new URLSearchParams([
    ...nodes.map((iri) => ["node", iri]),
    ["format", format],
    ["lang", language],
  ]);
  const response = await fetch("/graph/subgraph", { method: "POST", body });
  if (!response.ok) throw new Error(((await response.json()) as { detail: string }).detail);
  return response.blob();
}

/** Hand a file to the reader. */
export function handed(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
