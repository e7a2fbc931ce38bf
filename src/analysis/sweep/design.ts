import { Rng } from "../../engine/rng.ts";
import { shuffledAt } from "../sampling.ts";
import { sobolBits } from "../sobol-sequence.ts";
import type { Factor, Level, Sweep } from "./sweep.ts";

/** Streams of random numbers of a design, apart from those of runs; the factor is added. */
const streams = { order: 0x1000, within: 0x2000, shift: 0x3000 } as const;

type Planned = Pick<Sweep, "design" | "factors" | "rows" | "points" | "seed">;

/** The order in which a grid counts: parameters slowest, since runs with the same parameters share a beginning. */
function countingOrder(factors: readonly Factor[]): number[] {
  const order = [...factors.keys()];
  return order.sort((a, b) => Number(factors[a].kind === "lever") - Number(factors[b].kind === "lever") || a - b);
}

/** How many levels a factor has in a grid. */
export function levelCount({ levels }: Factor): number {
  return levels.kind === "some" ? levels.levels.length : 1;
}

function gridPoint(factors: readonly Factor[], point: number): Level[] {
  const found: Level[] = factors.map(() => null);
  let rest = point;
  for (const i of countingOrder(factors).reverse()) {
    const { levels } = factors[i];
    if (levels.kind !== "some") continue;
    found[i] = levels.levels[rest % levels.levels.length];
    rest = Math.floor(rest / levels.levels.length);
  }
  return found;
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

/** A place in the slice of a Latin hypercube; exactly one point of the design lies in each slice of each factor. */
function inSlice({ seed, points }: Planned, factor: number, point: number): number {
  const rng = new Rng(seed, 0, false);
  const slice = shuffledAt(point, points, rng, streams.order + factor);
  rng.seek(streams.within + factor, point, 0);
  return (slice + rng.next()) / points;
}

/** A coordinate of Sobol's sequence under a random digital shift of the seed (Cranley and Patterson 1976, in base 2), never 0 itself. */
function onSequence({ seed }: Planned, factor: number, point: number): number {
  const rng = new Rng(seed, 0, false);
  rng.seek(streams.shift + factor, 0, 0);
  const shift = Math.floor(rng.next() * 2 ** 32);
  return (((sobolBits(point, factor) ^ shift) >>> 0) + 0.5) / 2 ** 32;
}

/** The level of every factor at a point of the design, from 0 to `points` − 1. */
export function pointAt(sweep: Planned, point: number): readonly Level[] {
  const { design, factors, rows } = sweep;
  if (design === "list") return rows[point];
  if (design === "grid") return gridPoint(factors, point);
  const coordinate = design === "sobol" ? onSequence : inSlice;
  return factors.map((factor, i) => levelAt(factor, coordinate(sweep, i, point)));
}

/**
 * How many runs in a row share a beginning: the same member under the same parameters. 1 if they are not known to be more.
 */
export function sharingRuns(sweep: Pick<Sweep, "design" | "factors" | "points" | "replications">): number {
  const { design, factors, points, replications } = sweep;
  const parameters = factors.filter(({ kind }) => kind === "parameter");
  if (parameters.length === 0) return points * replications;
  if (design !== "grid") return replications;
  return (points / parameters.reduce((product, factor) => product * levelCount(factor), 1)) * replications;
}
