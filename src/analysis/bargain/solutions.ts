/**
 * Solution concepts of two-sided bargaining, as plain functions of points. A point is what each of two sides gains over nothing; the
 * disagreement is what each has without an agreement. Nothing here knows what is bargained about.
 */

/** Utility of the first side and of the second. */
export type Point = readonly [first: number, second: number];

/** An outcome reached by a draw between at most two points of a set. */
export interface Mixture {
  readonly point: Point;
  /** Indices of points with the chance of each; chances sum to 1. Index −1 is the disagreement. */
  readonly parts: readonly { readonly index: number; readonly chance: number }[];
}

/** Points, by index, that leave neither side worse off than the disagreement and one better off: the zone of possible agreement. */
export function agreementZone(points: readonly Point[], [first, second]: Point): number[] {
  return [...points.keys()].filter((i) => {
    const [a, b] = points[i];
    return a >= first && b >= second && (a > first || b > second);
  });
}

/** Indices of points that no other point beats for one side without loss to the other, from the best for the second side to the best for the first. */
export function paretoFrontier(points: readonly Point[], among: readonly number[] = [...points.keys()]): number[] {
  const order = [...among].sort((i, j) => points[j][0] - points[i][0] || points[j][1] - points[i][1] || i - j);
  const frontier: number[] = [];
  let best = Number.NEGATIVE_INFINITY;
  let atBest = Number.NaN;
  for (const i of order) {
    const [a, b] = points[i];
    if (b > best) {
      best = b;
      atBest = a;
      frontier.push(i);
    } else if (b === best && a === atBest) frontier.push(i);
  }
  return frontier.reverse();
}

/** Indices with the largest key; keys are compared entry by entry. */
function largestBy(indices: readonly number[], key: (index: number) => readonly number[]): number[] {
  let best: readonly number[] | undefined;
  let found: number[] = [];
  for (const index of indices) {
    const own = key(index);
    const at = best === undefined ? 0 : own.findIndex((value, k) => value !== best![k]);
    if (best !== undefined && at < 0) found.push(index);
    else if (best === undefined || own[at] > best[at]) {
      best = own;
      found = [index];
    }
  }
  return found;
}

/**
 * Nash (1950) on a finite set: the points of the zone with the largest product of gains over the disagreement. More than one where
 * they tie, none where the zone is empty.
 */
export function nashSolutions(points: readonly Point[], disagreement: Point): number[] {
  const efficient = paretoFrontier(points, agreementZone(points, disagreement));
  return largestBy(efficient, (i) => [(points[i][0] - disagreement[0]) * (points[i][1] - disagreement[1])]).sort(
    (i, j) => i - j,
  );
}

/** The most that each side can have in the zone. */
export function idealPoint(points: readonly Point[], disagreement: Point): Point {
  const zone = agreementZone(points, disagreement);
  return [
    Math.max(disagreement[0], ...zone.map((i) => points[i][0])),
    Math.max(disagreement[1], ...zone.map((i) => points[i][1])),
  ];
}

/**
 * Kalai and Smorodinsky (1975) on a finite set: the points of the zone whose gains, as shares of the most that each side can gain,
 * have the largest minimum, then the largest maximum. A side that cannot gain counts as having all that it can.
 */
export function kalaiSmorodinskySolutions(points: readonly Point[], disagreement: Point): number[] {
  const ideal = idealPoint(points, disagreement);
  const share = (i: number, side: 0 | 1): number => {
    const most = ideal[side] - disagreement[side];
    return most > 0 ? (points[i][side] - disagreement[side]) / most : 1;
  };
  const efficient = paretoFrontier(points, agreementZone(points, disagreement));
  return largestBy(efficient, (i) => {
    const shares = [share(i, 0), share(i, 1)];
    return [Math.min(...shares), Math.max(...shares)];
  }).sort((i, j) => i - j);
}

interface Corner {
  readonly gains: Point;
  readonly parts: Mixture["parts"];
}

