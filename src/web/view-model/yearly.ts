import { columns } from "../../model/observables.ts";
import type { Outcome } from "../simulation/simulator.ts";
import { type Shown, shown } from "./bands.ts";
import type { Indicator } from "./indicators.ts";
import type { Stretch, YearSpan } from "./years.ts";

/** What `shown` says of some months instead of the whole window: the sum of a flow, the end of a stock. */
export type Totals = Pick<Shown, "baseTotal" | "total" | "change">;

export interface YearTotals extends Totals {
  readonly span: YearSpan;
}

function cut({ base, scenario }: Outcome, { first, last }: Stretch): Outcome {
  const [from, to] = [first * columns.length, (last + 1) * columns.length];
  return { base: base.subarray(from, to), scenario: scenario.subarray(from, to) };
}

/** Totals of a stretch of the window; a median of sums, not a sum of medians. `current` as in `shown`. */
export function totalsOver(
  indicator: Indicator,
  central: Outcome,
  outcomes: readonly Outcome[],
  current: boolean,
  stretch: Stretch,
): Totals {
  const draws = outcomes.map((one) => cut(one, stretch));
  const { baseTotal, total, change } = shown(indicator, cut(central, stretch), draws, current);
  return { baseTotal, total, change };
}

/** Totals of each year. */
export function yearly(
  indicator: Indicator,
  central: Outcome,
  outcomes: readonly Outcome[],
  current: boolean,
  spans: readonly YearSpan[],
): YearTotals[] {
  return spans.map((span) => ({ span, ...totalsOver(indicator, central, outcomes, current, span) }));
}
