import type { Schemas } from "./schemas.ts";
import { type Row, table } from "./tables.ts";

/** A figure that the fitted model is held to; the accepted range runs from `low` to `high`. */
export interface Fact {
  readonly id: string;
  readonly fact: string;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly period: string;
  /** `fit` may be fitted to, `emergent` may not, `arithmetic` checks a claim against figures, `literature` is an experiment. */
  readonly kind: "fit" | "emergent" | "arithmetic" | "literature";
  /** Month (ISO) from which latent departures and sector attractiveness stay frozen; null where they do not. */
  readonly zFrozenFrom: string | null;
  readonly claims: readonly string[];
  readonly source: string;
}

/** A statement of the founding documents, in our words. Copies of one story count as one independent origin. */
export interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly documents: readonly string[];
  readonly independentOrigins: readonly string[];
  readonly mechanisms: readonly string[];
}

export type TimelineEvent = Row<Schemas["timeline"]["columns"]>;
export type FoundingDocument = Row<Schemas["documents"]["columns"]>;
export type EventResponse = Row<Schemas["event_responses"]["columns"]>;

function words(cell: string): string[] {
  return cell.split(" ").filter((word) => word !== "");
}

/** The facts F01 to F52. */
export function facts(): Fact[] {
  return table("facts").map(({ z_frozen_from, claims, ...rest }) => ({
    ...rest,
    zFrozenFrom: z_frozen_from,
    claims: words(claims),
  }));
}

/** The claims C01 to C55. */
export function claims(): Claim[] {
  return table("claims").map((row) => ({
    id: row.id,
    claim: row.claim,
    documents: words(row.documents),
    independentOrigins: words(row.independent_origins),
    mechanisms: row.mechanism.split(", "),
  }));
}

/** The founding documents D0 to D4. */
export function documents(): readonly FoundingDocument[] {
  return table("documents");
}

/** Policies and events by date. */
export function timeline(): readonly TimelineEvent[] {
  return table("timeline");
}

/** Flows after events over the mean of the three months before: descriptive, confounded, not causal. */
export function eventResponses(): readonly EventResponse[] {
  return table("event_responses");
}
