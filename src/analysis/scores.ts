/** The 23 levels of a quantile forecast, lowest first: those of the forecast hubs on COVID-19 (Cramer et al. 2022). */
export const quantileLevels: readonly number[] = [
  0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95,
  0.975, 0.99,
];

const medianAt = quantileLevels.indexOf(0.5);

/** A forecast of one count, as its values at `quantileLevels` (ascending), and what came. */
export interface ScoredForecast {
  readonly quantiles: Float64Array;
  readonly observed: number;
}

/** The median of a forecast. */
export function medianForecast({ quantiles }: Pick<ScoredForecast, "quantiles">): number {
  return quantiles[medianAt];
}

/** Pinball loss of a quantile at a level, in the unit of the observation (Koenker and Bassett 1978); 0 if it is met. */
export function pinballLoss(level: number, quantile: number, observed: number): number {
  return observed >= quantile ? level * (observed - quantile) : (1 - level) * (quantile - observed);
}

/**
 * Weighted interval score (Bracher, Ray, Gneiting and Reich 2021) of 11 central intervals and the median, in the unit of the
 * observation: the mean over the levels of twice the pinball loss. Lower is better; of a forecast without spread it is the absolute error.
 */
export function weightedIntervalScore({ quantiles, observed }: ScoredForecast): number {
  const sum = quantileLevels.reduce((total, level, k) => total + 2 * pinballLoss(level, quantiles[k], observed), 0);
  return sum / quantileLevels.length;
}

/** True if the observation lies in the central interval of that probability, ends included. */
export function covers({ quantiles, observed }: ScoredForecast, probability: 0.5 | 0.9): boolean {
  const low = probability === 0.5 ? quantileLevels.indexOf(0.25) : quantileLevels.indexOf(0.05);
  return quantiles[low] <= observed && observed <= quantiles[quantiles.length - 1 - low];
}

/**
 * Probability integral transform: the level at which the forecast has the observation, linear between neighbouring quantiles. Beyond the
 * outer quantiles nothing is known of the shape, so it is the middle of the tail: 0.005 below the lowest, 0.995 above the highest. Of an
 * observation that equals several quantiles it is the middle of their levels.
 */
export function pit({ quantiles, observed }: ScoredForecast): number {
  const below = quantiles.filter((quantile) => quantile < observed).length;
  const upTo = quantiles.filter((quantile) => quantile <= observed).length;
  if (upTo > below) return (quantileLevels[below] + quantileLevels[upTo - 1]) / 2;
  if (below === 0) return quantileLevels[0] / 2;
  if (below === quantiles.length) return (1 + quantileLevels[below - 1]) / 2;
  const share = (observed - quantiles[below - 1]) / (quantiles[below] - quantiles[below - 1]);
  return quantileLevels[below - 1] + share * (quantileLevels[below] - quantileLevels[below - 1]);
}

/** Share of the values in each of equal bins from 0 to 1; all shares are near 1 / bins if the forecasts are calibrated. */
export function pitHistogram(values: readonly number[], bins = 10): number[] {
  const shares = new Array<number>(bins).fill(0);
  for (const value of values) shares[Math.min(Math.floor(value * bins), bins - 1)] += 1 / values.length;
  return shares;
}

/** Means over forecasts. Scores and errors are in the unit of the observations, the log error is of log(1 + y), coverages are shares. */
export interface ScoreSummary {
  readonly forecasts: number;
  readonly wis: number;
  readonly absoluteError: number;
  readonly absoluteLogError: number;
  readonly coverage50: number;
  readonly coverage90: number;
}

function meanOf(forecasts: readonly ScoredForecast[], score: (forecast: ScoredForecast) => number): number {
  return forecasts.reduce((sum, forecast) => sum + score(forecast), 0) / forecasts.length;
}

