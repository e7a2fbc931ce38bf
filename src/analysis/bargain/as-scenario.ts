import { isoOf } from "../../engine/calendar.ts";
import { leverKeys, levers } from "../../model/levers.ts";
import type { LinkedChange, LinkedScenario } from "../../scenario/link.ts";
import type { LeverStep } from "../../scenario/load.ts";
import type { Terms } from "./load.ts";
import type { Package } from "./packages.ts";
import { stepsFrom } from "./steps.ts";

/** What makes a bundled scenario into the base of a bargain: policies that were not public are removed, ends that were not public are too. */
export type KnownPolicies = Pick<LinkedScenario, "remove" | "changes">;

/** A step as links have it. */
export function changeOf({
  lever,
  members,
  fromDay,
  untilDay,
  announcedDay,
  rampDays,
  value,
  multiply,
}: LeverStep): LinkedChange {
  const all = members.length === leverKeys(levers.find(({ id }) => id === lever)!.by).length;
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
