import { knownAt } from "../../data/as-of.ts";
import { firstDayOfMonth, monthIndex, monthLabel } from "../../engine/calendar.ts";
import type { LeverPaths } from "../../model/lever-paths.ts";
import type { Member } from "../../model/member.ts";
import { columns } from "../../model/observables.ts";
import { announcedBy } from "../../scenario/announced.ts";
import { loadScenario } from "../../scenario/load.ts";
import { scenarioLevers } from "../run.ts";
import { type Evidence, evidenceAt, type Filtered, filterFromLevel, filterNext, filterOfFitted } from "./filter.ts";
import { futureOf, longestHorizon } from "./futures.ts";
import { logOf, targets } from "./targets.ts";

/** Which policies a forecast goes by: those announced when its origin ended, or those that then came. Levers only, never flows. */
export const modes = ["announced", "happened"] as const;
export type Mode = (typeof modes)[number];

/** Origins to forecast from, one after the other, with one member of a posterior. */
export interface HindcastTask {
  readonly member: Member;
  /** First and last origin, months since 2018-01. */
  readonly from: number;
  readonly to: number;
  /**
   * `fitted`: the member's paths end in the month `from` or before, and are taken as they are. `level`: only its parameters are used, and
   * the paths are estimated from level ones.
   */
  readonly start: "fitted" | "level";
  /** Months ahead. */
  readonly ahead: number;
}

/** Growth of every target from an origin on, as one member has it: log(1 + count) less that of the origin's month. */
export interface MemberGrowth {
  readonly origin: number;
  /** By mode: targets × months ahead. */
  readonly growth: Readonly<Record<Mode, Float64Array>>;
}

/** Levers of the history, and a year beyond it in which they stand. */
function leversThatHappened(): LeverPaths {
  const history = loadScenario("history");
  const to = monthLabel(monthIndex(history.window.to) + longestHorizon);
  return scenarioLevers({ ...history, window: { ...history.window, to } });
}

/** Levers as announced by the last day of an origin, to the longest horizon. */
function leversAnnounced(origin: number): LeverPaths {
  const announced = announcedBy(loadScenario("history"), firstDayOfMonth(origin + 1) - 1);
  return scenarioLevers({ ...announced, window: { ...announced.window, to: monthLabel(origin + longestHorizon) } });
}

/** Keeps what was made for an origin. */
function remembered<T>(make: (origin: number) => T): (origin: number) => T {
  const made = new Map<number, T>();
  return (origin) => {
    const value = made.get(origin) ?? make(origin);
    made.set(origin, value);
    return value;
  };
}

/** Evidence by origin, and levers, made once for all members. */
export interface Sources {
  readonly evidence: (origin: number) => Evidence;
  readonly happened: LeverPaths;
  readonly announced: (origin: number) => LeverPaths;
}

export function createSources(): Sources {
  return {
    evidence: remembered((origin) => evidenceAt(knownAt(origin))),
    happened: leversThatHappened(),
    announced: remembered(leversAnnounced),
  };
}

/** Levers that a forecast of a mode goes by. */
export function leversOf({ happened, announced }: Sources, mode: Mode, origin: number): LeverPaths {
  return mode === "happened" ? happened : announced(origin);
}

/**
 * The member at an origin, its past under the policies of a mode. Fitted paths are taken up at their last month, and carried on from month to
 * month.
 */
export function filteredAt(
  sources: Sources,
  mode: Mode,
  { member, from, start }: Pick<HindcastTask, "member" | "from" | "start">,
): Filtered {
  if (start === "level") return filterFromLevel(member, sources.evidence(from), leversOf(sources, mode, from));
  const fitted = member.latent.firstMonth + member.latent.months - 1;
  let now = filterOfFitted(member, sources.evidence(fitted), leversOf(sources, mode, fitted));
  for (let origin = fitted + 1; origin <= from; origin++) now = next(sources, mode, now, origin);
  return now;
}

function next(sources: Sources, mode: Mode, before: Filtered, origin: number): Filtered {
  return filterNext(before, sources.evidence(origin), leversOf(sources, mode, origin));
}

/** Growth of all targets in a future: targets × months ahead. */
export function growthOf({ values }: Filtered, future: Float64Array): Float64Array {
  const ahead = future.length / columns.length;
  return Float64Array.from({ length: targets.length * ahead }, (_, i) => {
    const target = targets[Math.floor(i / ahead)];
    return logOf(target, future, (i % ahead) * columns.length) - logOf(target, values, values.length - columns.length);
  });
}

/** Growth from every origin of a task, in order, under the policies of one mode. */
function growthUnder(mode: Mode, task: HindcastTask, sources: Sources): Float64Array[] {
  const { from, to, ahead } = task;
  const out: Float64Array[] = [];
  let now = filteredAt(sources, mode, task);
  for (let origin = from; ; origin++) {
    out.push(growthOf(now, futureOf(now, leversOf(sources, mode, origin), origin, ahead)));
    if (origin === to) return out;
    now = next(sources, mode, now, origin + 1);
  }
}

/** Does a task: filters the member from origin to origin, and looks ahead from each in both modes. */
export function hindcasts(task: HindcastTask, sources: Sources): MemberGrowth[] {
  const announced = growthUnder("announced", task, sources);
  const happened = growthUnder("happened", task, sources);
  return announced.map((growth, i) => ({
    origin: task.from + i,
    growth: { announced: growth, happened: happened[i] },
  }));
}