/** The corner at `t` of the way from one to another. */
function between(a: Corner, b: Corner, t: number): Corner {
  if (t <= 0) return a;
  if (t >= 1) return b;
  const chances = new Map<number, number>();
  for (const { index, chance } of a.parts) chances.set(index, (1 - t) * chance);
  for (const { index, chance } of b.parts) chances.set(index, (chances.get(index) ?? 0) + t * chance);
  return {
    gains: [a.gains[0] + t * (b.gains[0] - a.gains[0]), a.gains[1] + t * (b.gains[1] - a.gains[1])],
    parts: [...chances].map(([index, chance]) => ({ index, chance })),
  };
}

/** Twice the signed area of three points; negative where the middle one lies above the line between the others. */
function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/**
 * The efficient edge of the convex hull of points and disagreement, as corners of gains over the disagreement, the first side's gain rising;
 * cut where a side would lose. Just the disagreement if nothing is better.
 */
function efficientEdge(points: readonly Point[], disagreement: Point): Corner[] {
  const corners: Corner[] = [
    { gains: [0, 0], parts: [{ index: -1, chance: 1 }] },
    ...points.map(
      ([a, b], index): Corner => ({
        gains: [a - disagreement[0], b - disagreement[1]],
        parts: [{ index, chance: 1 }],
      }),
    ),
  ];
  corners.sort((p, q) => p.gains[0] - q.gains[0] || p.gains[1] - q.gains[1]);
  const hull: Corner[] = [];
  for (const corner of corners) {
    while (hull.length > 1 && turn(hull[hull.length - 2].gains, hull[hull.length - 1].gains, corner.gains) >= 0)
      hull.pop();
    hull.push(corner);
  }
  const top = hull.reduce((best, { gains }, i) => (gains[1] >= hull[best].gains[1] ? i : best), 0);
  const edge = hull.slice(top);
  const cut: Corner[] = [];
  for (const [i, corner] of edge.entries()) {
    const next = edge[i + 1];
    const [a, b] = corner.gains;
    if (a >= 0 && b >= 0) cut.push(corner);
    if (next === undefined) break;
    const [c, d] = next.gains;
    if (a < 0 && c > 0) cut.push(between(corner, next, a / (a - c)));
    if (b > 0 && d < 0) cut.push(between(corner, next, b / (b - d)));
  }
  const sound = cut.filter(({ gains: [a, b] }) => a >= 0 && b >= 0);
  return sound.length > 0 ? sound : [corners.find(({ parts }) => parts[0].index === -1)!];
}

function mixtureOf({ gains, parts }: Corner, [first, second]: Point): Mixture {
  return { point: [first + gains[0], second + gains[1]], parts };
}

/** The edge's corner or mixture at which a function of gains is largest. */
function bestOn(
  edge: readonly Corner[],
  along: (a: Point, b: Point) => number,
  value: (gains: Point) => number,
): Corner {
  let best = edge[0];
  for (const [i, corner] of edge.entries()) {
    const next = edge[i + 1];
    const candidate = next === undefined ? corner : between(corner, next, along(corner.gains, next.gains));
    for (const one of [corner, candidate]) if (value(one.gains) > value(best.gains)) best = one;
  }
  return best;
}

/** Nash's solution where draws between points can be agreed on: on the convex hull of points and disagreement. */
export function nashMixture(points: readonly Point[], disagreement: Point): Mixture {
  const edge = efficientEdge(points, disagreement);
  const along = ([a, b]: Point, [c, d]: Point): number => {
    const [x, y] = [c - a, d - b];
    return x * y === 0 ? 1 : -(a * y + b * x) / (2 * x * y);
  };
  return mixtureOf(
    bestOn(edge, along, ([a, b]) => a * b),
    disagreement,
  );
}

/** Kalai and Smorodinsky's solution on the convex hull of points and disagreement. */
export function kalaiSmorodinskyMixture(points: readonly Point[], disagreement: Point): Mixture {
  const edge = efficientEdge(points, disagreement);
  const [, most] = edge[0].gains;
  const [reach] = edge[edge.length - 1].gains;
  if (most <= 0) return mixtureOf(edge[edge.length - 1], disagreement);
  if (reach <= 0) return mixtureOf(edge[0], disagreement);
  const along = ([a, b]: Point, [c, d]: Point): number => {
    const before = a / reach - b / most;
    const after = c / reach - d / most;
    return after === before ? 0 : -before / (after - before);
  };
  return mixtureOf(
    bestOn(edge, along, ([a, b]) => Math.min(a / reach, b / most)),
    disagreement,
  );
}
