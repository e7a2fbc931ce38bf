import { Rng } from "../../engine/rng.ts";
import { shuffledAt } from "../sampling.ts";
import { sobolBits } from "../sobol-sequence.ts";
import type { Factor, Level, Sweep } from "./sweep.ts";

/** Streams of random numbers of a design, apart from those of runs; the factor is added. */
const streams = { order: 0x1000, within: 0x2000, shift: 0x3000 } as const;

type Planned = Pick<Sweep, "design" | "factors" | "rows" | "samples" | "seed">;

/** How many levels a factor has by which everything else is multiplied. */
function crossedLevels({ crossed, levels }: Factor): number {
  return crossed && levels.kind === "some" ? levels.levels.length : 1;
}

/** Combinations of the levels that are crossed. */
export function combinations(factors: readonly Factor[]): number {
  return factors.reduce((product, factor) => product * crossedLevels(factor), 1);
}

/** The order in which combinations are counted: parameters slowest, since runs with the same parameters share a beginning. */
function countingOrder(factors: readonly Factor[]): number[] {
  const order = [...factors.keys()];
  return order.sort((a, b) => Number(factors[a].kind === "lever") - Number(factors[b].kind === "lever") || a - b);
}

/** The level at a probability in [0, 1). */
function levelAt({ levels }: Factor, probability: number): Level {
  if (levels.kind === "listed") return null;
  // rounding can make a probability of the last of many slices 1
  if (levels.kind === "some") {
    const count = levels.levels.length;
    return levels.levels[Math.min(Math.floor(probability * count), count - 1)];
  }
  const { low, high, whole } = levels;
  return whole ? Math.min(low + Math.floor(probability * (high - low + 1)), high) : low + probability * (high - low);
}

/** A place in the slice of a Latin hypercube; exactly one sample lies in each slice of each dimension. */
function inSlice({ seed, samples }: Planned, dimension: number, sample: number): number {
  const rng = new Rng(seed, 0, false);
  const slice = shuffledAt(sample, samples, rng, streams.order + dimension);
  rng.seek(streams.within + dimension, sample, 0);
  return (slice + rng.next()) / samples;
}

/** A coordinate of Sobol's sequence under a random digital shift of the seed (Cranley and Patterson 1976, in base 2), never 0 itself. */
function onSequence({ seed }: Planned, dimension: number, sample: number): number {
  const rng = new Rng(seed, 0, false);
  rng.seek(streams.shift + dimension, 0, 0);
  const shift = Math.floor(rng.next() * 2 ** 32);
  return (((sobolBits(sample, dimension) ^ shift) >>> 0) + 0.5) / 2 ** 32;
}

/** The level of every factor at a point of the design, from 0 to `points` − 1. */
export function pointAt(sweep: Planned, point: number): readonly Level[] {
  const { design, factors, rows } = sweep;
  const crossed = combinations(factors);
  const sample = Math.floor(point / crossed);
  if (design === "list") return rows[sample];
  const levels: Level[] = factors.map(() => null);
  let rest = point % crossed;
  for (const i of countingOrder(factors).reverse()) {
    const { levels: of } = factors[i];
    if (!factors[i].crossed || of.kind !== "some") continue;
    levels[i] = of.levels[rest % of.levels.length];
    rest = Math.floor(rest / of.levels.length);
  }
  const coordinate = design === "sobol" ? onSequence : inSlice;
  const sampled = [...factors.keys()].filter((i) => !factors[i].crossed);
  for (const [dimension, i] of sampled.entries()) levels[i] = levelAt(factors[i], coordinate(sweep, dimension, sample));
  return levels;
}

/** How many runs in a row share a beginning: the same member under the same parameters. Replications alone if no more are known to. */
export function sharingRuns(sweep: Pick<Sweep, "factors" | "points" | "replications">): number {
  const { factors, points, replications } = sweep;
  const levers = factors.filter(({ kind }) => kind === "lever");
  return (levers.length === factors.length ? points : combinations(levers)) * replications;
}
