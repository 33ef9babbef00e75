/** What is shown as a file: SVG and PNG drawn here with their labels, other formats by the graph services. */
import type { Iri } from "./model";

export const SERVED = ["graphml", "gexf", "jsonld", "dot", "cyjs"] as const;
export const FORMATS = ["svg", "png", ...SERVED] as const;
export type FileFormat = (typeof FORMATS)[number];

const MARGIN = 40;
const SCALE = 2;
/** Pixels that a canvas surely has. */
const WIDEST = 12_000;
const KEPT = [
  "fill",
  "stroke",
  "stroke-width",
  "font-family",
  "font-size",
  "font-weight",
  "opacity",
  "text-anchor",
  "paint-order",
  "stroke-linejoin",
  "stroke-dasharray",
  "stroke-opacity",
];

/** A picture that needs no page around it. */
export interface Standalone {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** The picture as a document of its own: every look written into it, each node a link to its lasting address. */
export function standalone(svg: SVGSVGElement): Standalone {
  const scene = svg.querySelector<SVGGElement>("g[transform]");
  const copy = svg.cloneNode(true) as SVGSVGElement;
  if (!scene) throw new Error("nothing is drawn");
  const originals = [...svg.querySelectorAll<SVGElement>("*")];
  [...copy.querySelectorAll<SVGElement>("*")].forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const look = getComputedStyle(original);
    for (const name of KEPT) element.setAttribute(name, plain(look.getPropertyValue(name)));
  });
  copy.querySelectorAll(".hand, .unwritten").forEach((one) => one.remove());
  for (const one of copy.querySelectorAll("a")) one.setAttribute("href", one.dataset["node"] ?? "");
  for (const one of copy.querySelectorAll("*")) {
    for (const { name } of [...one.attributes])
      if (/^(?:class|tabindex|role|draggable|aria-|data-)/.test(name)) one.removeAttribute(name);
  }
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
  return plain(getComputedStyle(document.body).backgroundColor);
}

/** A colour as every program reads it: mixed ones come as `color(srgb …)`. */
function plain(value: string): string {
  return value.replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)[^)]*\)/g, (_, ...parts: string[]) => {
    const numbers = parts.slice(0, 3).map((part) => Math.round(Number(part) * 255));
    return `rgb(${numbers.join(", ")})`;
  });
}

/** The picture in pixels, twice as fine as it is drawn, where a canvas holds that. */
export async function pixels({ text, width, height }: Standalone): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  const scale = Math.min(SCALE, WIDEST / Math.max(width, height));
  [canvas.width, canvas.height] = [Math.ceil(width * scale), Math.ceil(height * scale)];
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
