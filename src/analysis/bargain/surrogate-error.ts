/** Below so many packages neither a share of variance nor an order says anything: of two packages the order is right or reversed by a hair. */
const fewestCompared = 5;

/** How far the surrogate is off, for one outcome averaged over members, on packages that it had not seen. */
export interface SurrogateError {
  readonly outcome: string;
  /** Largest less smallest over all packages. */
  readonly range: number;
  readonly largest: number;
  /** 1 less mean squared error over the variance among all packages; null below five packages. */
  readonly r2: number | null;
  /** Spearman's correlation of ranks; null below five packages. */
  readonly rank: number | null;
}

/** Errors on some packages without what so few of them cannot tell. */
export function withoutChance(errors: readonly SurrogateError[], packages: number): readonly SurrogateError[] {
  return packages >= fewestCompared ? errors : errors.map((one) => ({ ...one, r2: null, rank: null }));
}

function ranksOf(values: Float64Array): Float64Array {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && values[order[j]] === values[order[i]]) j++;
    for (let k = i; k < j; k++) ranks[order[k]] = (i + j - 1) / 2;
    i = j;
  }
  return ranks;
}

/** Pearson's correlation; 1 where nothing varies. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return aa === 0 || bb === 0 ? 1 : ab / Math.sqrt(aa * bb);
}

/** Values that differ by less than this share of the range count as the same when they are ranked. */
const sameRank = 1e-6;

/**
 * Errors of what was expected of some packages.
 * @param all the outcome over all packages, for its range and variance.
 */
export function errorOf(
  outcome: string,
  all: Float64Array,
  expected: Float64Array,
  simulated: Float64Array,
): SurrogateError {
  const range = all.reduce((a, b) => Math.max(a, b)) - all.reduce((a, b) => Math.min(a, b));
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const variance = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length;
  let [largest, squares] = [0, 0];
  for (let i = 0; i < simulated.length; i++) {
    const error = expected[i] - simulated[i];
    largest = Math.max(largest, Math.abs(error));
    squares += error ** 2 / simulated.length;
  }
  const rounded = (values: Float64Array): Float64Array =>
    range === 0 ? values : values.map((value) => Math.round(value / (sameRank * range)));
  const error: SurrogateError = {
    outcome,
    range,
    largest,
    r2: variance === 0 ? 1 : 1 - squares / variance,
    rank: correlation(ranksOf(rounded(expected)), ranksOf(rounded(simulated))),
  };
  return withoutChance([error], simulated.length)[0];
}
