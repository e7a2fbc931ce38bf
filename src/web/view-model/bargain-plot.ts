import type { Point } from "../../analysis/bargain/solutions.ts";

/** Where things lie in the plot of gains: Mexico's to the right, those of the United States upwards, in CSS pixels. */
export interface Plot {
  readonly x: (mexico: number) => number;
  readonly y: (unitedStates: number) => number;
  /** Ends of both axes, in points. */
  readonly mexico: readonly [number, number];
  readonly unitedStates: readonly [number, number];
}

export interface PlotBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room beyond the outermost package, as a share of what there is between them. */
const room = 0.04;

function extentOf(values: readonly number[]): readonly [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  const beyond = room * (high - low || 1);
  return [low - beyond, high + beyond];
}

export function plotOf(points: readonly Point[], { left, right, top, bottom }: PlotBox): Plot {
  const unitedStates = extentOf(points.map(([first]) => first));
  const mexico = extentOf(points.map(([, second]) => second));
  return {
    unitedStates,
    mexico,
    x: (value) => left + ((value - mexico[0]) / (mexico[1] - mexico[0])) * (right - left),
    y: (value) => bottom - ((value - unitedStates[0]) / (unitedStates[1] - unitedStates[0])) * (bottom - top),
  };
}

/** Thousands of dots as one path: lines of no length, which round ends make visible. */
export function dotsOf(points: readonly Point[], which: readonly number[], { x, y }: Plot): string {
  return which.map((p) => `M${x(points[p][1]).toFixed(1)} ${y(points[p][0]).toFixed(1)}h0`).join("");
}

/** Index of the point that is nearest to a place in the plot, within so many pixels; undefined if none is. */
export function nearestTo(
  points: readonly Point[],
  { x, y }: Plot,
  at: { readonly left: number; readonly top: number },
  within: number,
): number | undefined {
  let nearest: number | undefined;
  let least = within ** 2;
  for (const [p, [first, second]] of points.entries()) {
    const distance = (x(second) - at.left) ** 2 + (y(first) - at.top) ** 2;
    if (distance > least) continue;
    least = distance;
    nearest = p;
  }
  return nearest;
}

export interface Label {
  readonly text: string;
  /** Where the marked point lies. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedLabel extends Label {
  readonly left: number;
  /** Baseline of the text. */
  readonly base: number;
  readonly end: boolean;
}

/** Pixels between a point and its label, and from one label to the next. */
const beside = 12;
const lineHeight = 18;
/** Pixels that a letter takes, about. */
const letter = 7.2;

/** Labels beside their points, on the side where there is room, moved up or down so that none lies on another. */
export function placeLabels(labels: readonly Label[], { left, right, top, bottom }: PlotBox): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    const width = label.text.length * letter;
    const end = label.x + beside + width > right && label.x - beside - width > left;
    const from = end ? label.x - beside - width : label.x + beside;
    const overlaps = (base: number): boolean =>
      placed.some((one) => {
        const length = one.text.length * letter;
        const start = one.end ? one.left - length : one.left;
        return Math.abs(one.base - base) < lineHeight && start < from + width && from < start + length;
      });
    const wanted = label.y + 5;
    const tries = Array.from({ length: 12 }, (_, i) => wanted + (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * lineHeight);
    const base = tries.find((one) => one > top + 10 && one < bottom && !overlaps(one)) ?? wanted;
    placed.push({ ...label, left: end ? label.x - beside : label.x + beside, base, end });
  }
  return placed;
}
