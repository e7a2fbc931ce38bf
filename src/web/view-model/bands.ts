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

/** Numbers of a chart, month by month: of the central member, and a band that is undefined while there are few draws. */
export interface Line {
  readonly middle: Float64Array;
  readonly band: Band | undefined;
}

/** Over the window: the sum of a flow, the value of a stock at the end; with the 80% interval over the draws. */
export interface Total {
  readonly middle: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Base, scenario and their difference under the same member. */
export interface Shown {
  readonly base: Line;
  readonly scenario: Line;
  readonly difference: Line;
  /** Of the scenario, and of the difference. */
  readonly total: Total;
  readonly change: Total;
}

/** Fewer draws than this make no band. */
export const fewestDraws = 5;

/** The sum of an indicator's columns by month. */
export function monthly({ columns: which }: Indicator, values: Float64Array): Float64Array {
  return Float64Array.from({ length: values.length / columns.length }, (_, m) =>
    which.reduce((sum, column) => sum + values[m * columns.length + column], 0),
  );
}

export function bandOf(draws: readonly Float64Array[]): Band | undefined {
  if (draws.length < fewestDraws) return undefined;
  const sorted = Array.from(draws[0], (_, m) => Float64Array.from(draws, (draw) => draw[m]).sort());
  const at = (share: number): Float64Array => Float64Array.from(sorted, (values) => quantile(values, share));
  return { low80: at(0.1), low50: at(0.25), high50: at(0.75), high80: at(0.9) };
}

export const less = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, m) => value - b[m]);

/** The sum of a flow, the value of a stock at the end. */
export const overWindow = ({ kind }: Indicator, values: Float64Array): number =>
  kind === "flow" ? values.reduce((sum, x) => sum + x, 0) : values[values.length - 1];

export function totalOf(indicator: Indicator, line: Float64Array, draws: readonly Float64Array[]): Total {
  const of = (values: Float64Array): number => overWindow(indicator, values);
  const sorted = Float64Array.from(draws, of).sort();
  const at = (share: number): number | undefined => (draws.length < fewestDraws ? undefined : quantile(sorted, share));
  return { middle: of(line), low: at(0.1), high: at(0.9) };
}

interface Bases {
  readonly draws: readonly Float64Array[];
  readonly band: Band | undefined;
}

/** The base's draws stay while a slider moves; their bands are kept with them. */
const keptBases = new WeakMap<readonly Outcome[], Map<string, Bases>>();

function basesOf(indicator: Indicator, outcomes: readonly Outcome[]): Bases {
  const kept = keptBases.get(outcomes) ?? new Map<string, Bases>();
  keptBases.set(outcomes, kept);
  const known = kept.get(indicator.id);
  if (known) return known;
  const draws = outcomes.map((one) => monthly(indicator, one.base));
  const bases = { draws, band: bandOf(draws) };
  kept.set(indicator.id, bases);
  return bases;
}

/**
 * What a chart shows of an indicator.
 * @param outcomes draws; `current` is false while they are those of the scenario before.
 */
export function shown(indicator: Indicator, central: Outcome, outcomes: readonly Outcome[], current: boolean): Shown {
  const base = monthly(indicator, central.base);
  const scenario = monthly(indicator, central.scenario);
  const bases = basesOf(indicator, outcomes);
  const scenarios = current ? outcomes.map((one) => monthly(indicator, one.scenario)) : [];
  const differences = scenarios.map((one, k) => less(one, bases.draws[k]));
  const difference = less(scenario, base);
  return {
    base: { middle: base, band: bases.band },
    scenario: { middle: scenario, band: bandOf(scenarios) },
    difference: { middle: difference, band: bandOf(differences) },
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
