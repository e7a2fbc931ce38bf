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
