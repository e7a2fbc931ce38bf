import type { Terms } from "./load.ts";
import type { Outcome } from "./outcomes.ts";
import type { Package } from "./packages.ts";
import { agreementZone, kalaiSmorodinskySolutions, nashSolutions, type Point, paretoFrontier } from "./solutions.ts";
import { directOfLevels, directOfThreats, pointsPerOutcome, type Valuation } from "./valuation.ts";

/** What was found of every package, simulated or expected. Plain data, from which any weights can be answered at once. */
export interface Space {
  readonly bargain: Terms;
  readonly packages: readonly Package[];
  readonly outcomes: readonly Outcome[];
  readonly members: number;
  /** Per package the row of `totals` that holds its outcomes; packages that move no lever differently share one. */
  readonly rowOf: Uint32Array;
  /** Rows × members × outcomes over the horizon; row 0 is that without a deal. */
  readonly totals: Float64Array;
  /** Per row 1 if it was simulated, 0 if it is expected by the surrogate. */
  readonly exact: Uint8Array;
  /** Threats × members × outcomes. */
  readonly threatTotals: Float64Array;
}

/** Points of one row of outcomes of one member over those without a deal, for one side. */
function simulatedGain(
  totals: Float64Array,
  at: number,
  reference: Float64Array,
  without: number,
  points: Float64Array,
): number {
  let sum = 0;
  // outcomes that nobody weighs may be unknown
  for (let k = 0; k < points.length; k++)
    if (points[k] !== 0) sum += points[k] * (totals[at + k] - reference[without + k]);
  return sum;
}

/** Points of packages over no deal under one valuation. */
export interface Gains {
  /** Packages × sides. */
  readonly direct: Float64Array;
  /** Rows × members × sides. */
  readonly simulated: Float64Array;
}

export function gainsOf(space: Space, valuation: Valuation): Gains {
  const { bargain, packages, outcomes, members, totals } = space;
  const width = outcomes.length;
  const points = pointsPerOutcome(bargain, outcomes, valuation);
  const rows = totals.length / (members * width);
  const simulated = new Float64Array(rows * members * 2);
  // outcomes that nobody weighs may be unknown
  const weighed = Int32Array.from([...outcomes.keys()].filter((k) => points[0][k] !== 0 || points[1][k] !== 0));
  const ofFirst = Float64Array.from(weighed, (k) => points[0][k]);
  const ofSecond = Float64Array.from(weighed, (k) => points[1][k]);
  for (let unit = 0; unit < rows * members; unit++) {
    const at = unit * width;
    const without = (unit % members) * width;
    let first = 0;
    let second = 0;
    for (let i = 0; i < weighed.length; i++) {
      const change = totals[at + weighed[i]] - totals[without + weighed[i]];
      first += ofFirst[i] * change;
      second += ofSecond[i] * change;
    }
    simulated[2 * unit] = first;
    simulated[2 * unit + 1] = second;
  }
  const ofLevels = directOfLevels(bargain, valuation);
  const direct = new Float64Array(packages.length * 2);
  for (let p = 0; p < packages.length; p++)
    for (let i = 0; i < packages[p].length; i++) {
      const { whole } = ofLevels[i][packages[p][i]];
      direct[2 * p] += whole[0];
      direct[2 * p + 1] += whole[1];
    }
  return { direct, simulated };
}

/** Gain of a package for a side in one member. */
function gainIn({ rowOf, members }: Space, { direct, simulated }: Gains, p: number, member: number, side: number) {
  return direct[2 * p + side] + simulated[(rowOf[p] * members + member) * 2 + side];
}

/** Gain of every package for both sides, averaged over members. */
export function meanGains(space: Space, gains: Gains): Point[] {
  const { packages, members } = space;
  return packages.map((_, p) => {
    const sum: [number, number] = [0, 0];
    for (let m = 0; m < members; m++)
      for (const side of [0, 1] as const) sum[side] += gainIn(space, gains, p, m, side) / members;
    return sum;
  });
}

/** Gain over no deal of what each threat brings about, averaged over members. */
function threatGains(space: Space, valuation: Valuation): Point[] {
  const { bargain, outcomes, members, totals, threatTotals } = space;
  const width = outcomes.length;
  const points = pointsPerOutcome(bargain, outcomes, valuation);
  const ofLevels = directOfLevels(bargain, valuation);
  return directOfThreats(bargain, valuation).map(({ whole }, t) => {
    const sum: [number, number] = [whole[0], whole[1]];
    for (const side of [0, 1] as const) {
      for (const [i, level] of bargain.threats[t].levels.entries()) sum[side] += ofLevels[i][level].whole[side];
      for (let m = 0; m < members; m++)
        sum[side] += simulatedGain(threatTotals, (t * members + m) * width, totals, m * width, points[side]) / members;
    }
    return sum;
  });
}

