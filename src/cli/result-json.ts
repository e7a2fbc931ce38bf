import { differenceOf } from "../analysis/compare.ts";
import {
  type Band,
  bandOf,
  type Ensemble,
  monthLabels,
  overWindow,
  perRun,
  type Spread,
  spreadOf,
} from "../analysis/ensemble.ts";
import { itemsOf, observedOf } from "../analysis/result-table.ts";
import { honesty } from "./report.ts";
import { version } from "./version.ts";

function describe(ensemble: Ensemble): Record<string, unknown> {
  const { scenario } = ensemble;
  const { from, to } = scenario.window;
  return { name: scenario.name, title: scenario.title, question: scenario.question, window: { from, to } };
}

function settings(ensemble: Ensemble): Record<string, unknown> {
  const { mode, uncertainty, seed, runs, partial, failures } = ensemble;
  return { mode, uncertainty, seed, runs: runs.length, partial, failures };
}

/** The result of a run as one JSON object. */
export function runJson(ensemble: Ensemble, command: string): Record<string, unknown> {
  const series = itemsOf(ensemble.scenario).map((item) => {
    const samples = perRun(ensemble, item.columns);
    const { name, member, unit, kind } = item;
    const overall = spreadOf(overWindow(samples, kind));
    return { name, member, unit, kind, observed: observedOf(item, ensemble), ...bandOf(samples), overall };
  });
  return {
    corridor: version,
    command,
    note: honesty,
    scenario: describe(ensemble),
    ...settings(ensemble),
    months: monthLabels(ensemble),
    series,
  };
}

/** The result of a comparison as one JSON object. */
export function compareJson(base: Ensemble, scenario: Ensemble, command: string): Record<string, unknown> {
  const series = itemsOf(scenario.scenario).map((item) => {
    const { name, member, unit, kind } = item;
    const side = (ensemble: Ensemble): Band & { readonly overall: Spread } => {
      const samples = perRun(ensemble, item.columns);
      return { ...bandOf(samples), overall: spreadOf(overWindow(samples, kind)) };
    };
    const { monthly, toDate, overall } = differenceOf(base, scenario, item.columns, kind);
    const observed = observedOf(item, scenario);
    return {
      name,
      member,
      unit,
      kind,
      observed,
      base: side(base),
      scenario: side(scenario),
      difference: { monthly, toDate, overall },
    };
  });
  return {
    corridor: version,
    command,
    note: honesty,
    base: describe(base),
    scenario: describe(scenario),
    ...settings(scenario),
    months: monthLabels(scenario),
    series,
  };
}
