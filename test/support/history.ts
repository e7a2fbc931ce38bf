import { centralMember } from "../../src/analysis/central.ts";
import { dayOf, firstDayOfMonth, monthIndex } from "../../src/engine/calendar.ts";
import { step } from "../../src/model/day.ts";
import type { LeverPaths } from "../../src/model/lever-paths.ts";
import { type LeverId, leverKeys } from "../../src/model/levers.ts";
import {
  createWorld,
  emptySnapshot,
  originDay,
  type Snapshot,
  takeSnapshot,
  type WorldInputs,
} from "../../src/model/world.ts";
import { type LeverStep, loadScenario } from "../../src/scenario/load.ts";
import { leverOf } from "../../src/scenario/schema.ts";
import { leverPaths } from "../../src/scenario/timeline.ts";

export const history = loadScenario("history");

/** What a test says of a step; the rest is filled in, all members if it names none. */
export type Change = Pick<LeverStep, "lever" | "fromDay"> & Partial<LeverStep>;

/** A step on top of the history. */
export function stepOf(change: Change): LeverStep {
  const where = { file: "test", line: 1, path: "changes" };
  const members = leverKeys(leverOf(change.lever).by);
  return { members, untilDay: null, announcedDay: change.fromDay, rampDays: 0, layer: 1, ...where, ...change };
}

/** The history with changes on top, from the eve of `firstDay` to `lastDay`. */
export function pathsWith(changes: readonly Change[], firstDay: number, lastDay: number): LeverPaths {
  const scenario = { ...history, steps: [...history.steps, ...changes.map(stepOf)] };
  return leverPaths(scenario, Math.min(firstDay - 1, originDay), lastDay);
}

/** Inputs of a run over lever paths, everything else as in the history. */
export function inputsOf(levers: LeverPaths, run: number, mean: boolean): WorldInputs {
  return {
    ...centralMember(),
    levers,
    frozenFrom: Number.POSITIVE_INFINITY,
    seed: history.seed,
    run,
    mean,
  };
}

/** Mean-field states of the history on the eve of each month, from one run since the first day. Months in order, such as `2022-12`. */
export function snapshotsBefore(months: readonly string[]): Snapshot[] {
  const days = months.map((month) => firstDayOfMonth(monthIndex(month)));
  const levers = pathsWith([], originDay, days[days.length - 1]);
  const world = createWorld(inputsOf(levers, 0, true), emptySnapshot());
  return days.map((firstDay) => {
    for (let day = world.day + 1; day < firstDay; day++) step(world, day);
    return takeSnapshot(world);
  });
}

/** A lever's value for a member (0 for a lever that is one number) on a date. */
export function valueOn(levers: LeverPaths, lever: LeverId, member: number, date: string | number): number {
  const path = levers.paths[lever];
  const day = typeof date === "number" ? date : dayOf(date);
  return path.values[path.row[day - levers.firstDay] * path.width + member];
}
