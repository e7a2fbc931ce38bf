/** Mean, spread and shape of two samples held against each other; each is standard normal or so if the samples have one distribution. */
export interface Verdict {
  readonly name: string;
  readonly means: readonly [number, number];
  readonly mean: number;
  readonly variance: number;
  /** Kolmogorov–Smirnov distance times √(nm / (n + m)). */
  readonly shape: number;
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Variance of the sample variance. */
  readonly varianceOfVariance: number;
}

function momentsOf(sample: Float64Array): Moments {
  const n = sample.length;
  const mean = sample.reduce((sum, x) => sum + x, 0) / n;
  const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const fourth = sample.reduce((sum, x) => sum + (x - mean) ** 4, 0) / n;
  return { mean, variance, varianceOfVariance: (fourth - (variance ** 2 * (n - 3)) / (n - 1)) / n };
}

const ratio = (difference: number, variance: number): number =>
  difference === 0 ? 0 : difference / Math.sqrt(variance);

function ksDistance(a: Float64Array, b: Float64Array): number {
  const [x, y] = [a.slice().sort(), b.slice().sort()];
  let most = 0;
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    const value = Math.min(x[i], y[j]);
    while (i < x.length && x[i] === value) i++;
    while (j < y.length && y[j] === value) j++;
    most = Math.max(most, Math.abs(i / x.length - j / y.length));
  }
  return most;
}

/** Compares one number of many runs with the same number of other runs. */
export function compareSamples(name: string, one: readonly number[], other: readonly number[]): Verdict {
  const [a, b] = [Float64Array.from(one), Float64Array.from(other)];
  const [x, y] = [momentsOf(a), momentsOf(b)];
  return {
    name,
    means: [x.mean, y.mean],
    mean: ratio(x.mean - y.mean, x.variance / a.length + y.variance / b.length),
    variance: ratio(x.variance - y.variance, x.varianceOfVariance + y.varianceOfVariance),
    shape: ksDistance(a, b) * Math.sqrt((a.length * b.length) / (a.length + b.length)),
  };
}
