import type { Member } from "../../model/member.ts";
import { publishedOrigins } from "../baselines.ts";
import { type Growth, learnedHorizon } from "./distributions.ts";
import { type HindcastTask, type MemberGrowth, type Mode, modes } from "./hindcasts.ts";
import type { GrowthRecord } from "./scoreboard.ts";
import { targets } from "./targets.ts";

/** First origin from which errors are learned; until September 2020 under the parameters fitted to the figures up to then. */
export const firstLearned = publishedOrigins.firstOrigin - 15;

/** Months at whose end parameters are fitted anew: each September from the first scored origin on. */
export const refits: readonly number[] = [0, 12, 24, 36].map((months) => publishedOrigins.firstOrigin + months);

/** A fit, and the origins whose forecasts use its parameters. */
export interface Era {
  /** Last month whose figures the fit used. */
  readonly until: number;
  readonly from: number;
  readonly to: number;
  readonly start: HindcastTask["start"];
}

/** All origins in order: those to learn errors from, then a year for each fit. */
export const eras: readonly Era[] = [
  { until: refits[0], from: firstLearned, to: refits[0] - 1, start: "level" },
  ...refits.map((until, i): Era => {
    const to = (refits[i + 1] ?? publishedOrigins.lastOrigin + 1) - 1;
    return { until, from: until, to, start: "fitted" };
  }),
];

/** One task for each member of each era's posterior. */
export function rollingTasks(membersOf: (until: number) => readonly Member[]): HindcastTask[] {
  return eras.flatMap(({ until, from, to, start }) =>
    membersOf(until).map((member) => ({ member, from, to, start, ahead: learnedHorizon })),
  );
}

/** Mean over members of log growth, by mode and origin; all members of an era count alike, whatever their order. */
export function meanGrowth(results: readonly (readonly MemberGrowth[])[]): GrowthRecord {
  const byOrigin = new Map<number, MemberGrowth[]>();
  for (const { origin, growth } of results.flat())
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), { origin, growth }]);
  const origins = [...byOrigin.keys()].sort((a, b) => a - b);
  const of = (mode: Mode): Growth[] =>
    origins.map((origin) => {
      const all = (byOrigin.get(origin) ?? []).map(({ growth }) => growth[mode]);
      const mean = all[0].map((_, i) => all.reduce((sum, one) => sum + one[i], 0) / all.length);
      return { origin, ahead: mean.length / targets.length, growth: mean };
    });
  return Object.fromEntries(modes.map((mode) => [mode, of(mode)])) as Record<Mode, Growth[]>;
}
