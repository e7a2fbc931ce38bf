import { firstDayOfMonth, monthIndex, monthLabel } from "../../engine/calendar.ts";
import { type LeverStep, topLayer } from "../../scenario/load.ts";
import type { Bargain } from "./load.ts";
import { type Package, packageSteps, stepsOnTop } from "./packages.ts";
import type { Outcome } from "./simulated.ts";
import { stepsFrom } from "./steps.ts";
import { directOfLevels, pointsPerOutcome, type Valuation } from "./valuation.ts";

/** Months (since 2018-01) at whose first day a deal can be left. */
export function leavingMonths({ base, day }: Bargain): number[] {
  const first = monthIndex(base.window.from);
  const last = monthIndex(base.window.to);
  return Array.from({ length: last - first + 1 }, (_, m) => first + m).filter((month) => firstDayOfMonth(month) > day);
}

/** Steps of a package that is left on the first day of a month: its levels end, the first levels begin, and what a break brings comes on top. */
export function leftSteps(bargain: Bargain, levels: Package, month: number): LeverStep[] {
  const day = firstDayOfMonth(month);
  const layer = 1 + topLayer(bargain.base) + bargain.issues.length;
  // an issue that stood at its first level goes on as it was
  const left = bargain.issues.flatMap((issue, i) =>
    levels[i] === 0
      ? stepsFrom(issue.levels[0].changes, bargain.day, null, layer - bargain.issues.length + i)
      : stepsFrom(issue.levels[0].changes, day, null, layer + i),
  );
  const agreed = packageSteps(bargain, levels, day).filter(
    ({ layer: own }) => levels[own - 1 - topLayer(bargain.base)] !== 0,
  );
  const brought = bargain.issues.flatMap((issue, i) => stepsOnTop(bargain, issue.levels[levels[i]].whenLeft, day));
  return [...agreed, ...left, ...brought];
}

/** A deal and what would come of leaving it: per member, months × outcomes. */
export interface HeldPackage {
  readonly levels: Package;
  readonly stay: readonly Float64Array[];
  /** Per month in which it can be left. */
  readonly leave: readonly (readonly Float64Array[])[];
}

/** How long a deal holds for a side. */
export interface Holding {
  /** First month in which leaving is better than staying, with the usual weights; null if none is. */
  readonly first: string | null;
  /** Share of draws in which it is never better. */
  readonly holds: number;
  /** The month by which it is better in 10%, 50% and 90% of draws; null if it is not within the horizon. */
  readonly months: { readonly p10: string | null; readonly p50: string | null; readonly p90: string | null };
  /** Points that leaving in each month brings, with the usual weights, averaged over members. */
  readonly temptation: readonly number[];
}

/** What leaving changes: per month in which a deal can be left and per outcome, over the rest of the horizon, averaged over members. */
function changesByLeaving(
  { base }: Bargain,
  outcomes: readonly Outcome[],
  { stay, leave }: HeldPackage,
): readonly Float64Array[] {
  const months = monthIndex(base.window.to) - monthIndex(base.window.from) + 1;
  return leave.map((byMember) =>
    Float64Array.from(outcomes, ({ kind }, k) => {
      let sum = 0;
      for (const [m, values] of byMember.entries())
        for (let row = 0; row < months; row++) {
          const at = row * outcomes.length + k;
          sum += values[at] - stay[m][at];
        }
      return sum / (kind === "flow" ? 1 : months) / stay.length;
    }),
  );
}

/** Points that leaving brings in each month. What is borne on the first day is spent either way. */
function temptations(
  bargain: Bargain,
  outcomes: readonly Outcome[],
  levels: Package,
  changes: readonly Float64Array[],
  valuation: Valuation,
): readonly [number[], number[]] {
  const { window } = bargain.base;
  const points = pointsPerOutcome(bargain, outcomes, valuation);
  const ofLevels = directOfLevels(bargain, valuation);
  const days = window.lastDay - bargain.day + 1;
  const bySide = ([0, 1] as const).map((side) => {
    const running = levels.reduce((sum, level, i) => {
      const { whole, once } = ofLevels[i][level];
      return sum + whole[side] - once[side];
    }, 0);
    return leavingMonths(bargain).map((month, t) => {
      const left = (window.lastDay - firstDayOfMonth(month) + 1) / days;
      return changes[t].reduce((sum, change, k) => sum + points[side][k] * change, -running * left);
    });
  });
  return [bySide[0], bySide[1]];
}

/** How long a deal holds for each side. */
export function holdingOf(
  bargain: Bargain,
  outcomes: readonly Outcome[],
  held: HeldPackage,
  usual: Valuation,
  draws: readonly Valuation[],
): readonly [Holding, Holding] {
  const months = leavingMonths(bargain);
  const changes = changesByLeaving(bargain, outcomes, held);
  const atUsual = temptations(bargain, outcomes, held.levels, changes, usual);
  const firsts: [number[], number[]] = [[], []];
  for (const valuation of draws) {
    const both = temptations(bargain, outcomes, held.levels, changes, valuation);
    for (const side of [0, 1] as const) {
      const first = both[side].findIndex((gain) => gain > 0);
      firsts[side].push(first < 0 ? Number.POSITIVE_INFINITY : first);
    }
  }
  const label = (t: number): string | null => (Number.isFinite(t) && t >= 0 ? monthLabel(months[t]) : null);
  const [first, second] = ([0, 1] as const).map((side): Holding => {
    const sorted = firsts[side].sort((a, b) => a - b);
    const at = (share: number): string | null =>
      label(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
    return {
      first: label(atUsual[side].findIndex((gain) => gain > 0)),
      holds: sorted.filter((t) => !Number.isFinite(t)).length / sorted.length,
      months: { p10: at(0.1), p50: at(0.5), p90: at(0.9) },
      temptation: atUsual[side],
    };
  });
  return [first, second];
}
