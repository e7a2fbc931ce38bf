import type { Known } from "../../data/as-of.ts";
import { firstDayOfMonth } from "../../engine/calendar.ts";
import { Rng } from "../../engine/rng.ts";
import { cities } from "../../model/geography.ts";
import type { LeverPaths } from "../../model/lever-paths.ts";
import type { Member } from "../../model/member.ts";
import { columns, o } from "../../model/observables.ts";
import { quantile } from "../quantile.ts";
import { quantileLevels } from "../scores.ts";
import { type Growth, predictives, quantilesOf } from "./distributions.ts";
import { futureOf } from "./futures.ts";
import { filteredAt, growthOf, leversOf, type Mode, modes, type Sources } from "./hindcasts.ts";
import { targetAt, targets } from "./targets.ts";

/** One member to forecast with from one origin. */
export interface ForecastTask {
  readonly member: Member;
  /** Number of the member, which fixes its random numbers. */
  readonly number: number;
  readonly seed: number;
  /** Month since 2018-01. */
  readonly origin: number;
  readonly ahead: number;
}

/** Futures of one member under one mode: the expected one, and some in which the paths walk on by chance. */
interface Futures {
  /** Targets × months ahead: the expected future's growth. */
  readonly growth: Float64Array;
  /** By drawn future, months ahead: growth of the total. */
  readonly drawnTotals: readonly Float64Array[];
  /** By drawn future, months ahead × cities: people waiting when the month ends. */
  readonly drawnWaiting: readonly Float64Array[];
}

export type MemberForecast = Readonly<Record<Mode, Futures>>;

/** Drawn futures of each member. */
const draws = 4;

function waitingIn(future: Float64Array): Float64Array {
  const ahead = future.length / columns.length;
  return Float64Array.from(
    { length: ahead * cities.length },
    (_, i) => future[Math.floor(i / cities.length) * columns.length + o.waiting + (i % cities.length)],
  );
}

/** Does a task: filters the member to the origin and looks ahead in both modes, under the same chance. */
export function forecastMember(
  { member, number, seed, origin, ahead }: ForecastTask,
  sources: Sources,
): MemberForecast {
  const under = (mode: Mode): Futures => {
    const now = filteredAt(sources, mode, { member, from: origin, start: "fitted" });
    const levers = leversOf(sources, mode, origin);
    const drawn = Array.from({ length: draws }, (_, draw) => {
      const rng = new Rng(seed, number, false);
      rng.seek(1, draw, 0);
      return futureOf(now, levers, origin, ahead, rng);
    });
    const total = targetAt("total");
    return {
      growth: growthOf(now, futureOf(now, levers, origin, ahead)),
      drawnTotals: drawn.map((future) => growthOf(now, future).slice(total * ahead, (total + 1) * ahead)),
      drawnWaiting: drawn.map(waitingIn),
    };
  };
  return Object.fromEntries(modes.map((mode) => [mode, under(mode)])) as Record<Mode, Futures>;
}

/** One month of one forecast series. */
export interface ForecastMonth {
  /** Since 2018-01. */
  readonly month: number;
  /** Counts at `quantileLevels`. */
  readonly quantiles: Float64Array;
}

/** People waiting in a city when a month ends. */
export interface WaitingMonth extends ForecastMonth {
  readonly shelterPlaces: number;
  /** Probability that more wait than there are places. */
  readonly overShelter: number;
}

/** A forecast under one mode. */
export interface Forecast {
  readonly origin: number;
  readonly ahead: number;
  readonly mode: Mode;
  /** By target, in the order of `targets`. */
  readonly series: readonly (readonly ForecastMonth[])[];
  /** By city. */
  readonly waiting: readonly (readonly WaitingMonth[])[];
}

/** Values of the drawn futures of one member: their mean, and how far each is from it. */
function aroundMean(drawn: readonly number[]): { readonly mean: number; readonly deviations: readonly number[] } {
  const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
  return { mean, deviations: drawn.map((x) => x - mean) };
}

/** Standard deviation of what chance alone makes of the members' futures. */
function spreadByChance(members: readonly (readonly number[])[]): number {
  const squares = members.map((drawn) => {
    const { deviations } = aroundMean(drawn);
    return deviations.reduce((sum, x) => sum + x * x, 0) / (deviations.length - 1);
  });
  return Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / squares.length);
}

/** Drawn logs of all members in order, each moved away from its member's mean (or towards it) by a factor. */
function stretched(members: readonly (readonly number[])[], factor: number): Float64Array {
  const moved = members.flatMap((drawn) => {
    const { mean, deviations } = aroundMean(drawn);
    return deviations.map((x) => mean + factor * x);
  });
  return Float64Array.from(moved).sort();
}

/**
 * The forecast that members make together. Of what is published, distributions are those of `predictives`. Nobody counts who waits, so
 * these are drawn futures, stretched about the mean of their member (log) until the total drawn with them spreads as its own errors say.
 * @param past growth from earlier origins under the same mode.
 */
export function forecastOf(
  mode: Mode,
  members: readonly MemberForecast[],
  origin: number,
  ahead: number,
  past: readonly Growth[],
  known: Known,
  levers: LeverPaths,
): Forecast {
  const futures = members.map((one) => one[mode]);
  const growth = futures[0].growth.map((_, i) => futures.reduce((sum, one) => sum + one.growth[i], 0) / futures.length);
  const distributions = predictives({ origin, ahead, growth }, past, known);
  const total = distributions[targetAt("total")];
  const stretch = total.map(
    ({ sd }, at) => sd / spreadByChance(futures.map((one) => one.drawnTotals.map((drawn) => drawn[at]))),
  );
  return {
    origin,
    ahead,
    mode,
    series: targets.map((_, k) =>
      distributions[k].map((one, at) => ({ month: origin + 1 + at, quantiles: quantilesOf(one) })),
    ),
    waiting: cities.map((_, city) =>
      stretch.map((factor, at) => {
        const logs = futures.map((one) =>
          one.drawnWaiting.map((drawn) => Math.log1p(drawn[at * cities.length + city])),
        );
        const counts = stretched(logs, factor).map((x) => Math.max(Math.expm1(x), 0));
        const shelterPlaces = shelterPlacesIn(levers, origin + 1 + at, city);
        return {
          month: origin + 1 + at,
          quantiles: Float64Array.from(quantileLevels, (level) => quantile(counts, level)),
          shelterPlaces,
          overShelter: counts.filter((count) => count > shelterPlaces).length / counts.length,
        };
      }),
    ),
  };
}

/** Shelter places of a city on the last day of a month. */
function shelterPlacesIn({ firstDay, paths }: LeverPaths, month: number, city: number): number {
  const { row, values, width } = paths.shelterPlaces;
  return values[row[firstDayOfMonth(month + 1) - 1 - firstDay] * width + city];
}
