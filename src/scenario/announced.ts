import type { LeverStep, ResolvedScenario } from "./load.ts";

/** The last day of a step as it was public on a day; null if none was. */
function endAsOf({ untilDay, untilAnnouncedDay, untilExpected }: LeverStep, day: number): number | null {
  const isPublic = untilDay !== null && Math.min(untilDay, untilAnnouncedDay ?? untilDay) <= day;
  if (isPublic) return untilDay;
  const expected = untilExpected?.find((end) => end.announcedDay <= day && day < end.withdrawnDay);
  return expected?.untilDay ?? null;
}

/**
 * The scenario as announced by a day (since 2018-01-01), its last: what a forecast from there may know of policies.
 *
 * A step stays if it is known by that day with its value: from its `knownDay`, or else from its announcement, or else from the day on which
 * it begins. Other steps are dropped, also where they have begun: the step before then stands. The end of a step that stays is kept if it
 * has come or was public by that day; an end that was expected on that day, and withdrawn later, is put in its place; otherwise the step
 * stands. People act at the latest from the next day on what the forecast knows.
 */
export function announcedBy(scenario: ResolvedScenario, lastDay: number): ResolvedScenario {
  const known = scenario.steps.filter((step) => (step.knownDay ?? step.announcedDay) <= lastDay);
  const steps = known.map((step) => ({
    ...step,
    untilDay: endAsOf(step, lastDay),
    announcedDay: Math.min(step.announcedDay, lastDay + 1),
  }));
  return { ...scenario, steps };
}
