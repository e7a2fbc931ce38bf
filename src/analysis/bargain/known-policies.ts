import type { LinkedChange } from "../../scenario/link.ts";
import { loadScenario, scenarioNames } from "../../scenario/load.ts";
import { changeOf, type KnownPolicies } from "./as-scenario.ts";
import type { Bargain } from "./load.ts";

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