/** What two sides could agree on, with what each has without agreement. */
export interface Solved {
  /** Points over no deal of what there is without agreement. */
  readonly disagreement: Point;
  /** Packages that both prefer to it. */
  readonly zone: readonly number[];
  readonly nash: readonly number[];
  readonly kalaiSmorodinsky: readonly number[];
}

/** @param frontier of all points: what is efficient in any zone is on it, so that solutions are looked for there alone. */
function solvedAt(points: readonly Point[], disagreement: Point, frontier: readonly number[]): Solved {
  const efficient = frontier.map((p) => points[p]);
  const whole = (found: readonly number[]): number[] => found.map((i) => frontier[i]).sort((a, b) => a - b);
  return {
    disagreement,
    zone: agreementZone(points, disagreement),
    nash: whole(nashSolutions(efficient, disagreement)),
    kalaiSmorodinsky: whole(kalaiSmorodinskySolutions(efficient, disagreement)),
  };
}

/** Everything that one choice of weights answers, in milliseconds. */
export interface Answer {
  /** Points over no deal, by package. */
  readonly gains: readonly Point[];
  /** Over all packages, whether both prefer them or not. */
  readonly frontier: readonly number[];
  readonly noDeal: Solved;
  /** In the order of the bargain's threats. */
  readonly threats: readonly Solved[];
}

export function answer(space: Space, valuation: Valuation): Answer {
  const gains = meanGains(space, gainsOf(space, valuation));
  const frontier = paretoFrontier(gains);
  return {
    gains,
    frontier,
    noDeal: solvedAt(gains, [0, 0], frontier),
    threats: threatGains(space, valuation).map((disagreement) => solvedAt(gains, disagreement, frontier)),
  };
}

/** How often packages are acceptable to both, over draws of weights and members. */
export interface Robustness {
  readonly draws: number;
  /** Per package, of draws and members: share in which neither side loses and one gains. */
  readonly share: Float64Array;
  /** The lowest and highest share of any member. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Per package: share of draws in which each side does not lose, packages × sides. */
  readonly bySide: Float64Array;
  /** Per package: share of draws, averaged over members, in which it is Nash's solution. */
  readonly nash: Float64Array;
  /** Share of draws in which any package is acceptable to both. */
  readonly anyZone: number;
}

/** Draws that are counted between two chances to stop. */
const drawsPerPause = 20;

/**
 * Counts over draws. `pause` is awaited now and then with the number of draws done; when it says true the count stops.
 * @returns undefined after a stop.
 */
export async function robustnessOf(
  space: Space,
  valuations: readonly Valuation[],
  pause: (done: number) => boolean | Promise<boolean> = () => false,
): Promise<Robustness | undefined> {
  const { packages, members } = space;
  const accepted = new Uint32Array(packages.length * members);
  const bySide = new Float64Array(packages.length * 2);
  const nash = new Float64Array(packages.length);
  let anyZone = 0;
  for (const [d, valuation] of valuations.entries()) {
    const gains = gainsOf(space, valuation);
    let most = 0;
    let best: number[] = [];
    let points: Point[] = [];
    for (let p = 0; p < packages.length; p++) {
      let first = 0;
      let second = 0;
      for (let m = 0; m < members; m++) {
        const a = gainIn(space, gains, p, m, 0);
        const b = gainIn(space, gains, p, m, 1);
        first += a / members;
        second += b / members;
        if (a >= 0) bySide[2 * p] += 1 / members;
        if (b >= 0) bySide[2 * p + 1] += 1 / members;
        if (a >= 0 && b >= 0 && (a > 0 || b > 0)) accepted[p * members + m]++;
      }
      if (first < 0 || second < 0 || first * second < most) continue;
      // packages with a smaller product of gains are no solution
      if (first * second > most) {
        most = first * second;
        best = [];
        points = [];
      }
      best.push(p);
      points.push([first, second]);
    }
    const solutions = nashSolutions(points, [0, 0]);
    for (const i of solutions) nash[best[i]] += 1 / solutions.length;
    if (solutions.length > 0) anyZone++;
    if (d % drawsPerPause === drawsPerPause - 1 && (await pause(d + 1))) return undefined;
  }
  const count = valuations.length;
  const shareIn = (p: number): Float64Array =>
    Float64Array.from({ length: members }, (_, m) => accepted[p * members + m] / count);
  const shares = packages.map((_, p) => shareIn(p));
  return {
    draws: count,
    share: Float64Array.from(shares, (one) => one.reduce((sum, share) => sum + share, 0) / members),
    low: Float64Array.from(shares, (one) => Math.min(...one)),
    high: Float64Array.from(shares, (one) => Math.max(...one)),
    bySide: bySide.map((sum) => sum / count),
    nash: nash.map((sum) => sum / count),
    anyZone: anyZone / count,
  };
}
