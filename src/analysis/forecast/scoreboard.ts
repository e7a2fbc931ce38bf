import { knownAt } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import { firstDayOfMonth } from "../../engine/calendar.ts";
import { nationalities, sectors } from "../../model/geography.ts";
import type { LeverId } from "../../model/levers.ts";
import { announcedBy } from "../../scenario/announced.ts";
import { loadScenario } from "../../scenario/load.ts";
import { baselineFirstMonth, naive, publishedOrigins } from "../baselines.ts";
import {
  medianForecast,
  type PairedTest,
  pairedTest,
  pit,
  pitHistogram,
  type ScoredForecast,
  type ScoreSummary,
  summarize,
  weightedIntervalScore,
} from "../scores.ts";
import { type Growth, learnedHorizon, predictives, quantilesOf } from "./distributions.ts";
import type { Mode } from "./hindcasts.ts";
import { publishedSeries, targetAt, targets } from "./targets.ts";

/** What the forecasts of a rolling evaluation grew by, one entry per origin, those before the first scored origin included. */
export type GrowthRecord = Readonly<Record<Mode, readonly Growth[]>>;

/** One scored forecast of one target. */
export interface Scored extends ScoredForecast {
  readonly origin: number;
  readonly horizon: number;
  /** Weighted interval score of the naive forecast of the same count. */
  readonly naive: number;
}

const horizons = Array.from({ length: learnedHorizon }, (_, at) => at + 1);

/**
 * All forecasts of all targets that can be scored, in order of origin and horizon. Each is made from what was known at its origin and
 * from earlier forecasts alone; only what came is read from the whole record.
 */
export function scoredForecasts(record: readonly Growth[]): Scored[][] {
  const { firstOrigin, lastOrigin, lastTarget } = publishedOrigins;
  const came = publishedSeries(knownAt(lastTarget));
  const out: Scored[][] = targets.map(() => []);
  record.forEach((now, i) => {
    if (now.origin < firstOrigin || now.origin > lastOrigin) return;
    const known = knownAt(now.origin);
    const distributions = predictives(now, record.slice(0, i), known);
    publishedSeries(known).forEach(({ firstMonth, values }, k) => {
      const past = values.slice(Math.max(baselineFirstMonth - firstMonth, 0));
      for (const horizon of horizons) {
        const observed = valueAt(came[k], now.origin + horizon);
        if (now.origin + horizon > lastTarget || !Number.isFinite(observed)) continue;
        const plain = weightedIntervalScore({ quantiles: naive(past, horizon), observed });
        const quantiles = quantilesOf(distributions[k][horizon - 1]);
        out[k].push({ origin: now.origin, horizon, quantiles, observed, naive: plain });
      }
    });
  });
  return out;
}

/** Scores of one target, or means over several. */
export interface TargetScore extends ScoreSummary {
  readonly ratioToNaive: number;
}

