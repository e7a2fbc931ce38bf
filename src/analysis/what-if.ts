import { monthIndex, monthOf } from "../engine/calendar.ts";
import type { LeverPaths } from "../model/lever-paths.ts";
import type { Member } from "../model/member.ts";
import { columns } from "../model/observables.ts";
import type { Snapshot } from "../model/world.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import { firstDifference, prepare, scenarioLevers, simulateMonths } from "./run.ts";

/**
 * What-ifs in mean field that begin where they differ: a base is simulated once, with the state at the beginning of each of its months, and a
 * scenario from the month of its first change on. The numbers are those of a whole run, byte for byte.
 */
export interface BaseRun {
  readonly scenario: ResolvedScenario;
  readonly levers: LeverPaths;
  readonly member: Member;
  readonly firstMonth: number;
  /** Months × columns. */
  readonly values: Float64Array;
  /** People and memory on the day before each month. */
  readonly beginnings: readonly Snapshot[];
}

/** Simulates a base over its window, or from a `start` that is known already. */
export function baseRun(
  scenario: ResolvedScenario,
  member: Member,
  levers: LeverPaths = scenarioLevers(scenario),
  known?: Snapshot,
): BaseRun {
  const { start, firstMonth, months } = prepare(scenario, member, levers, known);
  const beginnings: Snapshot[] = [start];
  const values = simulateMonths(member, levers, firstMonth, firstMonth + months - 1, start, (_, snapshot) =>
    beginnings.push(snapshot()),
  );
  return { scenario, levers, member, firstMonth, values, beginnings };
}

/**
 * Months × columns of a scenario over the window of the base, under the base's member. Throws RangeError if its window is another one.
 * @param levers of the scenario, where they are known already.
 */
export function whatIf(
  base: BaseRun,
  scenario: ResolvedScenario,
  levers: LeverPaths = scenarioLevers(scenario, { scenario: base.scenario, paths: base.levers }),
): Float64Array {
  const { window } = base.scenario;
  if (scenario.window.from !== window.from || scenario.window.to !== window.to)
    throw new RangeError(
      `the window ${scenario.window.from} to ${scenario.window.to} was given; expected that of the base, ${window.from} to ${window.to}`,
    );
  const day = firstDifference(base.levers, levers);
  if (day > levers.lastDay) return base.values.slice();
  const from = monthOf(day);
  // what differs before the window changes the people with which it begins
  if (from < base.firstMonth) return baseRun(scenario, base.member, levers).values;
  const out = base.values.slice();
  const after = simulateMonths(
    base.member,
    levers,
    from,
    monthIndex(window.to),
    base.beginnings[from - base.firstMonth],
  );
  out.set(after, (from - base.firstMonth) * columns.length);
  return out;
}
