import { firstDayOfMonth, monthIndex } from "../engine/calendar.ts";
import { runDays } from "../engine/loop.ts";
import { Recorder } from "../engine/recorder.ts";
import { dailyModel, step } from "../model/day.ts";
import type { LatentPaths } from "../model/latent.ts";
import type { LeverPaths } from "../model/lever-paths.ts";
import { levers } from "../model/levers.ts";
import type { Member } from "../model/member.ts";
import { columns } from "../model/observables.ts";
import type { Parameters } from "../model/parameters.ts";
import {
  createWorld,
  emptySnapshot,
  originDay,
  type Snapshot,
  takeSnapshot,
  type WorldInputs,
  wholePeople,
} from "../model/world.ts";
import type { ResolvedScenario } from "../scenario/load.ts";
import { type KnownPaths, leverPaths } from "../scenario/timeline.ts";
import { centralMember } from "./central.ts";

/** What a run may be given beside its scenario; parameters and latent paths are those of the central member unless given. */
export interface RunOptions {
  readonly parameters?: Parameters;
  readonly latent?: LatentPaths;
  /** Month since 2018-01 from which latent paths keep their value; default never. */
  readonly frozenFrom?: number;
  readonly seed?: number;
}

/** A scenario ready to run: lever paths resolved, and the people and memory with which its window begins. */
export interface Prepared {
  readonly inputs: Omit<WorldInputs, "run" | "mean">;
  readonly firstMonth: number;
  readonly months: number;
  /** The mean-field state on the day before the window, from a run since April 2018 under the scenario's own levers. */
  readonly start: Snapshot;
}

/** Mean-field run to the day before `firstDay`, nothing recorded. */
function spinUp(inputs: WorldInputs, firstDay: number): Snapshot {
  const world = createWorld(inputs, emptySnapshot());
  for (let day = originDay; day < firstDay; day++) step(world, day);
  world.flow.fill(0);
  return takeSnapshot(world);
}

/** Resolves the levers of a scenario, taking over what another has in common with it, from the first simulated day to the end of its window. */
export function scenarioLevers(scenario: ResolvedScenario, known?: KnownPaths): LeverPaths {
  return leverPaths(scenario, originDay, firstDayOfMonth(monthIndex(scenario.window.to) + 1) - 1, known);
}

/** First day, of those that both have, on which two scenarios differ in a lever or in what the public knows; `Infinity` if on none. */
export function firstDifference(a: LeverPaths, b: LeverPaths): number {
  const known = new Set(b.announcements.map((one) => JSON.stringify(one)));
  const own = new Set(a.announcements.map((one) => JSON.stringify(one)));
  const news = [
    ...a.announcements.filter((one) => !known.has(JSON.stringify(one))),
    ...b.announcements.filter((one) => !own.has(JSON.stringify(one))),
  ];
  let first = Math.min(...news.map(({ announcedDay }) => announcedDay));
  for (const { id } of levers) {
    const { row, values, width } = a.paths[id];
    const other = b.paths[id];
    if (other === a.paths[id]) continue;
    for (let i = 0; i < Math.min(row.length, other.row.length, first - a.firstDay); i++) {
      let k = 0;
      while (k < width && values[row[i] * width + k] === other.values[other.row[i] * width + k]) k++;
      if (k < width) first = a.firstDay + i;
    }
  }
  return first;
}

/** True if two scenarios have the same lever values and the same news on every day before `day`. */
export function samePast(a: LeverPaths, b: LeverPaths, day: number): boolean {
  return firstDifference(a, b) >= day;
}

/** Brings the corridor to the first day of the window, or takes up at a `start` that is known already. */
export function prepare(
  scenario: ResolvedScenario,
  options: RunOptions = {},
  resolved: LeverPaths = scenarioLevers(scenario),
  start?: Snapshot,
): Prepared {
  const firstMonth = monthIndex(scenario.window.from);
  const lastMonth = monthIndex(scenario.window.to);
  const inputs = {
    parameters: options.parameters ?? centralMember().parameters,
    latent: options.latent ?? centralMember().latent,
    levers: resolved,
    frozenFrom: options.frozenFrom ?? Number.POSITIVE_INFINITY,
    seed: options.seed ?? scenario.seed,
  };
  return {
    inputs,
    firstMonth,
    months: lastMonth - firstMonth + 1,
    start: start ?? spinUp({ ...inputs, run: 0, mean: true }, firstDayOfMonth(firstMonth)),
  };
}

/**
 * Mean-field run over whole months from a beginning.
 * @returns months × columns, from month `from` to month `to`, both since 2018-01.
 */
export function simulateMonths(
  { parameters, latent }: Member,
  levers: LeverPaths,
  from: number,
  to: number,
  beginning: Snapshot,
  onMonth?: (next: number, snapshot: () => Snapshot) => void,
): Float64Array {
  const inputs = { parameters, latent, levers, frozenFrom: Number.POSITIVE_INFINITY, seed: 0, run: 0, mean: true };
  const world = createWorld(inputs, beginning);
  const recorder = new Recorder(columns, from, to - from + 1);
  runDays(dailyModel(world), recorder, firstDayOfMonth(from), firstDayOfMonth(to + 1) - 1, (month) =>
    onMonth?.(month + 1, () => takeSnapshot(world)),
  );
  return recorder.values;
}

/** One run over the window. Run k gives the same bytes alone or among many. */
export function runOnce(prepared: Prepared, run: number, mean: boolean, onMonth?: (month: number) => void): Recorder {
  const { inputs, firstMonth, months, start } = prepared;
  const world = createWorld({ ...inputs, run, mean }, mean ? start : wholePeople(start, inputs.seed, run));
  const recorder = new Recorder(columns, firstMonth, months);
  runDays(dailyModel(world), recorder, firstDayOfMonth(firstMonth), firstDayOfMonth(firstMonth + months) - 1, onMonth);
  return recorder;
}
