import { dayOf, daysInMonth, firstDayOfMonth, monthIndex, monthOf } from "../../engine/calendar.ts";
import type { LeverId } from "../../model/levers.ts";
import type { LinkedChange, LinkedScenario } from "../../scenario/link.ts";
import type { Policy } from "../simulation/simulator.ts";

/** A lever that begins or ceases to be changed, for some members of its dimension, or for all if there are none. */
export interface MarkedStep {
  readonly lever: LeverId;
  readonly members: readonly string[];
}

/** A date at which policies begin, or their last day: recorded ones, those of them that the reader takes out, or changes of the reader's own. */
export interface PolicyMark {
  readonly kind: "recorded" | "removed" | "own";
  readonly ends: boolean;
  readonly day: number;
  /** Each lever once. */
  readonly steps: readonly MarkedStep[];
  /** Month of the window, from 0. */
  readonly month: number;
  /** Place on an axis on which whole numbers are the middles of months. */
  readonly at: number;
  /** Number that stands for this date and its neighbours, from 1. */
  readonly group: number;
}

interface Months {
  readonly firstMonth: number;
  readonly months: number;
}

/** More numbers than this cannot be told apart on a chart. */
const mostGroups = 8;
/** Numbers nearer to each other than this share of the months would touch on a phone. */
const nearest = 1 / 16;

type Dated = Pick<PolicyMark, "kind" | "ends" | "day"> & MarkedStep;

/** Steps of one lever on one day as one, with the members of all; with none if one of them is for all. */
function byLever(steps: readonly MarkedStep[]): MarkedStep[] {
  return [...new Set(steps.map(({ lever }) => lever))].map((lever) => {
    const own = steps.filter((step) => step.lever === lever);
    const forAll = own.some(({ members }) => members.length === 0);
    return { lever, members: forAll ? [] : [...new Set(own.flatMap(({ members }) => members))] };
  });
}

const overlap = (a: MarkedStep, b: MarkedStep): boolean =>
  a.lever === b.lever &&
  (a.members.length === 0 || b.members.length === 0 || a.members.some((member) => b.members.includes(member)));

/** Last day of a date: of a month, its last. */
const lastDayOf = (date: string): number =>
  date.length === 7 ? firstDayOfMonth(monthIndex(date) + 1) - 1 : dayOf(date);

const membersOf = ({ for: members }: LinkedChange): readonly string[] =>
  typeof members === "string" ? [members] : (members ?? []);

/** For each of some days in order its group: the widest gaps part them, if they last as many days as `least`. */
function groupsOf(days: readonly number[], least: number): number[] {
  const gaps = days.slice(1).map((day, i) => ({ at: i + 1, wide: day - days[i] }));
  const parting = gaps
    .filter(({ wide }) => wide >= least)
    .sort((a, b) => b.wide - a.wide || a.at - b.at)
    .slice(0, mostGroups - 1)
    .map(({ at }) => at);
  return days.map((_, i) => 1 + parting.filter((at) => at <= i).length);
}

/** What is to be marked on charts over some months, by date: what begins and what ends, each lever once a day. */
export function policyMarks(
  policies: readonly Policy[],
  { remove, changes }: Pick<LinkedScenario, "remove" | "changes">,
  { firstMonth, months }: Months,
): PolicyMark[] {
  const begun: Dated[] = [
    ...policies.map(
      ({ id, day, lever, members }): Dated => ({
        kind: remove.includes(id) ? "removed" : "recorded",
        ends: false,
        day,
        lever,
        members,
      }),
    ),
    ...changes.map(
      (change): Dated => ({
        kind: "own",
        ends: false,
        day: dayOf(change.from),
        lever: change.lever,
        members: membersOf(change),
      }),
    ),
  ];
  const ended: Dated[] = [
    // what lasts a day, as a deal does, is said once
    ...policies.flatMap(({ id, day, untilDay, lever, members }): Dated[] =>
      untilDay === null || untilDay === day || remove.includes(id)
        ? []
        : [{ kind: "recorded", ends: true, day: untilDay, lever, members }],
    ),
    ...changes.flatMap((change): Dated[] =>
      change.until === undefined
        ? []
        : [{ kind: "own", ends: true, day: lastDayOf(change.until), lever: change.lever, members: membersOf(change) }],
    ),
  ];
  // what gives way to the next step of its lever the day after does not end
  const isFollowed = (end: Dated): boolean =>
    begun.some((next) => next.kind !== "removed" && next.day === end.day + 1 && overlap(next, end));
  const dated = [...begun, ...ended.filter((end) => !isFollowed(end))].filter(
    ({ day }) => day >= firstDayOfMonth(firstMonth) && day < firstDayOfMonth(firstMonth + months),
  );
  const keyOf = ({ kind, ends, day }: Dated): string => `${kind} ${ends} ${day}`;
  const dates = new Set(dated.map(keyOf));
  const byDate = [...dates]
    .map((date) => dated.filter((one) => keyOf(one) === date))
    .sort((a, b) => a[0].day - b[0].day);
  const least = nearest * (firstDayOfMonth(firstMonth + months) - firstDayOfMonth(firstMonth));
  const groups = groupsOf(
    byDate.map(([{ day }]) => day),
    least,
  );
  return byDate.map((same, i) => {
    const [{ kind, ends, day }] = same;
    const month = monthOf(day);
    const at = month - firstMonth + (day - firstDayOfMonth(month)) / daysInMonth(month) - 0.5;
    return {
      kind,
      ends,
      day,
      steps: byLever(same),
      month: month - firstMonth,
      at: Math.min(Math.max(at, 0), months - 1),
      group: groups[i],
    };
  });
}
