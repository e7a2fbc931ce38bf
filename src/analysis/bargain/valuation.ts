import { Rng } from "../../engine/rng.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { latinHypercube } from "../sampling.ts";
import type { Cost, Range, Terms } from "./load.ts";
import { type Outcome, outcomeKey } from "./outcomes.ts";
import { type Side, sides } from "./sides.ts";

/** One choice of every weight and every direct cost of a bargain. */
export interface Valuation {
  /** Points per `per` of the outcome, in the order of the bargain's weights. */
  readonly weights: Float64Array;
  /** In the order of `costsOf`. */
  readonly costs: Float64Array;
}

/** A direct cost and what bears it: a level of an issue, or a threat. */
export interface PlacedCost {
  readonly cost: Cost;
  readonly issue: number | null;
  readonly level: number | null;
  readonly threat: number | null;
}

/** Every direct cost of a bargain: of levels by issue, then of threats. */
function costsOf({ issues, threats }: Terms): PlacedCost[] {
  const ofLevels = issues.flatMap((one, issue) =>
    one.levels.flatMap(({ costs }, level) => costs.map((cost) => ({ cost, issue, level, threat: null }))),
  );
  const ofThreats = threats.flatMap(({ costs }, threat) =>
    costs.map((cost) => ({ cost, issue: null, level: null, threat })),
  );
  return [...ofLevels, ...ofThreats];
}

/** The weights and costs that count unless somebody chooses. */
export function usualValuation(bargain: Terms): Valuation {
  return {
    weights: Float64Array.from(bargain.weights, ({ usual }) => usual),
    costs: Float64Array.from(costsOf(bargain), ({ cost }) => cost.usual),
  };
}

/**
 * The number at a share of a range: uniform in the logarithm of its size where both ends have one sign, else uniform. Ranges are wide, so
 * most of them span orders of magnitude.
 */
export function valueAt({ low, usual, high }: Range, share: number): number {
  if (low === high) return usual;
  if (low > 0) return low * (high / low) ** share;
  if (high < 0) return low * (high / low) ** share;
  return low + share * (high - low);
}

/** Stream of random numbers of the draws. */
const stream = 1;

/** Draws of weights and costs over their ranges, all apart from one another, by Latin hypercube. The same seed gives the same draws. */
export function drawValuations(bargain: Terms, count: number, seed: number): Valuation[] {
  const costs = costsOf(bargain).map(({ cost }) => cost);
  const ranges: readonly Range[] = [...bargain.weights, ...costs];
  const free = [...ranges.keys()].filter((i) => ranges[i].low < ranges[i].high);
  const rng = new Rng(seed, 0, false);
  rng.seek(stream, 0, 0);
  return latinHypercube(count, free.length, rng).map((point) => {
    const values = ranges.map(({ usual }) => usual);
    for (const [d, i] of free.entries()) values[i] = valueAt(ranges[i], point[d]);
    return {
      weights: Float64Array.from(values.slice(0, bargain.weights.length)),
      costs: Float64Array.from(values.slice(bargain.weights.length)),
    };
  });
}

/** The bargain with some weights set, without a range. Throws RangeError on a weight that it does not have. */
export function withWeights<Whole extends Terms>(bargain: Whole, chosen: Readonly<Record<string, number>>): Whole {
  const ids = bargain.weights.map(({ id }) => id);
  for (const id of Object.keys(chosen))
    if (!ids.includes(id))
      throw new RangeError(
        `${JSON.stringify(id)} was given; expected a weight: ${ids.join(", ")}${didYouMean(id, ids)}`,
      );
  const weights = bargain.weights.map((weight) => {
    const value = chosen[weight.id];
    return value === undefined ? weight : { ...weight, low: value, usual: value, high: value };
  });
  return { ...bargain, weights };
}

/** Per side what one more of each outcome is worth, in points. */
export function pointsPerOutcome(
  { weights }: Pick<Terms, "weights">,
  outcomes: readonly Outcome[],
  valuation: Valuation,
): readonly [Float64Array, Float64Array] {
  const points: [Float64Array, Float64Array] = [new Float64Array(outcomes.length), new Float64Array(outcomes.length)];
  for (const [w, { side, outcome, per }] of weights.entries()) {
    if (outcome.length === 0) continue;
    const k = outcomes.findIndex(({ key }) => key === outcomeKey(outcome));
    points[sides.indexOf(side)][k] += valuation.weights[w] / per;
  }
  return points;
}

/** Points that a side loses by a direct cost of one unit. */
function pointsOf({ weights }: Terms, side: Side, of: Cost["of"], valuation: Valuation): number {
  if (of === "politics") return 1;
  const w = weights.findIndex((weight) => weight.side === side && weight.outcome.length === 0);
  return -valuation.weights[w] / weights[w].per;
}

/** Direct points of something over the horizon, per side, and what of them is borne on the first day. */
export interface Direct {
  readonly whole: readonly [number, number];
  readonly once: readonly [number, number];
}

/** Points of all direct costs that belong together. */
function directOf(bargain: Terms, valuation: Valuation, which: (placed: PlacedCost) => boolean): Direct {
  const whole: [number, number] = [0, 0];
  const once: [number, number] = [0, 0];
  for (const [c, placed] of costsOf(bargain).entries()) {
    if (!which(placed)) continue;
    const { side, of } = placed.cost;
    const points = -valuation.costs[c] * pointsOf(bargain, side, of, valuation);
    whole[sides.indexOf(side)] += points;
    if (placed.cost.once) once[sides.indexOf(side)] += points;
  }
  return { whole, once };
}

/** Direct points of every level of every issue over those of the first. */
export function directOfLevels(bargain: Terms, valuation: Valuation): Direct[][] {
  return bargain.issues.map(({ levels }, issue) => {
    const all = levels.map((_, level) =>
      directOf(bargain, valuation, (placed) => placed.issue === issue && placed.level === level),
    );
    const less = (a: Direct["whole"], b: Direct["whole"]): Direct["whole"] => [a[0] - b[0], a[1] - b[1]];
    return all.map(({ whole, once }) => ({ whole: less(whole, all[0].whole), once: less(once, all[0].once) }));
  });
}

/** Direct points of every threat, its levels left out. */
export function directOfThreats(bargain: Terms, valuation: Valuation): Direct[] {
  return bargain.threats.map((_, threat) => directOf(bargain, valuation, (placed) => placed.threat === threat));
}
