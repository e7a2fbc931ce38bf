import type { Rng } from "../engine/rng.ts";
import { quantile } from "./quantile.ts";
import { below, latinHypercube, type Point } from "./sampling.ts";

/** An estimate with its interval of 90%. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Shares of an output's variance. NaN where the output does not vary. */
export interface Indices {
  /** What the factor does alone. */
  readonly first: Estimate;
  /** The same with all that it does together with others. */
  readonly total: Estimate;
}

/** Resamples behind an interval. */
const resamples = 1000;

/**
 * The points of each sample: A, B, and per factor A with this factor from B. A and B are the halves of one Latin hypercube of twice as
 * many dimensions, in random order, so that the first samples alone are a fair design too when a calculation is stopped early.
 */
export function sobolDesign(factors: number, samples: number, rng: Rng): Point[][] {
  return latinHypercube(samples, 2 * factors, rng).map((both) => {
    const a = both.slice(0, factors);
    const b = both.slice(factors);
    const mixed = Array.from({ length: factors }, (_, i) => a.with(i, b[i]));
    return [a, b, ...mixed];
  });
}

/** First and total index of every factor, in turn, from the samples with these numbers. */
function estimates(values: readonly Float64Array[], which: ArrayLike<number>): Float64Array {
  const count = which.length;
  const factors = values[0].length - 2;
  // summed from one of the outputs, so that outputs that are all the same have exactly no variance
  const origin = values[0][0];
  let beyond = 0;
  for (let j = 0; j < count; j++) beyond += values[which[j]][0] - origin + (values[which[j]][1] - origin);
  const mean = origin + beyond / (2 * count);
  let variance = 0;
  const sums = new Float64Array(2 * factors);
  for (let j = 0; j < count; j++) {
    const sample = values[which[j]];
    const [a, b] = sample;
    variance += ((a - mean) ** 2 + (b - mean) ** 2) / (2 * count);
    for (let i = 0; i < factors; i++) {
      const change = sample[2 + i] - a;
      sums[2 * i] += ((b - mean) * change) / count;
      sums[2 * i + 1] += change ** 2 / (2 * count);
    }
  }
  return sums.map((sum) => sum / variance);
}

/**
 * Sobol' indices per factor, first order by Saltelli et al. (2010) on centred outputs, total by Jansen (1999), with intervals from the
 * percentiles of a bootstrap over samples (Archer, Saltelli and Sobol' 1997). `values[j]` holds the outputs at the points of sample j.
 */
export function sobolIndices(values: readonly Float64Array[], rng: Rng): Indices[] {
  const count = values.length;
  const found = estimates(
    values,
    values.map((_, j) => j),
  );
  const again = Array.from({ length: resamples }, () =>
    estimates(
      values,
      Uint32Array.from({ length: count }, () => below(count, rng)),
    ),
  );
  const estimate = (k: number): Estimate => {
    const sorted = Float64Array.from(again, (one) => one[k]).sort();
    return { value: found[k], low: quantile(sorted, 0.05), high: quantile(sorted, 0.95) };
  };
  return Array.from({ length: values[0].length - 2 }, (_, i) => ({
    first: estimate(2 * i),
    total: estimate(2 * i + 1),
  }));
}
