import { quantile } from "../../analysis/quantile.ts";
import type { Part } from "../../data/evidence/judgement.ts";
import type { ClaimEntry, EvidenceLedger, FactEntry } from "../../data/evidence/ledger.ts";
import { queryText } from "../../data/evidence/query-text.ts";
import type { Relation } from "../../data/evidence/schemas.ts";
import { type Basis, sources } from "../../data/evidence/sources.ts";
import type { Grade } from "../../model/levers.ts";
import { type ParameterRow, type Parameters, valueOfRow } from "../../model/parameters.ts";

/** What the page on the evidence shows, without a word of it: plain data that `tools/page-ledger.ts` makes when the site is built. */
export interface PageLedger {
  readonly claims: readonly PageClaim[];
  readonly documents: readonly PageDocument[];
  readonly mechanisms: readonly PageMechanism[];
  readonly parameters: readonly PageParameter[];
  readonly facts: readonly PageFact[];
}

/** A part of a claim: null where no table decides it. */
export interface PagePart {
  readonly holds: boolean;
  /** What the figures give; null where something never came back within the record. */
  readonly value: number | null;
  readonly basis: Basis;
  readonly comparison: NonNullable<Part["query"]>["comparison"];
  readonly figure: number;
  readonly tolerance: number | null;
  /** The query on one line, in the words of its table. */
  readonly query: string;
}

export interface PageClaim
  extends Pick<
    ClaimEntry,
    "id" | "verdict" | "documents" | "origins" | "mechanisms" | "levers" | "parameters" | "facts" | "series"
  > {
  readonly parts: readonly (PagePart | null)[];
}

export interface PageDocument {
  readonly id: string;
  readonly relation: Relation;
  readonly of: string | null;
  readonly origin: string;
  /** Whether its text was at hand; an original may be known through its copies alone. */
  readonly onHand: boolean;
  readonly ancestry: readonly string[];
  readonly copies: readonly string[];
  readonly claims: readonly string[];
}

export interface PageMechanism {
  readonly id: string;
  /** Anchor of the section of the method that describes it. */
  readonly section: string;
  readonly parameters: number;
  readonly claims: number;
}

export interface PageParameterRow {
  readonly key: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly grade: Grade;
  readonly source: string;
  /** 5%, 50% and 95% of the shipped posterior; null where the fit did not ask about the parameter. */
  readonly fitted: readonly [number, number, number] | null;
}

export interface PageParameter {
  readonly name: string;
  readonly unit: string;
  readonly grades: readonly Grade[];
  readonly rows: readonly PageParameterRow[];
  readonly mechanisms: readonly string[];
  readonly claims: readonly string[];
}

export type PageFact = Omit<FactEntry, "fact" | "zFrozenFrom">;

/** The words of the ledger in one language. English ones stand in the tables, others in `messages/ledger.LANGUAGE.json`. */
export interface LedgerWords {
  readonly claims: Readonly<Record<string, ClaimWords>>;
  readonly documents: Readonly<Record<string, string>>;
  readonly mechanisms: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  readonly series: Readonly<Record<string, string>>;
  /** By the unit as the tables have it. */
  readonly units: Readonly<Record<string, string>>;
}

export interface ClaimWords {
  readonly claim: string;
  /** What each part states, in the order of the parts. */
  readonly parts: readonly string[];
  /** Empty where there is nothing to say. */
  readonly limits: string;
}

/** Members of a posterior, without the central one, and the names of the parameters that it was fitted for. */
export interface Fitted {
  readonly members: readonly { readonly parameters: Parameters }[];
  readonly asked: ReadonlySet<string>;
}

const four = (value: number): number => Number(value.toPrecision(4));

function fittedRow(row: ParameterRow, { members, asked }: Fitted): PageParameterRow["fitted"] {
  if (row.low === row.high || !asked.has(row.name)) return null;
  const values = Float64Array.from(members, ({ parameters }) => valueOfRow(parameters, row)).sort();
  return [four(quantile(values, 0.05)), four(quantile(values, 0.5)), four(quantile(values, 0.95))];
}

function pagePart({ query, answer }: ClaimEntry["parts"][number]): PagePart | null {
  if (query === null || answer === null) return null;
  const { comparison, figure, tolerance } = query;
  const { value, holds, basis } = answer;
  return {
    holds,
    value: Number.isFinite(value) ? Number(value.toPrecision(9)) : null,
    basis,
    comparison,
    figure,
    tolerance,
    query: queryText(query),
  };
}

/**
 * @param slugOf the anchor of a section of the method.
 * @param onHand ids of the documents whose text was at hand.
 */
export function pageLedger(
  ledger: EvidenceLedger,
  { fitted, slugOf, onHand }: { fitted: Fitted; slugOf: (section: string) => string; onHand: readonly string[] },
): PageLedger {
  return {
    claims: ledger.claims.map((claim) => {
      const { id, verdict, documents, origins, mechanisms, levers, parameters, facts, series, parts } = claim;
      return {
        id,
        verdict,
        documents,
        origins,
        mechanisms,
        levers,
        parameters,
        facts,
        series,
        parts: parts.map(pagePart),
      };
    }),
    documents: ledger.documents.map(({ id, relation, of, independentOrigin: origin, ancestry, copies, claims }) => {
      return { id, relation, of, origin, onHand: onHand.includes(id), ancestry, copies, claims };
    }),
    mechanisms: ledger.mechanisms.map(({ id, section, parameters, claims }) => {
      return { id, section: slugOf(section), parameters: parameters.length, claims: claims.length };
    }),
    parameters: ledger.parameters.map(({ name, rows, grades, mechanisms, claims }) => ({
      name,
      unit: rows[0].unit,
      grades,
      rows: rows.map((row) => {
        const { key, value, low, high, grade, source } = row;
        return { key, value, low, high, grade, source, fitted: fittedRow(row, fitted) };
      }),
      mechanisms,
      claims,
    })),
    facts: ledger.facts.map(({ fact: _, zFrozenFrom: __, ...rest }) => rest),
  };
}

const same = (keys: readonly string[]): Record<string, string> =>
  Object.fromEntries([...new Set(keys)].map((key) => [key, key]));

/** The words of the ledger in English, as its tables have them. */
export function englishWords(ledger: EvidenceLedger): LedgerWords {
  const named = [...ledger.claims.flatMap(({ series }) => series), ...ledger.facts.flatMap(({ series }) => series)];
  return {
    claims: Object.fromEntries(
      ledger.claims.map(({ id, claim, parts, limits }) => [
        id,
        { claim, parts: parts.map(({ states }) => states), limits },
      ]),
    ),
    documents: Object.fromEntries(ledger.documents.map(({ id, title }) => [id, title])),
    mechanisms: Object.fromEntries(ledger.mechanisms.map(({ id, title }) => [id, title])),
    facts: Object.fromEntries(ledger.facts.map(({ id, fact }) => [id, fact])),
    series: Object.fromEntries([...new Set(named)].map((name) => [name, sources[name].title])),
    units: same([
      ...ledger.parameters.flatMap(({ rows }) => rows.map(({ unit }) => unit)),
      ...ledger.facts.map(({ unit }) => unit),
    ]),
  };
}