/** Means of scores of a target's forecasts, all or those of one horizon. */
export function scoreOf(forecasts: readonly Scored[], horizon?: number): TargetScore {
  const chosen = horizon === undefined ? forecasts : forecasts.filter((one) => one.horizon === horizon);
  const summary = summarize(chosen);
  return { ...summary, ratioToNaive: summary.wis / mean(chosen.map((one) => one.naive)) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Equal accuracy with the naive forecast, by horizon (`pairedTest`). */
function testsAgainstNaive(forecasts: readonly Scored[]): PairedTest[] {
  return horizons.map((horizon) => {
    const chosen = forecasts.filter((one) => one.horizon === horizon);
    return pairedTest(
      chosen.map(weightedIntervalScore),
      chosen.map((one) => one.naive),
      horizon,
    );
  });
}

/** Everything that the scoreboard shows of one mode. */
export interface ModeScores {
  readonly total: TargetScore;
  readonly totalByHorizon: readonly TargetScore[];
  readonly tests: readonly PairedTest[];
  /** Shares of the total's forecasts by tenth of the predictive distribution. */
  readonly pit: readonly number[];
  readonly bySector: readonly (TargetScore & { readonly sector: string })[];
  /** Means over the nine sectors. */
  readonly sectors: TargetScore;
  readonly others: readonly (TargetScore & { readonly target: string })[];
  readonly worst: readonly WorstOrigin[];
}

/** An origin whose forecasts of the total missed most. */
export interface WorstOrigin {
  readonly origin: number;
  /** Mean weighted interval score over its horizons. */
  readonly wis: number;
  readonly naive: number;
  /** Middle of the forecast less what came, at the last horizon that can be scored; of the total and of the three nationalities that missed most. */
  readonly horizon: number;
  readonly error: number;
  readonly nationalities: readonly { readonly name: string; readonly error: number }[];
}

function worstOf(all: readonly (readonly Scored[])[], count: number): WorstOrigin[] {
  const total = all[targetAt("total")];
  const origins = [...new Set(total.map(({ origin }) => origin))];
  return origins
    .map((origin) => {
      const own = total.filter((one) => one.origin === origin);
      const horizon = Math.max(...own.map((one) => one.horizon));
      const errorOf = (k: number): number => {
        const one = all[k].find((forecast) => forecast.origin === origin && forecast.horizon === horizon);
        return one ? medianForecast(one) - one.observed : Number.NaN;
      };
      return {
        origin,
        wis: mean(own.map(weightedIntervalScore)),
        naive: mean(own.map((one) => one.naive)),
        horizon,
        error: errorOf(targetAt("total")),
        nationalities: nationalities
          .map((name) => ({
            name,
            error: errorOf(targets.findIndex((t) => t.family === "nationality" && t.name === name)),
          }))
          .sort((a, b) => Math.abs(b.error) - Math.abs(a.error))
          .slice(0, 3),
      };
    })
    .sort((a, b) => b.wis - a.wis)
    .slice(0, count);
}

/** Means of scores over several targets. */
function meanScore(scores: readonly TargetScore[]): TargetScore {
  const of = (key: keyof TargetScore): number => mean(scores.map((score) => score[key]));
  const naiveWis = mean(scores.map(({ wis, ratioToNaive }) => wis / ratioToNaive));
  return {
    forecasts: scores.reduce((sum, { forecasts }) => sum + forecasts, 0),
    wis: of("wis"),
    ratioToNaive: of("wis") / naiveWis,
    absoluteError: of("absoluteError"),
    absoluteLogError: of("absoluteLogError"),
    coverage50: of("coverage50"),
    coverage90: of("coverage90"),
  };
}

/** The scoreboard of one mode. */
export const scoresOf = (record: readonly Growth[]): ModeScores => modeScores(scoredForecasts(record));

/** The scoreboard of the scored forecasts of all targets. */
export function modeScores(all: readonly (readonly Scored[])[]): ModeScores {
  const total = all[targetAt("total")];
  const bySector = sectors.map((sector) => ({ sector, ...scoreOf(all[targetAt(sector)]) }));
  return {
    total: scoreOf(total),
    totalByHorizon: horizons.map((horizon) => scoreOf(total, horizon)),
    tests: testsAgainstNaive(total),
    pit: pitHistogram(total.map(pit)),
    bySector,
    sectors: meanScore(bySector),
    others: targets.flatMap(({ name, family }, k) =>
      family === "total" || family === "sector" ? [] : [{ target: name, ...scoreOf(all[k]) }],
    ),
    worst: worstOf(all, 5),
  };
}

/** Scores under both modes. */
export type Scores = Readonly<Record<Mode, ModeScores>>;

export function scoresOfRecord(record: GrowthRecord): Scores {
  return { announced: scoresOf(record.announced), happened: scoresOf(record.happened) };
}

/** A recorded policy: its name, what it moves, and the day on which it began, from 2018-01-01. */
export interface NamedStep {
  readonly id: string;
  readonly lever: LeverId;
  readonly day: number;
}

/** Recorded policies that began within the horizon of an origin and had not been announced. */
export function unannounced({ origin, horizon }: WorstOrigin): NamedStep[] {
  const history = loadScenario("history");
  const known = new Set(announcedBy(history, firstDayOfMonth(origin + 1) - 1).steps.map(({ id }) => id));
  const until = firstDayOfMonth(origin + horizon + 1);
  return history.steps.flatMap(({ id, lever, fromDay }) =>
    id !== undefined && !known.has(id) && fromDay >= firstDayOfMonth(origin + 1) && fromDay < until
      ? [{ id, lever, day: fromDay }]
      : [],
  );
}
