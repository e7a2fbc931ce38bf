import { isoOf } from "../../engine/calendar.ts";
import { leverKeys } from "../../model/levers.ts";
import type { LinkedChange, LinkedScenario } from "../../scenario/link.ts";
import { type LeverStep, loadScenario, scenarioNames } from "../../scenario/load.ts";
import { leverOf } from "../../scenario/schema.ts";
import type { Bargain, Terms } from "./load.ts";
import type { Package } from "./packages.ts";
import { stepsFrom } from "./steps.ts";

/** What makes a bundled scenario into the base of a bargain: policies that were not public are removed, ends that were not public are too. */
export type KnownPolicies = Pick<LinkedScenario, "remove" | "changes">;

function changeOf({
  lever,
  members,
  fromDay,
  untilDay,
  announcedDay,
  rampDays,
  value,
  multiply,
}: LeverStep): LinkedChange {
  const all = members.length === leverKeys(leverOf(lever).by).length;
  return {
    lever,
    ...(!all && { for: [...members] }),
    from: isoOf(fromDay),
    ...(value !== undefined && { value }),
    ...(multiply !== undefined && { multiply }),
    ...(rampDays > 0 && { ramp: rampDays }),
    ...(untilDay !== null && { until: isoOf(untilDay) }),
    ...(announcedDay < fromDay && { announced: isoOf(announcedDay) }),
  };
}

/** How a bargain's base differs from the bundled scenario of its name. Throws RangeError if it has none, or one with steps that have no id. */
export function knownPolicies({ base }: Bargain): KnownPolicies {
  if (!scenarioNames().includes(base.name))
    throw new RangeError(`the base ${base.name} was given; expected a bundled scenario`);
  const known = new Map(base.steps.map((step) => [step.path, step]));
  const remove: string[] = [];
  const changes: LinkedChange[] = [];
  for (const step of loadScenario(base.name).steps) {
    const kept = known.get(step.path);
    if (kept !== undefined && kept.untilDay === step.untilDay && kept.announcedDay === step.announcedDay) continue;
    if (step.id === undefined) throw new RangeError(`a step of ${step.lever} without an id was given; expected an id`);
    remove.push(step.id);
    if (kept !== undefined) changes.push(changeOf(kept));
  }
  return { remove, changes };
}

/** A package as a scenario of the simulator, over the horizon of its bargain. */
export function packageScenario(terms: Terms, { remove, changes }: KnownPolicies, levels: Package): LinkedScenario {
  const { base, day, issues } = terms;
  const granted = issues.flatMap((issue, i) => stepsFrom(issue.levels[levels[i]].changes, day, null, 0));
  return {
    base: base.name,
    window: { from: base.window.from, to: base.window.to },
    remove,
    changes: [...changes, ...granted.map(changeOf)],
  };
}
