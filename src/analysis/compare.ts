import type { ResolvedScenario } from "../scenario/load.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type Band, bandOf, type Ensemble, overWindow, perRun, type Spread, spreadOf, toDate } from "./ensemble.ts";

/** The base as it is over the scenario's months, with which it can be compared run by run. */
export function alongside(base: ResolvedScenario, scenario: ResolvedScenario): ResolvedScenario {
  return { ...base, window: scenario.window };
}

/** Scenario minus base under common random numbers: same seed, run k with member k on both sides. */
export interface Difference {
  readonly kind: "flow" | "stock";
  readonly monthly: Band & { readonly chance: readonly Chance[] };
  /** Up to and including each month: sums of a flow, averages of a stock. */
  readonly toDate: Band & { readonly chance: readonly Chance[] };
  /** Over the window: the sum of a flow, the average of a stock. */
  readonly overall: Spread & { readonly chance: Chance };
}

function withChance(series: readonly Float64Array[]): Difference["monthly"] {
  const chance = Array.from(series[0], (_, m) => chanceOf(series.map((one) => one[m])));
  return { ...bandOf(series), chance };
}

/**
 * The difference that a scenario makes to the sum of some columns, from two ensembles of one job.
 * Throws RangeError if they are not of the same runs and months.
 */
export function differenceOf(
  base: Ensemble,
  scenario: Ensemble,
  which: readonly number[],
  kind: "flow" | "stock",
): Difference {
  const sameRuns =
    base.runs.length === scenario.runs.length && base.runs.every(({ run }, i) => run === scenario.runs[i].run);
  if (
    !sameRuns ||
    base.seed !== scenario.seed ||
    base.firstMonth !== scenario.firstMonth ||
    base.months !== scenario.months
  ) {
    throw new RangeError("two ensembles of different runs, seeds or months were given; expected both from one job");
  }
  const before = perRun(base, which);
  const series = perRun(scenario, which).map((one, i) => one.map((x, m) => x - before[i][m]));
  const overall = overWindow(series, kind);
  return {
    kind,
    monthly: withChance(series),
    toDate: withChance(toDate(series, kind)),
    overall: { ...spreadOf(overall), chance: chanceOf(overall) },
  };
}
