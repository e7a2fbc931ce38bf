import type { PageParameterRow, PagePart } from "../evidence/page-ledger.ts";
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
