import { csvOf } from "../sharing/csv.ts";
import { letters } from "./compare-address.ts";
import type { Compared } from "./comparison.ts";
import type { Indicator } from "./indicators.ts";

/** A comparison to be written: what the page shows of each indicator. */
export interface ComparisonShown {
  readonly indicators: readonly { readonly indicator: Indicator; readonly compared: readonly Compared[] }[];
  /** By scenario. */
  readonly names: readonly string[];
  readonly partner: number;
  readonly months: readonly string[];
  /** Sets of parameters that intervals are made of. */
  readonly draws: number;
}

/** The table: a line for each indicator and scenario, over the window; against the partner where it is not the partner itself. */
export function comparisonCsv({ indicators, names, partner, months, draws }: ComparisonShown): string {
  return csvOf(
    indicators.flatMap(({ indicator, compared }) =>
      compared.map(({ total, change, chance }, s) => {
        const other = s !== partner;
        return {
          indicator: indicator.id,
          kind: indicator.kind,
          from: months[0],
          to: months.at(-1),
          scenario: letters[s],
          name: names[s],
          central: total.middle,
          low80: total.low,
          high80: total.high,
          against: other ? letters[partner] : undefined,
          difference: other ? change.middle : undefined,
          difference_low80: other ? change.low : undefined,
          difference_high80: other ? change.high : undefined,
          p_higher: other ? chance?.higher : undefined,
          p_lower: other ? chance?.lower : undefined,
          draws,
        };
      }),
    ),
  );
}

/** The charts: a line for each indicator, scenario and month. */
export function comparedMonthsCsv({ indicators, names, months, draws }: ComparisonShown): string {
  return csvOf(
    indicators.flatMap(({ indicator, compared }) =>
      compared.flatMap(({ line: { middle, band } }, s) =>
        months.map((month, m) => ({
          indicator: indicator.id,
          scenario: letters[s],
          name: names[s],
          month,
          central: middle[m],
          low50: band?.low50[m],
          high50: band?.high50[m],
          low80: band?.low80[m],
          high80: band?.high80[m],
          draws,
        })),
      ),
    ),
  );
}
