import { columns } from "../../model/observables.ts";
import type { Outcome } from "../simulation/simulator.ts";
import { type Shown, shown } from "./bands.ts";
import type { Indicator } from "./indicators.ts";
import type { YearSpan } from "./years.ts";

/** A year of an indicator: the sum of a flow, the end of a stock. */
export interface YearTotals extends Pick<Shown, "baseTotal" | "total" | "change"> {
  readonly span: YearSpan;
}

function cut({ base, scenario }: Outcome, { first, last }: YearSpan): Outcome {
  const [from, to] = [first * columns.length, (last + 1) * columns.length];
  return { base: base.subarray(from, to), scenario: scenario.subarray(from, to) };
}

/** What `shown` says of the whole window, by year; a median of sums, not a sum of medians. */
export function yearly(
  indicator: Indicator,
  central: Outcome,
  outcomes: readonly Outcome[],
  current: boolean,
  spans: readonly YearSpan[],
): YearTotals[] {
  return spans.map((span) => {
    const draws = outcomes.map((one) => cut(one, span));
    const { baseTotal, total, change } = shown(indicator, cut(central, span), draws, current);
    return { span, baseTotal, total, change };
  });
}
