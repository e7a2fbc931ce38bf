import { columns, columnsOf, membersOf, type ObservableName, o, observableNames } from "../model/observables.ts";
import { loadScenario, type ResolvedScenario } from "../scenario/load.ts";
import { didYouMean } from "../scenario/suggest.ts";
import { alongside, type Difference, differenceOf } from "./compare.ts";
import {
  type Band,
  bandOf,
  collectEnsembles,
  type Ensemble,
  type EnsembleOptions,
  monthLabels,
  overWindow,
  perRun,
  planJob,
  type Spread,
  spreadOf,
} from "./ensemble.ts";
import { publishedMonths } from "./observed.ts";
import { runInline } from "./runner.ts";

/** One observable, or one of its members, month by month. Arrays have one value per month of `months`. */
export interface Series extends Band {
  readonly name: ObservableName;
  /** Undefined for the total over members. */
  readonly member: string | undefined;
  readonly unit: string;
  /** A flow is the sum over the month, a stock its value on the last day. */
  readonly kind: "flow" | "stock";
  readonly months: readonly string[];
  /** Published figures; null in months without one. */
  readonly observed: readonly (number | null)[];
}

/** What came out of a scenario. A scenario, not a prediction; encounters are events, not people. */
export interface Simulation {
  readonly scenario: ResolvedScenario;
  /** ISO months of the window, such as `2023-12`. */
  readonly months: readonly string[];
  readonly mode: "stochastic" | "mean";
  readonly uncertainty: "members" | "process";
  readonly seed: number;
  /** How many runs the bands are made of. */
  readonly runs: number;
  readonly failures: Ensemble["failures"];
  /** True if it was stopped before all runs were done. */
  readonly partial: boolean;
  readonly ensemble: Ensemble;
  /** Throws RangeError on an unknown name or member, and on a total that would add up shares. */
  series(name: ObservableName, member?: string): Series;
  /** Over the whole window: the sum of a flow, the average of a stock's month ends. Throws RangeError as `series` does. */
  overall(name: ObservableName, member?: string): Spread;
}

/** A scenario beside its base. */
export interface Comparison {
  readonly base: Simulation;
  readonly scenario: Simulation;
  /** Scenario minus base, with intervals. Throws RangeError as `Simulation.series` does. */
  difference(name: ObservableName, member?: string): Difference;
}

/** Columns of an observable or of one of its members. Throws RangeError if there is none, or no meaningful total. */
export function columnsFor(name: ObservableName, member?: string): readonly number[] {
  if (!observableNames.includes(name)) {
    throw new RangeError(
      `${JSON.stringify(name)} was given; expected an observable${didYouMean(name, observableNames)}`,
    );
  }
  const members = membersOf(name);
  if (member === undefined) {
    if (members.length > 0 && columns[o[name]].unit === "share") {
      throw new RangeError(`a total of ${name} was asked for, which has shares; expected one of ${members.join(", ")}`);
    }
    return columnsOf(name);
  }
  const at = members.indexOf(member);
  if (at < 0) {
    const expected = members.length === 0 ? `no member, as ${name} is one number` : `one of ${members.join(", ")}`;
    throw new RangeError(`${JSON.stringify(member)} was given; expected ${expected}${didYouMean(member, members)}`);
  }
  return [o[name] + at];
}

/** Reads an ensemble by the names of the observables. */
function simulationOf(ensemble: Ensemble): Simulation {
  const { scenario, mode, uncertainty, seed, failures, partial, firstMonth } = ensemble;
  const months = monthLabels(ensemble);
  return {
    scenario,
    months,
    mode,
    uncertainty,
    seed,
    runs: ensemble.runs.length,
    failures,
    partial,
    ensemble,
    series(name, member) {
      const which = columnsFor(name, member);
      const { unit, kind } = columns[which[0]];
      const observed = publishedMonths(name, member, firstMonth, months.length);
      return { name, member, unit, kind, months, observed, ...bandOf(perRun(ensemble, which)) };
    },
    overall(name, member) {
      const which = columnsFor(name, member);
      return spreadOf(overWindow(perRun(ensemble, which), columns[which[0]].kind));
    },
  };
}

/** Reads two ensembles of one job as base and scenario. */
function comparisonOf(base: Ensemble, scenario: Ensemble): Comparison {
  return {
    base: simulationOf(base),
    scenario: simulationOf(scenario),
    difference(name, member) {
      const which = columnsFor(name, member);
      return differenceOf(base, scenario, which, columns[which[0]].kind);
    },
  };
}

function resolved(scenario: ResolvedScenario | string): ResolvedScenario {
  return typeof scenario === "string" ? loadScenario(scenario) : scenario;
}

/**
 * Simulates a scenario here and now, in Node or in a browser (there best in a Web Worker: it takes seconds).
 *
 * ```ts
 * import { simulate } from "corridor";
 * const result = simulate("no-december-deal", { mode: "mean", uncertainty: "process" });
 * const usbp = result.series("usbp");
 * console.log(result.months.map((month, i) => `${month} ${Math.round(usbp.mean[i])} (observed ${usbp.observed[i]})`));
 * ```
 *
 * @param scenario what `loadScenario` gives, the name of a bundled scenario, or the text of a scenario file.
 * @throws ScenarioError if the scenario is not sound, RangeError on impossible options, NoRunsError if every run failed.
 */
export function simulate(scenario: ResolvedScenario | string, options: EnsembleOptions = {}): Simulation {
  const job = planJob([resolved(scenario)], options);
  const [ensemble] = collectEnsembles(job, runInline(job), options.uncertainty);
  return simulationOf(ensemble);
}

/**
 * Simulates a base and a scenario over the scenario's window under the same random numbers, so that what differs is the scenario's doing.
 *
 * ```ts
 * import { compare } from "corridor";
 * const { overall } = compare("history", "no-december-deal", { runs: 20 }).difference("usbp");
 * console.log(overall.mean, overall.quantiles.p10, overall.quantiles.p90, overall.chance.higher);
 * ```
 *
 * @throws as `simulate` does.
 */
export function compare(
  base: ResolvedScenario | string,
  scenario: ResolvedScenario | string,
  options: EnsembleOptions = {},
): Comparison {
  const changed = resolved(scenario);
  const job = planJob([alongside(resolved(base), changed), changed], options);
  const [before, after] = collectEnsembles(job, runInline(job), options.uncertainty);
  return comparisonOf(before, after);
}
