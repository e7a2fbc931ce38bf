import { publishedOrigins } from "../../analysis/baselines.ts";
import { predictives, quantilesOf } from "../../analysis/forecast/distributions.ts";
import { type Mode, modes } from "../../analysis/forecast/hindcasts.ts";
import {
  type ModeScores,
  modeScores,
  type NamedStep,
  type Scored,
  scoredForecasts,
  scoreOf,
  type TargetScore,
  unannounced,
} from "../../analysis/forecast/scoreboard.ts";
import { shippedForecasts } from "../../analysis/forecast/shipped.ts";
import { publishedSeries } from "../../analysis/forecast/targets.ts";
import { knownAt } from "../../data/as-of.ts";
import { type BaselineScore, baselineScores } from "../../data/baseline-scores.ts";
import type { MonthlySeries } from "../../data/series.ts";

/** What the forecast page asks of the record of past forecasts; it runs in a Web Worker, and in tests without one. */

/** Forecasts of all targets from one origin: targets × months ahead, each as counts at `quantileLevels`. */
export type PastForecast = readonly (readonly Float64Array[])[];

/** Mean scores of one origin's forecasts of a target. */
export interface OriginScore {
  readonly origin: number;
  readonly wis: number;
  readonly naive: number;
}

export interface SeriesScores {
  readonly overall: TargetScore;
  readonly byHorizon: readonly TargetScore[];
  readonly byOrigin: readonly OriginScore[];
}

export interface ModeBoard extends ModeScores {
  /** By target. */
  readonly series: readonly SeriesScores[];
  /** For each of the worst origins, the policies that came within its horizon and had not been announced. */
  readonly news: readonly (readonly NamedStep[])[];
}

export interface Scoreboard {
  readonly modes: Readonly<Record<Mode, ModeBoard>>;
  readonly baselines: readonly BaselineScore[];
  /** Figures and settings that the record was made with. */
  readonly madeWith: { readonly model: number; readonly data: string; readonly policies: string };
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

function seriesScores(forecasts: readonly Scored[]): SeriesScores {
  const horizons = [...new Set(forecasts.map(({ horizon }) => horizon))].sort((a, b) => a - b);
  const origins = [...new Set(forecasts.map(({ origin }) => origin))];
  return {
    overall: scoreOf(forecasts),
    byHorizon: horizons.map((horizon) => scoreOf(forecasts, horizon)),
    byOrigin: origins.map((origin) => {
      const own = forecasts.filter((one) => one.origin === origin);
      return { origin, wis: scoreOf(own).wis, naive: mean(own.map(({ naive }) => naive)) };
    }),
  };
}

function boardOf(mode: Mode): ModeBoard {
  const all = scoredForecasts(shippedForecasts().record[mode]);
  const scores = modeScores(all);
  return { ...scores, series: all.map(seriesScores), news: scores.worst.map(unannounced) };
}

/** All scores. Throws PosteriorError if the record does not belong to this model. */
export function scoreboard(): Scoreboard {
  const { model, data, policies } = shippedForecasts().stamp;
  return {
    modes: Object.fromEntries(modes.map((mode) => [mode, boardOf(mode)])) as Record<Mode, ModeBoard>,
    baselines: baselineScores(),
    madeWith: { model, data, policies },
  };
}

/** What was forecast at an origin. Throws RangeError if the record has none from there, and PosteriorError as `scoreboard` does. */
export function pastForecast(origin: number, mode: Mode): PastForecast {
  const record = shippedForecasts().record[mode];
  const at = record.findIndex((one) => one.origin === origin);
  if (at < 0) throw new RangeError(`origin ${origin} was given; the record of forecasts has none from there`);
  return predictives(record[at], record.slice(0, at), knownAt(origin)).map((months) => months.map(quantilesOf));
}

/** Everything that is published of the targets, to the last month that forecasts are held against. */
export const published = (): MonthlySeries[] => publishedSeries(knownAt(publishedOrigins.lastTarget));
