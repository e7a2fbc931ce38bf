/** Points with what is not known of each, and whether they fail. */
export interface Cases {
  /** Per dimension one number a point; NaN where the dimension was left as in the base. */
  readonly dimensions: readonly { readonly name: string; readonly values: Float64Array }[];
  /** 1 where a point fails, else 0. */
  readonly fails: Uint8Array;
  /** Which sample a point is of: points of one are no independent evidence, such as a sample under several members. Each of its own if left out. */
  readonly samples?: Int32Array;
}

export interface PeelingOptions {
  /** Share of the points left that a step takes away. */
  readonly alpha: number;
  /** Smallest share of all points that a box may hold. */
  readonly leastSupport: number;
}

/** What a box lets a dimension be, both ends included; NaN where it lets it be as in the base alone. */
export interface Interval {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Whether points at which it was left as in the base are in the box. */
  readonly base: boolean;
}

/** A box after a number of steps. */
export interface Box {
  readonly step: number;
  /** Points in it, and those that fail. */
  readonly points: number;
  readonly failing: number;
  /** Share of its points that fail. */
  readonly density: number;
  /** Share of all that fail that are in it. */
  readonly coverage: number;
  /** Share of all points that are in it. */
  readonly support: number;
  /** Every dimension, narrowed or not. */
  readonly intervals: readonly Interval[];
  /** Dimensions that are narrower than all points are. */
  readonly narrowed: readonly string[];
}

/** Points in a dimension that are left: from its low end or its high end, those as in the base, or all others. */
interface Peel {
  readonly dimension: number;
  readonly side: "low" | "high" | "base" | "values";
  readonly removed: readonly number[];
  readonly failing: number;
}

/** One dimension of the box: points in order of their values, and the ends between which points are left. */
interface Axis {
  readonly values: Float64Array;
  readonly order: Int32Array;
  readonly unset: readonly number[];
  /** Places in the order of the outermost points that are left. */
  first: number;
  last: number;
  /** What the box lets it be: narrowed by slices of its own alone. */
  low: number;
  high: number;
  base: boolean;
}

function axisOf(values: Float64Array): Axis {
  const all = Int32Array.from(values.keys());
  const order = all.filter((i) => !Number.isNaN(values[i])).sort((a, b) => values[a] - values[b] || a - b);
  const unset = [...all.filter((i) => Number.isNaN(values[i]))];
  const last = order.length - 1;
  const [low, high] = last < 0 ? [Number.NaN, Number.NaN] : [values[order[0]], values[order[last]]];
  return { values, order, unset, first: 0, last, low, high, base: unset.length > 0 };
}

/** Moves the ends of an axis to points that are left. */
function settle(axis: Axis, left: Uint8Array): void {
  while (axis.first <= axis.last && left[axis.order[axis.first]] === 0) axis.first++;
  while (axis.last >= axis.first && left[axis.order[axis.last]] === 0) axis.last--;
}

/** Takes in the end of an axis whose slice is gone. */
function narrow(axis: Axis, side: Peel["side"], left: Uint8Array): void {
  settle(axis, left);
  if (side === "base") axis.base = false;
  else if (side === "values") axis.low = axis.high = Number.NaN;
  else if (side === "low") axis.low = axis.values[axis.order[axis.first]];
  else axis.high = axis.values[axis.order[axis.last]];
}

/** At least `count` points from an end of an axis, with all that have the value of the last of them. */
function fromEnd(
  { values, order, first, last }: Axis,
  side: "low" | "high",
  count: number,
  left: Uint8Array,
): number[] {
  const removed: number[] = [];
  const [start, end, step] = side === "low" ? [first, last, 1] : [last, first, -1];
  let edge = Number.NaN;
  for (let at = start; step * (end - at) >= 0; at += step) {
    const point = order[at];
    if (left[point] === 0) continue;
    if (removed.length >= count && values[point] !== edge) break;
    removed.push(point);
    edge = values[point];
  }
  return removed;
}

function peelsOf(axis: Axis, dimension: number, count: number, left: Uint8Array, fails: Uint8Array): Peel[] {
  const peel = (side: Peel["side"], removed: readonly number[]): Peel => ({
    dimension,
    side,
    removed,
    failing: removed.reduce((sum, point) => sum + fails[point], 0),
  });
  settle(axis, left);
  const found: Peel[] = [];
  if (axis.first <= axis.last && axis.values[axis.order[axis.first]] < axis.values[axis.order[axis.last]])
    found.push(peel("low", fromEnd(axis, "low", count, left)), peel("high", fromEnd(axis, "high", count, left)));
  if (axis.base && axis.first <= axis.last) {
    const isLeft = (point: number): boolean => left[point] === 1;
    found.push(peel("base", axis.unset.filter(isLeft)), peel("values", [...axis.order].filter(isLeft)));
  }
  return found.filter(({ removed }) => removed.length > 0);
}

/** How much the share of failures rises, per share of points that is taken away. */
function gainOf({ removed, failing }: Peel, points: number, allFailing: number): number {
  const rest = points - removed.length;
  return (((allFailing - failing) / rest - allFailing / points) * points) / removed.length;
}

/**
 * Boxes in which points fail, smaller with every step: the first holds all points, and each step takes the slice at an end of one dimension whose
 * loss raises the share of failures most for its size. It ends when all points fail, or when every further slice would leave fewer points than
 * `leastSupport`. Points of equal value stay together, so a dimension with few levels loses a level at once; where it was left as in the base is a
 * level too, which all others can leave at once.
 *
 * Friedman and Fisher (1999), "Bump hunting in high-dimensional data", Statistics and Computing 9, without pasting; the gain per share that is
 * lost is that of Kwakkel and Jaxa-Rozen (2016), Environmental Modelling & Software 79.
 */
export function peel({ dimensions, fails }: Cases, { alpha, leastSupport }: PeelingOptions): Box[] {
  const total = fails.length;
  const totalFailing = fails.reduce((sum, one) => sum + one, 0);
  const left = new Uint8Array(total).fill(1);
  const axes = dimensions.map(({ values }) => axisOf(values));
  const narrowed = new Set<number>();
  const boxes: Box[] = [];
  let points = total;
  let failing = totalFailing;
  for (let step = 0; points > 0; step++) {
    boxes.push({
      step,
      points,
      failing,
      density: failing / points,
      coverage: totalFailing === 0 ? 0 : failing / totalFailing,
      support: points / total,
      intervals: axes.map(({ low, high, base }, i) => ({ name: dimensions[i].name, low, high, base })),
      narrowed: dimensions.filter((_, i) => narrowed.has(i)).map(({ name }) => name),
    });
    if (failing === points || failing === 0) break;
    const count = Math.max(1, Math.floor(alpha * points));
    const peels = axes
      .flatMap((axis, i) => peelsOf(axis, i, count, left, fails))
      .filter(({ removed }) => points - removed.length >= Math.max(1, leastSupport * total));
    if (peels.length === 0) break;
    const best = peels.reduce((a, b) => (gainOf(b, points, failing) > gainOf(a, points, failing) ? b : a));
    for (const point of best.removed) left[point] = 0;
    narrow(axes[best.dimension], best.side, left);
    narrowed.add(best.dimension);
    points -= best.removed.length;
    failing -= best.failing;
  }
  return boxes;
}
