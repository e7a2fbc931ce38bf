/** Where things are on the map, in pixels. */

export type Point = readonly [x: number, y: number];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** Mexico and the border; its scale is pixels per unit of the geography. */
  readonly corridor: Box & { readonly scale: number };
  /** Countries of origin and the Darién, over the Gulf of Mexico where there is room, else below. */
  readonly origins: Box & { readonly scale: number };
  /** Greatest width of a line, radius of a circle, and size of letters. */
  readonly lineWidth: number;
  readonly radius: number;
  readonly text: number;
}

/** Narrower than this, the second panel stands below the first. */
const roomForInset = 640;

const between = (low: number, value: number, high: number): number => Math.min(Math.max(value, low), high);

export function layoutOf(width: number, corridor: Omit<Box, "x" | "y">, origins: Omit<Box, "x" | "y">): MapLayout {
  const inset = width >= roomForInset;
  const scale = width / corridor.width;
  const height = Math.round(corridor.height * scale);
  const insetWidth = inset ? Math.round(width * 0.33) : width;
  const insetScale = insetWidth / origins.width;
  const insetHeight = Math.round(origins.height * insetScale);
  return {
    width,
    height: inset ? height : height + 8 + insetHeight,
    corridor: { x: 0, y: 0, width, height, scale },
    origins: {
      x: width - insetWidth,
      y: inset ? 0 : height + 8,
      width: insetWidth,
      height: insetHeight,
      scale: insetScale,
    },
    lineWidth: between(18, width * 0.038, 40),
    radius: between(10, width * 0.021, 22),
    text: inset ? 13 : 12,
  };
}

/** Share of its width that a line keeps at its far end: it thins the way people move. */
const kept = 0.25;
const steps = 16;

const pixels = (value: number): string => value.toFixed(1);

/**
 * A curve from one point to another that thins on its way, as a path. It bows to the left of its direction by `bow` times its length.
 * All have the same number of points, so that one can move into another.
 */
export function taper([x0, y0]: Point, [x1, y1]: Point, width: number, bow = 0): string {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const [cx, cy] = [(x0 + x1) / 2 + dy * bow * 2, (y0 + y1) / 2 - dx * bow * 2];
  const left: string[] = [];
  const right: string[] = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t ** 2 * x1;
    const y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t ** 2 * y1;
    const [tx, ty] = [(1 - t) * (cx - x0) + t * (x1 - cx), (1 - t) * (cy - y0) + t * (y1 - cy)];
    const half = (width * (1 - (1 - kept) * t)) / 2 / Math.max(Math.hypot(tx, ty), 1e-9);
    left.push(`${pixels(x + ty * half)},${pixels(y - tx * half)}`);
    right.unshift(`${pixels(x - ty * half)},${pixels(y + tx * half)}`);
  }
  return `M${[...left, ...right].join("L")}Z`;
}

export interface Label {
  readonly id: string;
  /** Lines of text, the first a name. */
  readonly lines: readonly string[];
  /** Of more weight is placed first. */
  readonly weight: number;
  /** Where it may stand, best first: the middle of its first baseline. */
  readonly places: readonly Point[];
}

export interface PlacedLabel extends Label {
  readonly at: Point;
  readonly box: Box;
}

/** Width of letters over their height, in the mean, of the face of the page, with some room for another until it has come. */
const letter = 0.53;
const lineHeight = 1.2;

function boxOf({ lines }: Label, [x, y]: Point, size: number, within: Box): Box {
  const width = Math.max(...lines.map(({ length }) => length)) * letter * size + 4;
  const left = between(within.x, x - width / 2, within.x + within.width - width);
  return { x: left, y: y - size, width, height: lines.length * size * lineHeight };
}

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const inside = (box: Box, within: Box): boolean => box.y >= within.y && box.y + box.height <= within.y + within.height;

/** Labels at the first of their places where none is in the way, the weightiest first; those without any room are left to the table. */
export function placeLabels(
  labels: readonly Label[],
  size: number,
  within: Box,
  taken: readonly Box[] = [],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of [...labels].sort((a, b) => b.weight - a.weight)) {
    for (const place of label.places) {
      const box = boxOf(label, place, size, within);
      if (!inside(box, within) || ![...taken, ...placed.map((one) => one.box)].every((other) => apart(box, other)))
        continue;
      placed.push({ ...label, at: [box.x + box.width / 2, place[1]], box });
      break;
    }
  }
  return placed;
}
