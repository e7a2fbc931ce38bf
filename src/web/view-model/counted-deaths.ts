import type { PageFact } from "../evidence/page-ledger.ts";
import { monthName, number, word } from "../words.ts";
import { figure, rangeText } from "./evidence-words.ts";

/** Facts about deaths at the border: per encounter, and in a sector from one year to another. */
export const factsOnDeaths = ["F41", "F42"] as const;

/** People counted dead or missing near the line, and deaths of the baseline, over the months that have a count. */
export interface CountedDeaths {
  readonly counted: number;
  readonly simulated: number;
  /** First and last month with a count, from 0. */
  readonly first: number;
  readonly last: number;
}

/**
 * @param observed by month; NaN without a count.
 * @param base deaths of the baseline by month.
 * @returns undefined where no month has a count.
 */
export function countedDeaths(observed: Float64Array | undefined, base: Float64Array): CountedDeaths | undefined {
  const known = [...(observed ?? [])].flatMap((count, m) => (Number.isFinite(count) ? [m] : []));
  if (observed === undefined || known.length === 0) return undefined;
  const sum = (values: Float64Array): number => known.reduce((total, m) => total + values[m], 0);
  return { counted: sum(observed), simulated: sum(base), first: known[0], last: known[known.length - 1] };
}

/** How many were counted, by whom, and how far the baseline is below or above. */
export function countedSentence(found: CountedDeaths | undefined, months: readonly string[]): string {
  if (found === undefined) return word("deaths_none_counted");
  const { counted, simulated, first, last } = found;
  const off = Math.round(100 * (simulated / counted - 1));
  const said = {
    from: monthName(months[first]),
    to: monthName(months[last]),
    counted: number(counted, 9),
    simulated: number(simulated),
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
