import type { Terms } from "../../analysis/bargain/load.ts";
import type { Side } from "../../analysis/bargain/sides.ts";
import type { BargainWords } from "../bargain/bargain-words.ts";
import { locale, percent, word } from "../words.ts";
import { keyOf } from "./names.ts";

export const sideName = (side: Side | null): string =>
  side === null ? word("bargain_nobody") : word(`actor_${keyOf(side)}`);

/** A side within a sentence. */
export const sideInText = (side: Side): string => word(`bargain_side_${keyOf(side)}`);

/** A share of draws: what is not all of them is not said to be. */
export function shareText(share: number): string {
  if (share < 1 && share >= 0.995) return ">99%";
  if (share > 0 && share < 0.005) return "<1%";
  return percent(share);
}

/** One level of one issue: `Ports and rail bridges: reopened at once`. */
export function levelText({ issues }: Terms, words: BargainWords, issue: number, level: number): string {
  const { id, levels } = issues[issue];
  return `${words.issues[id].title}: ${words.issues[id].levels[levels[level].id]}`;
}

/** What a package holds beside what there is without a deal. */
export function packageText(terms: Terms, words: BargainWords, levels: readonly number[]): string {
  const held = terms.issues.flatMap((_, i) => (levels[i] === 0 ? [] : [levelText(terms, words, i, levels[i])]));
  return held.length === 0 ? word("bargain_nothing") : held.join("; ");
}

/** What changes from one package to another. */
export function changesText(terms: Terms, words: BargainWords, from: readonly number[], to: readonly number[]): string {
  const changed = terms.issues.flatMap((_, i) => (from[i] === to[i] ? [] : [levelText(terms, words, i, to[i])]));
  return changed.length === 0 ? word("bargain_the_same") : changed.join("; ");
}

const formats = new Map<string, Intl.NumberFormat>();

function twoDecimals(value: number, signDisplay: "exceptZero" | "auto"): string {
  const key = `${locale.value} ${signDisplay}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale.value, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay });
    formats.set(key, format);
  }
  return format.format(value).replace("-", "−");
}

/** Points with a sign and two decimals, as many as weights are given with. */
export const pointsText = (value: number): string => twoDecimals(value, "exceptZero");

/** An index that is 1 where nothing is out of the ordinary, such as effort. */
export const indexText = (value: number): string => twoDecimals(value, "auto");