/** Scores of one or more forecasts; errors are those of the median. */
export function summarize(forecasts: readonly ScoredForecast[]): ScoreSummary {
  return {
    forecasts: forecasts.length,
    wis: meanOf(forecasts, weightedIntervalScore),
    absoluteError: meanOf(forecasts, (one) => Math.abs(medianForecast(one) - one.observed)),
    absoluteLogError: meanOf(forecasts, (one) => Math.abs(Math.log1p(medianForecast(one)) - Math.log1p(one.observed))),
    coverage50: meanOf(forecasts, (one) => Number(covers(one, 0.5))),
    coverage90: meanOf(forecasts, (one) => Number(covers(one, 0.9))),
  };
}

/** Whether two forecasters score alike. */
export interface PairedTest {
  /** Mean of the first scores less the second: negative if the first forecaster is better. */
  readonly meanDifference: number;
  /** Negative if the first forecaster is better; Student t under the hypothesis that they are equally good. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Weights of the autocovariances; Bartlett's only where equal weights gave no positive variance. */
  readonly weights: "equal" | "bartlett";
}

/** Sum of products of deviations a lag apart over the number of values. */
function autocovariance(deviations: readonly number[], lag: number): number {
  const products = deviations.slice(lag).map((deviation, t) => deviation * deviations[t]);
  return products.reduce((sum, product) => sum + product, 0) / deviations.length;
}

/**
 * Test of equal accuracy of two series of scores of forecasts `horizon` steps ahead, one per origin, origins one step apart (Diebold and
 * Mariano 1995, S₁), with the small-sample correction and the t distribution of Harvey, Leybourne and Newbold (1997, S₁*). The
 * variance takes horizon − 1 autocovariances with equal weights; where that is not positive, with weights that fall in a straight line
 * (Newey and West 1987). NaN where all differences are equal. Throws RangeError if the series differ in length or have no more values than
 * `horizon`.
 */
export function pairedTest(first: readonly number[], second: readonly number[], horizon: number): PairedTest {
  const n = first.length;
  if (second.length !== n || n <= horizon || horizon < 1) {
    throw new RangeError(
      `${n} and ${second.length} scores were given; expected two series of one length, more than the horizon of ${horizon}`,
    );
  }
  const differences = first.map((score, t) => score - second[t]);
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const deviations = differences.map((difference) => difference - mean);
  const covariances = Array.from({ length: horizon }, (_, lag) => autocovariance(deviations, lag));
  const variance = (weight: (lag: number) => number): number =>
    covariances.reduce((sum, covariance, lag) => sum + (lag === 0 ? 1 : 2 * weight(lag)) * covariance, 0) / n;
  const equal = variance(() => 1);
  const used = equal > 0 ? equal : variance((lag) => 1 - lag / horizon);
  const correction = Math.sqrt((n + 1 - 2 * horizon + (horizon * (horizon - 1)) / n) / n);
  const statistic = used > 0 ? (correction * mean) / Math.sqrt(used) : Number.NaN;
  return {
    meanDifference: mean,
    statistic,
    degreesOfFreedom: n - 1,
    pValue: 1 - studentWithin(Math.abs(statistic), n - 1),
    weights: equal > 0 ? "equal" : "bartlett",
  };
}

/**
 * Probability that a Student t of a whole number of degrees of freedom lies between −t and t: the finite sums of Abramowitz and Stegun
 * (1964, 26.7.3 and 26.7.4), exact to rounding.
 */
export function studentWithin(t: number, degreesOfFreedom: number): number {
  const angle = Math.atan(t / Math.sqrt(degreesOfFreedom));
  const odd = degreesOfFreedom % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = degreesOfFreedom === 1 ? 0 : term;
  for (let k = odd ? 2 : 1; k <= degreesOfFreedom - 3; k += 2) {
    term *= (k / (k + 1)) * Math.cos(angle) ** 2;
    sum += term;
  }
  const series = Math.sin(angle) * sum;
  return odd ? (2 / Math.PI) * (angle + series) : series;
}
