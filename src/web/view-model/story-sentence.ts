import { number, word } from "../words.ts";
import type { Total } from "./bands.ts";
import type { Totals } from "./yearly.ts";

/** Two digits are what is known; a share of a hundred is rounded to whole percents from ten on. */
const rounded = (value: number): string => number(Math.abs(value), 2);
const signed = (value: number): string => (value > 0 ? `+${number(value, 2)}` : number(value, 2));
const percent = (share: number): string => `${signed(100 * share)}%`;

interface Said {
  readonly kind: "flow" | "stock";
  /** What is counted, or the unit of a stock. */
  readonly what: string;
  /** First and last month, as the reader's language writes them. */
  readonly from: string;
  readonly to: string;
}

function interval({ low, high }: Total, key: string, of: (value: number) => string): string {
  return low === undefined || high === undefined
    ? word("stories_interval_pending")
    : word(key, { low: of(low), high: of(high) });
}

/** How many more or fewer a scenario has than its base over those months, or what a stock is at its end. */
export function changeSentence({ kind, what, from, to }: Said, { baseTotal, total, change }: Totals): string {
  const base = baseTotal.middle;
  if (kind === "stock")
    return word("stories_end", {
      to,
      what,
      value: number(total.middle, 2),
      base: number(base, 2),
      interval: interval(change, "stories_interval_difference", signed),
    });
  const { low, high } = change;
  if (low !== undefined && high !== undefined && low <= 0 && high >= 0)
    return word("stories_unclear", { from, to, what, low: rounded(low), high: rounded(high) });
  const size: Total = {
    middle: change.middle,
    low: low === undefined || high === undefined ? undefined : Math.min(Math.abs(low), Math.abs(high)),
    high: low === undefined || high === undefined ? undefined : Math.max(Math.abs(low), Math.abs(high)),
  };
  const direction = change.middle > 0 ? "more" : "fewer";
  return word(`stories_${direction}`, {
    from,
    to,
    what,
    count: rounded(change.middle),
    percent: percent(change.middle / base),
    interval: interval(size, `stories_interval_${direction}`, rounded),
  });
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** What is compared of a history: the change between two months of the window, or the sum of a flow, the end of a stock. */
export interface Compared {
  readonly months: readonly [number, number] | undefined;
  readonly published: Float64Array | undefined;
}

/** What the simulated history makes of a series, beside what was published of it. */
export function historySentence(
  { kind, what, from, to }: Said,
  simulated: Float64Array,
  { months, published }: Compared,
): string {
  const of = (values: Float64Array): number => {
    if (months) return values[months[1]] / values[months[0]] - 1;
    return kind === "flow" ? sum(values) : values[values.length - 1];
  };
  const say = (value: number): string => (months ? percent(value) : number(value, 3));
  const known = published && Number.isFinite(of(published)) ? of(published) : undefined;
  const key = months ? "stories_history_change" : "stories_history";
  return word(known === undefined ? `${key}_alone` : key, {
    from,
    to,
    what,
    simulated: say(of(simulated)),
    published: known === undefined ? "" : say(known),
  });
}
