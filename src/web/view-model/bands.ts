import { quantile } from "../../analysis/quantile.ts";
import { columns } from "../../model/observables.ts";
import type { Outcome } from "../simulation/simulator.ts";
import type { Indicator } from "./indicators.ts";

/** 10%, 25%, 75% and 90% over the draws, month by month. */
export interface Band {
  readonly low80: Float64Array;
  readonly low50: Float64Array;
  readonly high50: Float64Array;
  readonly high80: Float64Array;
}

/** Numbers of a chart, month by month: the median of the draws with their band, or those of the central member, alone, while there are few draws. */
export interface Line {
  readonly middle: Float64Array;
  readonly band: Band | undefined;
}

/** Over the window: the sum of a flow, the value of a stock at the end; the median and 80% interval of the draws, or the central member alone. */
export interface Total {
  readonly middle: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/**
 * Base, scenario and their difference under the same member: all three medians of draws, or all three of the central member, so that lines can be held
 * against each other. A median of differences need not be the difference of the medians.
 */
export interface Shown {
  readonly base: Line;
  readonly scenario: Line;
  readonly difference: Line;
  /** Of the base, of the scenario, and of the difference. */
  readonly baseTotal: Total;
  readonly total: Total;
  readonly change: Total;
}

/** Fewer draws than this make no band. */
const fewestDraws = 5;

/** The sum of an indicator's columns by month. */
export function monthly({ columns: which }: Indicator, values: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length / columns.length }, (_, m) =>
    which.reduce((sum, column) => sum + values[m * columns.length + column], 0),
  );
}

/** The median of the draws with their band, or the central member while there are few of them. */
export function lineOf(central: Float64Array, draws: readonly Float64Array[]): Line {
  if (draws.length < fewestDraws) return { middle: central, band: undefined };
  const sorted = Array.from(central, (_, m) => Float64Array.from(draws, (draw) => draw[m]).sort());
  const at = (share: number): Float64Array => Float64Array.from(sorted, (values) => quantile(values, share));
  return { middle: at(0.5), band: { low80: at(0.1), low50: at(0.25), high50: at(0.75), high80: at(0.9) } };
}

export const less = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, m) => value - b[m]);

/** The sum of a flow, the value of a stock at the end. */
export const sumOrEnd = ({ kind }: Indicator, values: Float64Array): number =>
  kind === "flow" ? values.reduce((sum, x) => sum + x, 0) : values[values.length - 1];

/** The median and the 80% interval of numbers of the draws, or the central one while there are few of them. */
export function totalAmong(central: number, draws: Iterable<number>): Total {
  const sorted = Float64Array.from(draws).sort();
  if (sorted.length < fewestDraws) return { middle: central, low: undefined, high: undefined };
  return { middle: quantile(sorted, 0.5), low: quantile(sorted, 0.1), high: quantile(sorted, 0.9) };
}

export function totalOf(indicator: Indicator, central: Float64Array, draws: readonly Float64Array[]): Total {
  const of = (values: Float64Array): number => sumOrEnd(indicator, values);
  return totalAmong(of(central), draws.map(of));
}

/**
 * What a chart shows of an indicator.
 * @param outcomes draws; `current` is false while they are those of the scenario before, and nothing is made of them.
 */
export function shown(indicator: Indicator, central: Outcome, outcomes: readonly Outcome[], current: boolean): Shown {
  const drawn = current ? outcomes : [];
  const base = monthly(indicator, central.base);
  const scenario = monthly(indicator, central.scenario);
  const difference = less(scenario, base);
  const bases = drawn.map((one) => monthly(indicator, one.base));
  const scenarios = drawn.map((one) => monthly(indicator, one.scenario));
  const differences = scenarios.map((one, k) => less(one, bases[k]));
  return {
    base: lineOf(base, bases),
    scenario: lineOf(scenario, scenarios),
    difference: lineOf(difference, differences),
    baseTotal: totalOf(indicator, base, bases),
    total: totalOf(indicator, scenario, scenarios),
    change: totalOf(indicator, difference, differences),
  };
}

/** Share of the draws in which a stock is above a limit, month by month; undefined while there are few draws. NaN where there is no limit. */
export function shareAbove(
  indicator: Indicator,
  draws: readonly Float64Array[],
  limit: Float64Array,
): Float64Array | undefined {
  if (draws.length < fewestDraws) return undefined;
  const series = draws.map((values) => monthly(indicator, values));
  return limit.map((most, m) => (most > 0 ? series.filter((one) => one[m] > most).length / series.length : Number.NaN));
}
