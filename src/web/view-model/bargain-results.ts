import { gainsOf, meanGains } from "../../analysis/bargain/gains.ts";
import type { Point } from "../../analysis/bargain/solutions.ts";
import { usualValuation } from "../../analysis/bargain/valuation.ts";
import type { Valued } from "../state/bargain.ts";
import { word } from "../words.ts";
import { nameOf } from "./bargain-marks.ts";

/** What each level that waits for a legislature would add, in points of each side. */
export function additionGains({ read, terms }: Valued): {
  readonly issue: number;
  readonly level: number;
  readonly gain: Point;
}[] {
  const { levels, space } = read.additions;
  const gains = meanGains(space, gainsOf({ ...space, bargain: terms }, usualValuation(terms)));
  const [, before] = gains;
  return levels.map(({ issue, level }, i) => ({
    issue,
    level,
    gain: [gains[2 + i][0] - before[0], gains[2 + i][1] - before[1]],
  }));
}

/** A deal that was simulated as kept, with the months that matter. */
export interface HeldShown {
  readonly package: number;
  readonly name: string;
  readonly effort: readonly number[];
  /** Month of the highest effort, and the last. */
  readonly best: number;
  readonly last: number;
  /** First month after the beginning in which most members are without money. */
  readonly unfunded: number | undefined;
}

/** In the order in which they were searched: Nash's with the usual weights, that of Kalai and Smorodinsky, what came about. */
export function holdings({ read }: Valued): HeldShown[] {
  return read.holding.map(({ package: p, effort, funded }, i) => {
    const unfunded = funded.findIndex((share, m) => m > 0 && share < 0.5);
    const name = nameOf(i === 0 ? "nash" : "kalai-smorodinsky");
    return {
      package: p,
      name: p === read.recorded ? nameOf("recorded") : word("bargain_usual_solution", { name }),
      effort,
      best: effort.indexOf(Math.max(...effort)),
      last: effort.length - 1,
      unfunded: unfunded < 0 ? undefined : unfunded,
    };
  });
}
