import { dayOf, daysInMonth, firstDayOfMonth, monthOf } from "../../engine/calendar.ts";
import type { LeverId } from "../../model/levers.ts";
import type { LinkedScenario } from "../../scenario/link.ts";
import type { Policy } from "../simulation/simulator.ts";

/** A date at which policies begin: recorded ones, those of them that the reader takes out, or changes of the reader's own. */
export interface PolicyMark {
  readonly kind: "recorded" | "removed" | "own";
  readonly day: number;
  readonly levers: readonly LeverId[];
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

type Dated = Pick<PolicyMark, "kind" | "day"> & { readonly lever: LeverId };

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

/** What is to be marked on charts over some months, by date: each lever once a day. */
export function policyMarks(
  policies: readonly Policy[],
  { remove, changes }: Pick<LinkedScenario, "remove" | "changes">,
  { firstMonth, months }: Months,
): PolicyMark[] {
  const dated: Dated[] = [
    ...policies.map(
      ({ id, day, lever }): Dated => ({ kind: remove.includes(id) ? "removed" : "recorded", day, lever }),
    ),
    ...changes.map(({ lever, from }): Dated => ({ kind: "own", day: dayOf(from), lever })),
  ].filter(({ day }) => day >= firstDayOfMonth(firstMonth) && day < firstDayOfMonth(firstMonth + months));
  const dates = new Set(dated.map(({ kind, day }) => `${kind} ${day}`));
  const byDate = [...dates]
    .map((date) => dated.filter(({ kind, day }) => `${kind} ${day}` === date))
    .sort((a, b) => a[0].day - b[0].day);
  const least = nearest * (firstDayOfMonth(firstMonth + months) - firstDayOfMonth(firstMonth));
  const groups = groupsOf(
    byDate.map(([{ day }]) => day),
    least,
  );
  return byDate.map((same, i) => {
    const [{ kind, day }] = same;
    const month = monthOf(day);
    const at = month - firstMonth + (day - firstDayOfMonth(month)) / daysInMonth(month) - 0.5;
    return {
      kind,
      day,
      levers: [...new Set(same.map(({ lever }) => lever))],
      month: month - firstMonth,
      at: Math.min(Math.max(at, 0), months - 1),
      group: groups[i],
    };
  });
}
