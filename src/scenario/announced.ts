import { dayOf } from "../engine/calendar.ts";
import type { LeverStep, ResolvedScenario } from "./load.ts";

/**
 * From which day the end of a recorded step was public while it still lay ahead, by the id of the step. The end of every other step is
 * recorded as it came about, and was not known before.
 */
const endKnownFrom: ReadonlyMap<string, number> = new Map(
  [
    // Days of the votes, set by law.
    ["election-2020", "2018-01-01"],
    ["election-2024", "2018-01-01"],
    // Agreed with its end (data/timeline.csv 2022-04-27).
    ["acceptance-cuba-2022", "2022-04-26"],
    ["acceptance-nicaragua-2022", "2022-04-26"],
    // Statement of Administration Policy on H.R. 382: the health emergency ends on 11 May 2023, and Title 42 with it
    // (cis.org 2023-02-02; millermayer.com 2023, "Biden administration expects Title 42 will end in May").
    ["title-42", "2023-01-30"],
    ["acceptance-central-america", "2023-01-30"],
  ].map(([id, day]) => [id, dayOf(day)]),
);

/** The step without an end that was not known on that day: it stands. */
function withKnownEnd(step: LeverStep, day: number): LeverStep {
  if (step.untilDay === null || step.untilDay <= day) return step;
  const knownFrom = endKnownFrom.get(step.id ?? "") ?? Number.POSITIVE_INFINITY;
  return knownFrom <= day ? step : { ...step, untilDay: null };
}

/**
 * The scenario as announced by a day (since 2018-01-01), its last: what a forecast from there may know of policies.
 *
 * A step stays if it was announced on or before that day; one without an announcement of its own counts as announced when it begins. Steps
 * announced later are dropped. The end of a step that stays is kept if it has come by that day, or was public by then (above); any other
 * end is taken away, and the step stands. Values stay as they are recorded, also where the record averages over later months.
 */
export function announcedBy(scenario: ResolvedScenario, lastDay: number): ResolvedScenario {
  const known = scenario.steps.filter((step) => step.announcedDay <= lastDay);
  return { ...scenario, steps: known.map((step) => withKnownEnd(step, lastDay)) };
}
