import type { ParameterRow } from "../model/parameters.ts";
import type { Disagreement, DisagreementKind } from "./disagreements.ts";

/** A claim about a lever, by the mechanism that carries it out. */
export interface ClaimOfLever {
  readonly id: string;
  readonly mechanisms: readonly string[];
  /** Outlets that wrote independently of each other. */
  readonly origins: readonly string[];
}

/** A disagreement with the figures it is told with. */
export interface Told extends Pick<Disagreement, "id" | "claims" | "sources"> {
  readonly kind: DisagreementKind;
  readonly figures: Readonly<Record<string, number>>;
}

export type Strength = Pick<ParameterRow, "name" | "value" | "low" | "high" | "grade">;

/** What is on record about a lever beside its value. */
export interface LeverEvidence {
  readonly claims: readonly ClaimOfLever[];
  readonly disagreements: readonly Told[];
  /** Parameters with a range before they are fitted. */
  readonly strengths: readonly Strength[];
  /** Those of them whose range holds no effect at all. */
  readonly mayDoNothing: readonly Strength[];
}

/** Whether sources, claims, parties or outcomes disagree on a lever, or whether it acts at all is open. */
export const isContested = ({ disagreements: found, mayDoNothing }: LeverEvidence): boolean =>
  found.length + mayDoNothing.length > 0;
