import { type Grade, type Lever, levers } from "../../model/levers.ts";
import { type ParameterRow, parameterRows } from "../../model/parameters.ts";
import { type Fact, facts } from "../ledgers.ts";
import { TableError } from "../tables.ts";
import { below, EvidenceFault } from "./fault.ts";
import { type JudgedPart, judge } from "./judgement.ts";
import { ancestry, checkDescent, independentOrigins, originOf } from "./lineage.ts";
import type { Verdict } from "./schemas.ts";
import { simulatedFacts } from "./simulated-facts.ts";
import { type Sources, sources } from "./sources.ts";
import {
  checkClaim,
  inQueries,
  inTable,
  type KnownIds,
  knownIds,
  type StatedClaim,
  type StatedDocument,
  statedClaims,
  statedDocuments,
} from "./stated.ts";
import { evidenceFile, evidenceTable } from "./tables.ts";

/** A document, what it rests on, and what it says. */
export interface DocumentEntry extends StatedDocument {
  /** From the document itself back to its original. */
  readonly ancestry: readonly string[];
  /** Name of the reporting behind it, which all copies share. */
  readonly independentOrigin: string;
  /** Documents that rest on it directly. */
  readonly copies: readonly string[];
  readonly claims: readonly string[];
}

/** A claim with its independent origins, its verdict, and what decided it. */
export interface ClaimEntry extends Omit<StatedClaim, "parts"> {
  readonly origins: readonly string[];
  readonly verdict: Verdict;
  readonly parts: readonly JudgedPart[];
  /** Series and tables that its parts and facts rest on. */
  readonly series: readonly string[];
}

/** A parameter with all of its rows: one, or one for each key that it varies by. */
export interface ParameterEntry {
  readonly name: string;
  readonly rows: readonly ParameterRow[];
  readonly grades: readonly Grade[];
  readonly mechanisms: readonly string[];
  /** Claims that name it. */
  readonly claims: readonly string[];
}

export interface LeverEntry extends Lever {
  readonly mechanisms: readonly string[];
  /** Claims that name it. */
  readonly claims: readonly string[];
}

/** A fact observed and, as the shipped posterior makes it, simulated. */
export interface FactEntry extends Fact {
  /** Null where the run has no such quantity. */
  readonly simulated: number | null;
  /** low ≤ simulated ≤ high. */
  readonly inside: boolean;
  readonly series: readonly string[];
}

export interface MechanismEntry {
  readonly id: string;
  readonly title: string;
  /** Heading of `docs/model.md` that describes it. */
  readonly section: string;
  readonly claims: readonly string[];
  readonly levers: readonly string[];
  readonly parameters: readonly string[];
}

/** Who says what, whether it is so, and what the model makes of it: plain data. */
export interface EvidenceLedger {
  readonly documents: readonly DocumentEntry[];
  readonly claims: readonly ClaimEntry[];
  readonly mechanisms: readonly MechanismEntry[];
  readonly levers: readonly LeverEntry[];
  readonly parameters: readonly ParameterEntry[];
  readonly facts: readonly FactEntry[];
}

/** Documents and claims beyond those of the project. */
export interface Additions {
  readonly documents: readonly StatedDocument[];
  readonly claims: readonly StatedClaim[];
  /** Documents that say a claim of the project, beside those that it has. */
  readonly sayings: readonly { readonly document: string; readonly claim: string }[];
}

const nothing: Additions = { documents: [], claims: [], sayings: [] };

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function seriesByFact(known: KnownIds): ReadonlyMap<string, readonly string[]> {
  const series = new Map<string, string[]>();
  evidenceTable("fact_series").forEach((row, at) => {
    inTable(evidenceFile("fact_series"), at, () => {
      if (!known.facts.includes(row.fact)) throw new EvidenceFault(["fact"], row.fact, "the id of a fact");
      if (!Object.hasOwn(sources, row.series)) throw new EvidenceFault(["series"], row.series, "a series or table");
    });
    series.set(row.fact, [...(series.get(row.fact) ?? []), row.series]);
  });
  return series;
}

/** A claim with its verdict. Throws EvidenceFault. */
function judged(
  claim: StatedClaim,
  stated: readonly StatedDocument[],
  ofFact: ReadonlyMap<string, readonly string[]>,
  from: Sources,
): ClaimEntry {
  const { verdict, parts } = judge(claim.parts, from);
  const read = parts.flatMap(({ query }) =>
    query === null ? [] : [query.figures, ...(query.over ? [query.over] : [])],
  );
  const series = unique([...read.map(({ source }) => source), ...claim.facts.flatMap((id) => ofFact.get(id) ?? [])]);
  return { ...claim, origins: independentOrigins(claim.documents, stated), verdict, parts, series };
}

function membersOf(kind: "lever" | "parameter", known: KnownIds): ReadonlyMap<string, readonly string[]> {
  const ids = kind === "lever" ? known.levers : known.parameters;
  const members = new Map<string, readonly string[]>();
  evidenceTable("mechanism_members").forEach((row, at) => {
    if (row.kind !== kind) return;
    const mechanisms = row.mechanisms.split(", ");
    inTable(evidenceFile("mechanism_members"), at, () => {
      if (!ids.includes(row.id)) throw new EvidenceFault(["id"], row.id, `the id of a ${kind}`);
      for (const id of mechanisms)
        if (!known.mechanisms.includes(id)) throw new EvidenceFault(["mechanisms"], id, "the id of a mechanism");
    });
    members.set(row.id, mechanisms);
  });
  for (const id of ids)
    if (!members.has(id))
      throw new TableError(
        `${evidenceFile("mechanism_members")}: there is no row for the ${kind} ${id}; expected its mechanisms`,
      );
  return members;
}

