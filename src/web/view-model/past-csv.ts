import type { Mode } from "../../analysis/forecast/hindcasts.ts";
import { quantileLevels } from "../../analysis/scores.ts";
import type { MonthlySeries } from "../../data/series.ts";
import { monthLabel } from "../../engine/calendar.ts";
import type { PastForecast, Scoreboard } from "../forecast/past.ts";
import { csvOf } from "../sharing/csv.ts";
import { pastModes, pastSeries } from "./past-series.ts";

/** Everything forecast at an origin: a line for each series and month ahead, with all quantiles and what came. */
export function pastForecastCsv(
  origin: number,
  mode: Mode,
  forecast: PastForecast,
  published: readonly MonthlySeries[],
): string {
  return csvOf(
    pastSeries.flatMap(({ family, name }, series) =>
      forecast[series].map((quantiles, at) => {
        const month = origin + at + 1;
        const { firstMonth, values } = published[series];
        return {
          origin: monthLabel(origin),
          policies: mode,
          family,
          series: name,
          horizon: at + 1,
          month: monthLabel(month),
          ...Object.fromEntries(quantileLevels.map((level, q) => [`q${level}`, quantiles[q]])),
          observed: values[month - firstMonth],
        };
      }),
    ),
  );
}

/** All scores: a line for each series, way to know policies and month ahead, and one over all months ahead. */
export function scoresCsv({ modes }: Scoreboard): string {
  return csvOf(
    pastModes.flatMap((mode) =>
      pastSeries.flatMap(({ family, name }, series) => {
        const { overall, byHorizon } = modes[mode].series[series];
        return [overall, ...byHorizon].map((score, horizon) => ({
          policies: mode,
          family,
          series: name,
          horizon: horizon === 0 ? "all" : horizon,
          forecasts: score.forecasts,
          wis: score.wis,
          ratio_to_naive: score.ratioToNaive,
          coverage50: score.coverage50,
          coverage90: score.coverage90,
        }));
      }),
    ),
  );
}
