import type { Space } from "../../analysis/bargain/gains.ts";

/** What is shown of every package, harm beside the flows that it comes with. */
export const outcomeRows = [
  { key: "usbp", name: "bargain_outcome_usbp", harm: false },
  { key: "deathsBySector+deathsInTransit", name: "bargain_outcome_deaths", harm: true },
  { key: "waiting", name: "bargain_outcome_waiting", harm: false },
  { key: "attacks", name: "bargain_outcome_attacks", harm: true },
  { key: "interceptions", name: "bargain_outcome_interceptions", harm: false },
  { key: "returnsFromMexico", name: "bargain_outcome_returnsfrommexico", harm: false },
  { key: "tradeLoss", name: "bargain_outcome_tradeloss", harm: false },
  { key: "mexicoSpending", name: "bargain_outcome_mexicospending", harm: false },
] as const;
export type OutcomeKey = (typeof outcomeRows)[number]["key"];

/** An outcome averaged over members, and how it differs from no deal: on average, and least and most in any of them. */
export interface OutcomeShown {
  readonly value: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

export function outcomeOf({ totals, members, outcomes, rowOf }: Space, p: number, key: OutcomeKey): OutcomeShown {
  const k = outcomes.findIndex((one) => one.key === key);
  const at = (row: number, m: number): number => totals[(row * members + m) * outcomes.length + k];
  const all = Array.from({ length: members }, (_, m) => at(rowOf[p], m));
  const differences = all.map((value, m) => value - at(0, m));
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / members;
  return {
    value: mean(all),
    difference: mean(differences),
    low: Math.min(...differences),
    high: Math.max(...differences),
  };
}
