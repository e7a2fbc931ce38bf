import type { PageFact } from "../evidence/page-ledger.ts";
import { monthName, number, word } from "../words.ts";
import { figure, rangeText } from "./evidence-words.ts";
import type { Stretch } from "./years.ts";

/** Facts about deaths at the border: per encounter, and in a sector from one year to another. */
export const factsOnDeaths = ["F41", "F42"] as const;

/** The months with a count, up to the first without one; undefined where no month has one. NaN is no count. */
export function countedMonths(observed: Float64Array | undefined): Stretch | undefined {
  const first = observed?.findIndex(Number.isFinite) ?? -1;
  if (observed === undefined || first < 0) return undefined;
  const next = observed.findIndex((count, m) => m > first && !Number.isFinite(count));
  return { first, last: (next < 0 ? observed.length : next) - 1 };
}

/** People counted dead or missing near the line, and deaths of the baseline over the same months. */
interface Counted extends Stretch {
  readonly counted: number;
  readonly simulated: number;
}

/** How many were counted, by whom, and how far the baseline is below or above. */
export function countedSentence(found: Counted | undefined, months: readonly string[]): string {
  if (found === undefined) return word("deaths_none_counted");
  const { counted, simulated, first, last } = found;
  const off = Math.round(100 * (simulated / counted - 1));
  const said = {
    from: monthName(months[first]),
    to: monthName(months[last]),
    counted: number(counted, 9),
    simulated: number(Math.round(simulated)),
    off: `${Math.abs(off)}%`,
  };
  return word(off < 0 ? "deaths_counted_below" : off > 0 ? "deaths_counted_above" : "deaths_counted_same", said);
}

/** A published figure beside that of the model, and whether the model is within what is accepted. */
export function factOnDeaths({ id, observed, simulated, low, high, inside }: PageFact): string {
  return word(`deaths_fact_${id}`, {
    observed: figure(observed),
    simulated: simulated === null ? "–" : figure(simulated),
    accepted: word(inside ? "deaths_inside" : "deaths_outside", { range: rangeText(low, high) }),
  });
}