function checkTables(stated: readonly StatedDocument[], claims: readonly StatedClaim[], known: KnownIds): void {
  const rowOf = new Map(evidenceTable("lineage").map(({ id }, row) => [id, row]));
  for (const document of stated)
    inTable(evidenceFile("lineage"), rowOf.get(document.id) ?? 0, () => checkDescent(document, stated));
  claims.forEach((claim, row) => {
    inTable("data/claims.csv", row, () => checkClaim(claim, known));
  });
  const ids = claims.map(({ id }) => id);
  for (const name of ["claim_links", "verdicts"] as const)
    evidenceTable(name).forEach((row, at) => {
      inTable(evidenceFile(name), at, () => {
        if (!ids.includes(row.claim)) throw new EvidenceFault(["claim"], row.claim, "the id of a claim");
      });
    });
}

function checkAdditions(
  added: Additions,
  stated: readonly StatedDocument[],
  own: readonly StatedClaim[],
  known: KnownIds,
): void {
  const taken = new Set(own.map(({ id }) => id));
  added.documents.forEach((document, at) => {
    below(["documents", at], () => checkDescent(document, stated));
  });
  added.claims.forEach((claim, at) => {
    below(["claims", at], () => {
      if (taken.has(claim.id)) throw new EvidenceFault(["id"], claim.id, "an id that no other claim has");
      taken.add(claim.id);
      checkClaim(claim, known);
    });
  });
}

/** The claims of the project, said by the documents that are added too. */
function withSayings(own: readonly StatedClaim[], sayings: Additions["sayings"]): StatedClaim[] {
  return own.map((claim) => {
    const more = sayings.filter((saying) => saying.claim === claim.id).map(({ document }) => document);
    return more.length === 0 ? claim : { ...claim, documents: unique([...claim.documents, ...more]) };
  });
}

function parameterEntries(
  members: ReadonlyMap<string, readonly string[]>,
  claims: readonly ClaimEntry[],
): ParameterEntry[] {
  return unique(parameterRows.map(({ name }) => name)).map((name) => {
    const rows = parameterRows.filter((row) => row.name === name);
    return {
      name,
      rows,
      grades: unique(rows.map(({ grade }) => grade)),
      mechanisms: members.get(name) ?? [],
      claims: claims.filter(({ parameters }) => parameters.includes(name)).map(({ id }) => id),
    };
  });
}

function factEntries(ofFact: ReadonlyMap<string, readonly string[]>): FactEntry[] {
  const made = simulatedFacts().facts;
  return facts().map((fact) => {
    const simulated = made[fact.id] ?? null;
    const inside = simulated !== null && fact.low <= simulated && simulated <= fact.high;
    return { ...fact, simulated, inside, series: ofFact.get(fact.id) ?? [] };
  });
}

/**
 * The ledger: every document, claim, mechanism, lever, parameter and fact with what it is linked to, all verdicts judged now.
 * @param added documents and claims beyond those of the project.
 * @param from what the verdicts are judged by.
 * @throws TableError if a table of the project is unsound, EvidenceFault if what is added is.
 */
export function evidenceLedger(added: Additions = nothing, from: Sources = sources): EvidenceLedger {
  const ownDocuments = statedDocuments();
  const own = statedClaims();
  checkTables(ownDocuments, own, knownIds(ownDocuments));
  const stated = [...ownDocuments, ...added.documents];
  const known = knownIds(stated);
  checkAdditions(added, stated, own, known);
  const ofFact = seriesByFact(known);
  const claims = [
    ...withSayings(own, added.sayings).map((claim) => inQueries(claim.id, () => judged(claim, stated, ofFact, from))),
    ...added.claims.map((claim, at) => below(["claims", at], () => judged(claim, stated, ofFact, from))),
  ];
  const byLever = membersOf("lever", known);
  const byParameter = membersOf("parameter", known);
  const having = (members: ReadonlyMap<string, readonly string[]>, mechanism: string): string[] =>
    [...members].filter(([, mechanisms]) => mechanisms.includes(mechanism)).map(([id]) => id);
  return {
    documents: stated.map((document) => ({
      ...document,
      ancestry: ancestry(document.id, stated),
      independentOrigin: originOf(document.id, stated),
      copies: stated.filter(({ of }) => of === document.id).map(({ id }) => id),
      claims: claims.filter(({ documents }) => documents.includes(document.id)).map(({ id }) => id),
    })),
    claims,
    mechanisms: evidenceTable("mechanisms").map((mechanism) => ({
      ...mechanism,
      claims: claims.filter(({ mechanisms }) => mechanisms.includes(mechanism.id)).map(({ id }) => id),
      levers: having(byLever, mechanism.id),
      parameters: having(byParameter, mechanism.id),
    })),
    levers: levers.map((lever) => ({
      ...lever,
      mechanisms: byLever.get(lever.id) ?? [],
      claims: claims.filter((claim) => claim.levers.includes(lever.id)).map(({ id }) => id),
    })),
    parameters: parameterEntries(byParameter, claims),
    facts: factEntries(ofFact),
  };
}
