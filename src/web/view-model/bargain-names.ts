import type { Terms } from "../../analysis/bargain/load.ts";
import type { Side } from "../../analysis/bargain/sides.ts";
import { locale, word } from "../words.ts";
import { keyOf } from "./names.ts";

/** The words of a bargain in one language. English ones stand in its file, others in `messages/bargains.LANGUAGE.json`. */
export interface BargainWords {
  readonly title: string;
  readonly question: string;
  readonly reading: string;
  readonly issues: Readonly<
    Record<string, { readonly title: string; readonly levels: Readonly<Record<string, string>> }>
  >;
  /** An empty note where there is nothing to say. */
  readonly threats: Readonly<Record<string, { readonly title: string; readonly note: string }>>;
  readonly constraints: Readonly<Record<string, string>>;
  /** What the record does not say; empty where there is nothing to say. */
  readonly record: string;
  readonly weights: Readonly<Record<string, { readonly title: string; readonly why: string }>>;
}

/** The words of a bargain as its file has them. */
export function englishWords({
  title,
  question,
  reading,
  issues,
  threats,
  constraints,
  record,
  weights,
}: Terms): BargainWords {
  return {
    title,
    question,
    reading,
    issues: Object.fromEntries(
      issues.map((issue) => [
        issue.id,
        { title: issue.title, levels: Object.fromEntries(issue.levels.map((level) => [level.id, level.title])) },
      ]),
    ),
    threats: Object.fromEntries(threats.map((threat) => [threat.id, { title: threat.title, note: threat.note }])),
    constraints: Object.fromEntries(constraints.map((one) => [one.id, one.title])),
    record: record?.note ?? "",
    weights: Object.fromEntries(weights.map((weight) => [weight.id, { title: weight.title, why: weight.why }])),
  };
}

export const sideName = (side: Side | null): string =>
  side === null ? word("bargain_nobody") : word(`actor_${keyOf(side)}`);

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

/** Points with a sign and two decimals, as many as weights are given with. */
export function pointsText(value: number): string {
  let format = formats.get(locale.value);
  if (!format) {
    format = new Intl.NumberFormat(locale.value, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      signDisplay: "exceptZero",
    });
    formats.set(locale.value, format);
  }
  return format.format(value).replace("-", "−");
}
