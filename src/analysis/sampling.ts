import type { Rng } from "../engine/rng.ts";

/** A point of the unit hypercube, one probability per factor. */
export type Point = Float64Array;

/** With fewer samples than this no indices are given. */
export const fewestSamples = 8;

/** A whole number from 0 to `count` − 1. */
export function below(count: number, rng: Rng): number {
  return Math.floor(count * rng.next());
}

/** The whole numbers from 0 to `count` − 1 in random order (Fisher and Yates). */
export function shuffled(count: number, rng: Rng): number[] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = below(i + 1, rng);
    [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
  }
  return numbers;
}

/**
 * Points of which exactly one lies in each of `count` equal slices of every dimension, in random order (McKay, Beckman and Conover 1979).
 */
export function latinHypercube(count: number, dimensions: number, rng: Rng): Point[] {
  const points = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let d = 0; d < dimensions; d++) {
    const slices = shuffled(count, rng);
    for (let i = 0; i < count; i++) points[i][d] = (slices[i] + rng.next()) / count;
  }
  return points;
}

/** Rounds of the shuffling network; four are the fewest that hide its structure. */
const rounds = 6;

/**
 * Where `index` goes in a random order of the whole numbers below `count`, without a table of them: a Feistel network on the next power of
 * four, walked along until it lands below `count` (Black and Rogaway 2002). A bijection for every `stream`, 32 bits, of `rng`.
 */
export function shuffledAt(index: number, count: number, rng: Rng, stream: number): number {
  let side = 1;
  while (side * side < count) side *= 2;
  let at = index;
  do {
    let left = Math.floor(at / side);
    let right = at % side;
    for (let round = 0; round < rounds; round++) {
      rng.seek(stream, right, round);
      [left, right] = [right, (left + below(side, rng)) % side];
    }
    at = left * side + right;
  } while (at >= count);
  return at;
}
