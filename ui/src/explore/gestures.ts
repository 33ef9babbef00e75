/** Fingers and mouse on the picture: a node is dragged, the ground is moved, two fingers zoom, a long press chooses. */
import type { Iri, Point } from "./model";

/** What the picture does when it is touched; places and distances on the screen. */
export interface Acting {
  pan(x: number, y: number): void;
  zoom(factor: number, about: Point): void;
  drag(iri: Iri, to: Point): void;
  drop(iri: Iri): void;
  press(iri: Iri): void;
}

const CLOSE = 4;
const LONG_PRESS_MS = 500;

export class Gestures {
  readonly #pointers = new Map<number, Point>();
  #held: { readonly iri: Iri; moved: boolean } | null = null;
  #pressed: ReturnType<typeof setTimeout> | undefined;
  #moved = false;

  constructor(
    private readonly host: SVGSVGElement,
    private readonly acting: Acting,
  ) {}

  /** Whether what just ended was more than a click; asked once, then forgotten. */
  get swallowed(): boolean {
    const moved = this.#moved;
    this.#moved = false;
    return moved;
  }

  /** A place of the window on the picture's own screen. */
  local(event: MouseEvent): Point {
    const box = this.host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) this.#moved = false;
    this.#pointers.set(event.pointerId, this.local(event));
    const iri = (event.target as Element).closest<SVGElement>("[data-node]")?.dataset["node"];
    this.#held = iri && this.#pointers.size === 1 ? { iri, moved: false } : null;
    clearTimeout(this.#pressed);
    if (iri && event.pointerType === "touch")
      this.#pressed = setTimeout(() => this.acting.press(iri), LONG_PRESS_MS);
  }

  move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.local(event);
    const [x, y] = [now.x - before.x, now.y - before.y];
    if (!this.#moved && Math.hypot(x, y) < CLOSE) return;
    if (!this.#moved) this.host.setPointerCapture(event.pointerId);
    this.#moved = true;
    clearTimeout(this.#pressed);
    if (this.#held) {
      this.#held.moved = true;
      this.acting.drag(this.#held.iri, now);
    } else if (this.#pointers.size === 2) this.#pinch(event.pointerId, before, now);
    else this.acting.pan(x, y);
    this.#pointers.set(event.pointerId, now);
  }

  #pinch(id: number, before: Point, now: Point): void {
    const other = [...this.#pointers].find(([one]) => one !== id)?.[1] ?? now;
    const apart = (at: Point): number => Math.hypot(at.x - other.x, at.y - other.y) || 1;
    this.acting.zoom(apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  up(event: PointerEvent): void {
    clearTimeout(this.#pressed);
    this.#pointers.delete(event.pointerId);
    if (this.#held?.moved) this.acting.drop(this.#held.iri);
    this.#held = null;
  }
}
