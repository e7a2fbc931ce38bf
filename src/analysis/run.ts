import { firstDayOfMonth, monthIndex } from "../engine/calendar.ts";
import { runDays } from "../engine/loop.ts";
import { Recorder } from "../engine/recorder.ts";
import { dailyModel, step } from "../model/day.ts";
import type { LatentPaths } from "../model/latent.ts";
import type { LeverPaths } from "../model/lever-paths.ts";
import { levers } from "../model/levers.ts";
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
import { leverPaths } from "../scenario/timeline.ts";
import { centralMember } from "./shipped.ts";

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

/** Resolves the levers of a scenario from the first simulated day to the end of its window. */
export function scenarioLevers(scenario: ResolvedScenario): LeverPaths {
  return leverPaths(scenario, originDay, firstDayOfMonth(monthIndex(scenario.window.to) + 1) - 1);
}

/** True if two scenarios have the same lever values and the same news on every day before `day`. */
export function samePast(a: LeverPaths, b: LeverPaths, day: number): boolean {
  const news = ({ announcements }: LeverPaths) => announcements.filter(({ announcedDay }) => announcedDay < day);
  if (JSON.stringify(news(a)) !== JSON.stringify(news(b))) return false;
  return levers.every(({ id }) => {
    const { row, values, width } = a.paths[id];
    const other = b.paths[id];
    for (let i = 0; i < day - a.firstDay; i++) {
      for (let k = 0; k < width; k++) {
        if (values[row[i] * width + k] !== other.values[other.row[i] * width + k]) return false;
      }
    }
    return true;
  });
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

/** One run over the window. Run k gives the same bytes alone or among many. */
export function runOnce(prepared: Prepared, run: number, mean: boolean, onMonth?: (month: number) => void): Recorder {
  const { inputs, firstMonth, months, start } = prepared;
  const world = createWorld({ ...inputs, run, mean }, mean ? start : wholePeople(start, inputs.seed, run));
  const recorder = new Recorder(columns, firstMonth, months);
  runDays(dailyModel(world), recorder, firstDayOfMonth(firstMonth), firstDayOfMonth(firstMonth + months) - 1, onMonth);
  return recorder;
}
