import { type MonthlySeries, valueAt } from "../data/series.ts";
import { monthIndex } from "../engine/calendar.ts";
import { quantileLevels, type ScoredForecast } from "./scores.ts";

/** First month that the baselines learn from. */
export const baselineFirstMonth = monthIndex("2017-10");

/** Standard normal quantiles at the levels above one half. */
const upperScores = [
  0.12566134685507416, 0.2533471031357997, 0.38532046640756773, 0.5244005127080407, 0.6744897501960817,
  0.8416212335729143, 1.0364333894937898, 1.2815515655446004, 1.6448536269514722, 1.959963984540054, 2.3263478740408408,
];
/** The same at all of `quantileLevels`. */
const standardScores = [...upperScores.map((score) => -score).reverse(), 0, ...upperScores];

/**
 * Random walk in steps of `lag` months on log(1 + y), with Gaussian quantiles at `quantileLevels`, transformed back: `rwf` and `snaive` of
 * the R package forecast 8.20 (Hyndman and Khandakar 2008) without drift. Variance is the mean square of the past steps, times the number
 * of whole steps ahead.
 * @param past monthly counts up to the origin, more than `lag` of them.
 * @param horizon months ahead, 1 or more.
 */
function walkQuantiles(past: Float64Array, lag: number, horizon: number): Float64Array {
  const logs = past.map(Math.log1p);
  const moves = logs.subarray(lag).map((log, t) => log - logs[t]);
  const variance = moves.reduce((sum, move) => sum + move * move, 0) / moves.length;
  const steps = Math.ceil(horizon / lag);
  const middle = logs[logs.length - 1 + horizon - steps * lag];
  const spread = Math.sqrt(variance * steps);
  return Float64Array.from(quantileLevels, (_, k) => Math.expm1(middle + spread * standardScores[k]));
}

/** Naive forecast: the last month goes on. */
export function naive(past: Float64Array, horizon: number): Float64Array {
  return walkQuantiles(past, 1, horizon);
}

/** Seasonal naive forecast: the same month of the last year comes again. */
export function seasonalNaive(past: Float64Array, horizon: number): Float64Array {
  return walkQuantiles(past, 12, horizon);
}

/** Origins (their month is the last that a forecast knows) and the last month that is forecast. */
export interface RollingOrigins {
  readonly firstOrigin: number;
  readonly lastOrigin: number;
  readonly lastTarget: number;
}

/** The 48 origins of `data/baseline_scores.csv`: up to 48 forecasts per horizon. */
export const publishedOrigins: RollingOrigins = {
  firstOrigin: monthIndex("2020-09"),
  lastOrigin: monthIndex("2024-08"),
  lastTarget: monthIndex("2024-09"),
};

/** Forecasts from every origin whose target is known, each made from the figures up to its origin alone. */
export function rollingForecasts(
  series: MonthlySeries,
  forecast: (past: Float64Array, horizon: number) => Float64Array,
  horizon: number,
  { firstOrigin, lastOrigin, lastTarget }: RollingOrigins = publishedOrigins,
): ScoredForecast[] {
  const last = Math.min(lastOrigin, lastTarget - horizon);
  return Array.from({ length: last - firstOrigin + 1 }, (_, at) => {
    const origin = firstOrigin + at;
    const past = series.values.slice(baselineFirstMonth - series.firstMonth, origin - series.firstMonth + 1);
    return { quantiles: forecast(past, horizon), observed: valueAt(series, origin + horizon) };
  });
}
