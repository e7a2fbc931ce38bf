import type { PageClaim, PageParameterRow, PagePart } from "../evidence/page-ledger.ts";
import { number, word } from "../words.ts";

/** A figure as people read it: whole from 1,000 on, else three digits. */
export function figure(value: number): string {
  return Math.abs(value) >= 1000 ? number(Math.round(value), 9) : number(value);
}

export const rangeText = (low: number, high: number): string => `${figure(low)} – ${figure(high)}`;

/** The figure that a claim names, such as `more than 1,000,000`. */
export function statedText({ comparison, figure: stated, tolerance }: PagePart): string {
  const key = `evidence_${comparison.replaceAll(" ", "_")}`;
  return word(key, { figure: figure(stated), tolerance: Math.round(100 * (tolerance ?? 0)) });
}

/** What the figures give, and of what kind they are. */
export function computedText({ value, basis }: PagePart): string {
  const said = value === null ? word("evidence_never") : figure(value);
  return word(`evidence_basis_${basis}`, { value: said });
}

/** Value and range of a row, or the value alone where it is fixed. */
export function priorText({ value, low, high }: PageParameterRow): string {
  return low < high ? `${figure(value)} (${rangeText(low, high)})` : figure(value);
}

/** The same text with a capital at its beginning. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** How a part of a claim came out; `open` where no table decides it. */
export type PartAnswer = "holds" | "fails" | "open";

export function answerOf(part: PagePart | null): PartAnswer {
  if (part === null) return "open";
  return part.holds ? "holds" : "fails";
}

/** Why the verdict on a claim is what it is: how many of its parts hold, fail and are left open. */
export function verdictSentence({ verdict, parts }: Pick<PageClaim, "verdict" | "parts">): string {
  const said = word(`evidence_sentence_${verdict}`);
  if (parts.length === 0) return said;
  const counts = (["holds", "fails", "open"] as const).flatMap((answer) => {
    const count = parts.filter((part) => answerOf(part) === answer).length;
    return count === 0 ? [] : [word(`evidence_count_${answer}`, { count })];
  });
  return `${said} ${word("evidence_counts", { counts: counts.join("; ") })}`;
}
