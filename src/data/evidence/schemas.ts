import { oneOf, optional, schema, signed, text } from "../columns.ts";

/**
 * How a document came about: somebody's own reporting, a reprint, the same story in other words, or an abridgement. All but originals rest on
 * another document, and say nothing that it does not.
 */
export const relations = ["original", "syndicated", "reworded", "summary"] as const;
export type Relation = (typeof relations)[number];

/** What the tables make of a claim. `partly`: some parts hold, others fail or cannot be tested. `untestable`: no part can be tested here. */
export const verdicts = ["supported", "partly", "contradicted", "untestable"] as const;
export type Verdict = (typeof verdicts)[number];

/** How the figures of a part are brought down to one number; see `query.ts`. */
export const reductions = [
  "value",
  "sum",
  "mean",
  "max",
  "min",
  "change",
  "fall",
  "gains",
  "losses",
  "rank",
  "count",
] as const;
export type Reduction = (typeof reductions)[number];

/** How that number must stand to the figure that the claim names. `untested` marks a part that no table decides. */
export const comparisons = ["over", "at least", "under", "at most", "about"] as const;
export type Comparison = (typeof comparisons)[number];

/** The tables under `data/evidence/`, by file name without its ending. */
export const evidenceSchemas = {
  mechanisms: schema({ id: text, title: text, section: text }, ["id"]),
  mechanism_members: schema({ kind: oneOf(["lever", "parameter"]), id: text, mechanisms: text }, ["kind", "id"]),
  lineage: schema(
    { id: text, document: optional(text), relation: oneOf(relations), of: optional(text), origin: optional(text) },
    ["id"],
  ),
  claim_links: schema({ claim: text, kind: oneOf(["lever", "parameter"]), id: text }, ["claim", "kind", "id"]),
  fact_series: schema({ fact: text, series: text }, ["fact", "series"]),
  queries: schema(
    {
      claim: text,
      states: text,
      source: optional(text),
      of: optional(text),
      when: optional(text),
      reduce: optional(oneOf(reductions)),
      over_source: optional(text),
      over_of: optional(text),
      over_when: optional(text),
      over_reduce: optional(oneOf(reductions)),
      comparison: oneOf([...comparisons, "untested"]),
      figure: optional(signed),
      tolerance: optional(signed),
    },
    ["claim", "states"],
  ),
  verdicts: schema({ claim: text, verdict: oneOf(verdicts), limits: optional(text) }, ["claim"]),
} as const;

export type EvidenceSchemas = typeof evidenceSchemas;
export type EvidenceTable = keyof EvidenceSchemas;
