import { type Chance, chanceOf } from "../../analysis/chance.ts";
import { type Line, less, lineOf, monthly, sumOrEnd, type Total, totalOf } from "./bands.ts";
import type { Indicator } from "./indicators.ts";

/** One scenario in a comparison. */
export interface Compared {
  readonly line: Line;
  /** Over the window: the sum of a flow, the value of a stock at the end. */
  readonly total: Total;
  /** Less that of the partner, under the same member. */
  readonly change: Total;
  /** Shares of the common draws in which it is above and below the partner; undefined while there is no band. */
  readonly chance: Chance | undefined;
}

/**
 * What a comparison shows of an indicator, by scenario.
 * @param central months × columns under the central member, by scenario.
 * @param draws the same by draw and scenario, each draw under one member.
 * @param partner the scenario that all are held against.
 */
export function comparison(
  indicator: Indicator,
  central: readonly Float64Array[],
  draws: readonly (readonly Float64Array[])[],
  partner: number,
): Compared[] {
  const against = monthly(indicator, central[partner]);
  const drawnAgainst = draws.map((draw) => monthly(indicator, draw[partner]));
  return central.map((values, s) => {
    const own = monthly(indicator, values);
    const drawn = draws.map((draw) => monthly(indicator, draw[s]));
    const differences = drawn.map((one, k) => less(one, drawnAgainst[k]));
    const change = totalOf(indicator, less(own, against), differences);
    return {
      line: lineOf(own, drawn),
      total: totalOf(indicator, own, drawn),
      change,
      chance: change.low === undefined ? undefined : chanceOf(differences.map((one) => sumOrEnd(indicator, one))),
    };
  });
}

/** What the sentence says of a difference. */
export type Verdict = "equal" | "more" | "fewer" | "unclear" | "unknown";

export function verdictOf({ change: { middle, low, high }, chance }: Compared): Verdict {
  if (low === undefined || high === undefined || chance === undefined) return "unknown";
  if (chance.higher + chance.lower === 0 && middle === 0) return "equal";
  if (low > 0) return "more";
  return high < 0 ? "fewer" : "unclear";
}
