import { firstDayOfMonth } from "../../engine/calendar.ts";
import { type LeverStep, topLayer } from "../../scenario/load.ts";
import type { Bargain } from "./load.ts";
import { type Package, packageSteps, stepsOnTop } from "./packages.ts";
import { stepsFrom } from "./steps.ts";

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
