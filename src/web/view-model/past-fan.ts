import { quantileLevels } from "../../analysis/scores.ts";
import type { MonthlySeries } from "../../data/series.ts";
import { monthLabel } from "../../engine/calendar.ts";

/** One month of a fan: counts at the ends of the central intervals, and the median. */
export interface FanMonth {
  /** Place on the axis, in months from its first. */
  readonly at: number;
  readonly low90: number;
  readonly low80: number;
  readonly low50: number;
  readonly middle: number;
  readonly high50: number;
  readonly high80: number;
  readonly high90: number;
}

/** What a chart of a past forecast shows. */
export interface PastFan {
  readonly months: readonly string[];
  /** Place of the origin, the last month that the forecast knew. */
  readonly originAt: number;
  /** Published counts over the months, NaN where there is none. */
  readonly observed: readonly number[];
  /** From the origin, where all bands meet in what was known, to the last month ahead. */
  readonly fan: readonly FanMonth[];
}

/** Months before the origin that are shown. */
const before = 18;

const at = (quantiles: Float64Array, level: number): number => quantiles[quantileLevels.indexOf(level)];

const fanMonth = (place: number, quantiles: Float64Array): FanMonth => ({
  at: place,
  low90: at(quantiles, 0.05),
  low80: at(quantiles, 0.1),
  low50: at(quantiles, 0.25),
  middle: at(quantiles, 0.5),
  high50: at(quantiles, 0.75),
  high80: at(quantiles, 0.9),
  high90: at(quantiles, 0.95),
});

/** @param forecast by month ahead, counts at `quantileLevels`. */
export function pastFan(origin: number, forecast: readonly Float64Array[], published: MonthlySeries): PastFan {
  const first = origin - before;
  const observed = Array.from(
    { length: before + forecast.length + 1 },
    (_, m) => published.values[first + m - published.firstMonth] ?? Number.NaN,
  );
  const known = observed[before];
  const start = Number.isFinite(known) ? [fanMonth(before, new Float64Array(quantileLevels.length).fill(known))] : [];
  return {
    months: observed.map((_, m) => monthLabel(first + m)),
    originAt: before,
    observed,
    fan: [...start, ...forecast.map((quantiles, h) => fanMonth(before + 1 + h, quantiles))],
  };
}

/** Where what came lies in the forecast. */
export type Place = "50" | "80" | "90" | "above" | "below";

export function placeOf(came: number, { low90, low80, low50, high50, high80, high90 }: FanMonth): Place {
  if (came > high90) return "above";
  if (came < low90) return "below";
  if (came >= low50 && came <= high50) return "50";
  return came >= low80 && came <= high80 ? "80" : "90";
}

/** The last month of a forecast for which a figure was published; undefined if there is none. */
export function lastCome({
  fan,
  observed,
  originAt,
}: PastFan): { readonly month: FanMonth; readonly came: number } | undefined {
  const month = fan.findLast((one) => one.at > originAt && Number.isFinite(observed[one.at]));
  return month && { month, came: observed[month.at] };
}

/** How many times the largest figure or median an axis may reach before bands are cut. */
const mostAbove = 3;

/** Where the axis ends, so that tails do not press what came flat; bands may go on above it. */
export function axisOf({ observed, fan }: PastFan): { readonly top: number; readonly cut: boolean } {
  const reach = Math.max(1e-9, ...fan.map(({ high90 }) => high90));
  const seen = Math.max(1e-9, ...observed.filter(Number.isFinite), ...fan.map(({ middle }) => middle));
  const top = Math.max(seen, Math.min(reach, Math.max(mostAbove * seen, ...fan.map(({ high50 }) => high50))));
  return { top, cut: reach > top };
}
