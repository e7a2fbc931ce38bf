import { capital, number, word } from "../words.ts";
import type { Total } from "./bands.ts";

/** Two digits are what is known, and people and events are whole unless there is less than one. */
const whole = (value: number): number => (Math.abs(value) < 1 ? value : Math.round(value));
export const signed = (value: number): string => (value > 0 ? `+${number(value, 2)}` : number(value, 2));
export const signedCount = (value: number): string => signed(whole(value));
export const countOf = (value: number): string => number(Math.abs(whole(value)), 2);

/** Less than a two-hundredth of the other end of an interval is nothing. */
export const endBeside = (value: number, other: number): number =>
  Math.abs(value) < Math.abs(other) / 200 ? 0 : value;

/** A unit where the name does not say it already. */
export const unitBeside = (name: string, unit: string): string =>
  name.toLowerCase() === unit.toLowerCase() ? "" : unit;

/** Years. */
const oneMonth = 1 / 12;

interface Subject {
  /** What is counted; undefined where a change in the unit is said. */
  readonly what: string | undefined;
  readonly unit: string;
  readonly kind: "flow" | "stock";
  /** Whether it is the wait of somebody who arrives, which has a sentence of its own. */
  readonly isWait: boolean;
  /** First and last month. */
  readonly from: string;
  readonly to: string;
}

/** What is simulated where nothing is changed: the sum of a flow, the end of a stock, with the 80% interval. */
export function level({ unit, kind, isWait, from, to }: Subject, { middle, low, high }: Total): string {
  const said = { period: `${from}–${to}`, to, unit, value: number(middle) };
  const key = isWait ? "finding_wait" : `finding_level_${kind}`;
  if (low === undefined || high === undefined) return word(isWait ? `${key}_pending` : "finding_level_pending", said);
  return word(key, { ...said, low: number(low), high: number(high) });
}

/** The finding of a chart: how many more or fewer over the window, with the 80% interval. */
export function finding({ what, unit, isWait, from, to }: Subject, total: Total, change: Total): string {
  const { middle, low, high } = change;
  if (middle === 0 && !low && !high) return word("finding_same", { from, to });
  if (low === undefined || high === undefined)
    return capital(`${from}–${to}: ${what === undefined ? signed(middle) : signedCount(middle)} ${what ?? unit}`);
  if (isWait && Math.max(Math.abs(low), Math.abs(high)) < oneMonth)
    return word("finding_wait_same", { to, value: number(total.middle) });
  if (what === undefined || isWait) {
    const ends = { low: signed(endBeside(low, high)), high: signed(endBeside(high, low)) };
    return isWait
      ? word("finding_wait_changed", { to, value: number(total.middle), change: signed(middle), ...ends })
      : word("finding_other", { from, to, change: signed(middle), unit, ...ends });
  }
  if (low <= 0 && high >= 0) {
    const ends = { low: countOf(endBeside(low, high)), high: countOf(endBeside(high, low)) };
    return word("finding_unclear", { from, to, what, ...ends });
  }
  const [least, most] = [Math.min(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  return word(middle > 0 ? "finding_more" : "finding_fewer", {
    from,
    to,
    what,
    count: countOf(middle),
    low: countOf(endBeside(least, most)),
    high: countOf(most),
  });
}
