import type { Known } from "../../data/as-of.ts";
import type { MonthlySeries } from "../../data/series.ts";
import { baselineFirstMonth } from "../baselines.ts";
import { normalQuantile } from "../normal.ts";
import { quantileLevels } from "../scores.ts";
import { logPublished, publishedSeries } from "./targets.ts";

/**
 * From simulated growth to a predictive distribution (`docs/model.md`, Forecasts): log(1 + count) is normal. Its middle is the last figure
 * plus a part of the growth that the members have on average, less with every month: what nobody foresees pulls back. Its variance is that of the
 * errors which earlier forecasts have made so far, and of a random walk while there are few.
 */
/** Part of simulated growth that a forecast some months ahead has. */
export const partOfGrowth = (horizon: number): number => 0.9 ** horizon;
/** Part of a random walk's variance that is expected of the errors before any is seen, and how many errors that counts for. */
const expectedPart = 0.35;
const expectedWeight = 40;
/** Months ahead up to which errors are learned; beyond, variances grow as those of a walk. */
export const learnedHorizon = 6;

/** Mean growth over members of all targets from one origin: targets × `ahead`. */
export interface Growth {
  readonly origin: number;
  readonly ahead: number;
  readonly growth: Float64Array;
}

/** A normal distribution of log(1 + count). */
export interface Predictive {
  readonly middle: number;
  readonly sd: number;
}

/** Variance of a random walk's monthly steps so far, from October 2017. */
function stepVariance(series: MonthlySeries): number {
  let sum = 0;
  let count = 0;
  for (let m = Math.max(baselineFirstMonth, series.firstMonth) + 1; m < series.firstMonth + series.values.length; m++) {
    const step = logPublished(series, m) - logPublished(series, m - 1);
    if (!Number.isFinite(step)) continue;
    sum += step * step;
    count++;
  }
  return sum / count;
}

const growthAt = ({ growth, ahead }: Growth, k: number, horizon: number): number => growth[k * ahead + horizon - 1];

/**
 * Predictive distributions from an origin: targets × months ahead.
 * @param past growth from earlier origins, under the same mode; those whose months have not come by the origin are not looked at.
 */
export function predictives(now: Growth, past: readonly Growth[], known: Known): Predictive[][] {
  if (known.origin !== now.origin)
    throw new RangeError(`figures up to ${known.origin} were given for origin ${now.origin}`);
  return publishedSeries(known).map((series, k) => {
    const walk = stepVariance(series);
    const last = logPublished(series, now.origin);
    const variance = (horizon: number): number => {
      const expected = expectedPart * walk * horizon;
      const errors = past
        .filter(({ origin }) => origin + horizon <= known.origin)
        .map((one) => {
          const came = logPublished(series, one.origin + horizon) - logPublished(series, one.origin);
          return came - partOfGrowth(horizon) * growthAt(one, k, horizon);
        })
        .filter(Number.isFinite);
      const squares = errors.reduce((sum, error) => sum + error * error, 0);
      return (squares + expectedWeight * expected) / (errors.length + expectedWeight);
    };
    return Array.from({ length: now.ahead }, (_, at) => {
      const learned = Math.min(at + 1, learnedHorizon);
      const sd = Math.sqrt((variance(learned) * (at + 1)) / learned);
      return { middle: last + partOfGrowth(at + 1) * growthAt(now, k, at + 1), sd };
    });
  });
}

const scores = quantileLevels.map(normalQuantile);

/** Counts at `quantileLevels`, not below 0. */
export function quantilesOf({ middle, sd }: Predictive): Float64Array {
  return Float64Array.from(scores, (score) => Math.max(Math.expm1(middle + sd * score), 0));
}
