import { number, word } from "../words.ts";
import type { Total } from "./bands.ts";

/** Two digits are what is known. */
const rounded = (value: number): string => number(Math.abs(value), 2);
export const signed = (value: number): string => (value > 0 ? `+${number(value, 2)}` : number(value, 2));

interface Subject {
  /** What is counted; undefined where a change in the unit is said. */
  readonly what: string | undefined;
  readonly unit: string;
  /** First and last month. */
  readonly from: string;
  readonly to: string;
}

/** The finding of a chart: how many more or fewer over the window, with the 80% interval. */
export function finding({ what, unit, from, to }: Subject, { middle, low, high }: Total, changed: boolean): string {
  if (!changed) return word("finding_none");
  if (middle === 0 && (low ?? 0) === 0 && (high ?? 0) === 0) return word("solid_no_difference", { from, to });
  if (low === undefined || high === undefined) return `${from}–${to}: ${signed(middle)} ${what ?? unit}`;
  if (what === undefined)
    return word("finding_other", { from, to, change: signed(middle), unit, low: signed(low), high: signed(high) });
  if (low <= 0 && high >= 0) return word("finding_unclear", { from, to, what, low: rounded(low), high: rounded(high) });
  const [least, most] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  return word(middle > 0 ? "finding_more" : "finding_fewer", {
    from,
    to,
    what,
    count: rounded(middle),
    low: rounded(least),
    high: rounded(most),
  });
}
