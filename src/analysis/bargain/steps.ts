import type { LeverStep } from "../../scenario/load.ts";
import type { RelativeChange, Terms } from "./load.ts";

/**
 * Steps of levers for changes that begin to count on `day`; from `endDay` on they are as if they had never been.
 * @param endDay null if nothing ends them.
 */
export function stepsFrom(
  changes: readonly RelativeChange[],
  day: number,
  endDay: number | null,
  layer: number,
): LeverStep[] {
  return changes.flatMap(({ lever, members, afterDays, lastsDays, fadesDays, rampDays, value, multiply }, index) => {
    const fromDay = day + afterDays;
    const ownEnd = lastsDays === null ? null : fromDay + lastsDays - 1;
    const lastDay = endDay === null ? null : endDay - 1;
    if (lastDay !== null && fromDay > lastDay) return [];
    const until = (own: number | null): number | null => {
      if (lastDay === null) return own;
      return own === null ? lastDay : Math.min(own, lastDay);
    };
    const common = { lever, members, layer, file: "bargain", line: 1, path: `changes[${index}]` };
    const step: LeverStep = {
      ...common,
      fromDay,
      // a step that fades stands until the step back takes over
      untilDay: fadesDays > 0 ? lastDay : until(ownEnd),
      announcedDay: fromDay,
      rampDays,
      ...(value !== undefined && { value }),
      ...(multiply !== undefined && { multiply }),
    };
    if (fadesDays === 0 || ownEnd === null || (lastDay !== null && ownEnd >= lastDay)) return [step];
    const back: LeverStep = {
      ...common,
      fromDay: ownEnd + 1,
      untilDay: lastDay,
      announcedDay: ownEnd + 1,
      rampDays: fadesDays,
      multiply: 1,
    };
    return [step, back];
  });
}

/** Issues that move a lever at some level, which alone decide what is simulated. */
export function simulatedIssues({ issues }: Terms): number[] {
  return [...issues.keys()].filter((i) => issues[i].levels.some(({ changes }) => changes.length > 0));
}
