import { levers } from "../../model/levers.ts";
import { parameterRows } from "../../model/parameters.ts";
import { claims, documents, facts } from "../ledgers.ts";
import { type Row, TableError } from "../tables.ts";
import { EvidenceFault, elsewhere, type Path } from "./fault.ts";
import type { Part } from "./judgement.ts";
import type { Descent } from "./lineage.ts";
import type { Operand, Query } from "./query.ts";
import type { EvidenceSchemas, Reduction } from "./schemas.ts";
import { evidenceFile, evidenceTable } from "./tables.ts";

/** A document as the ledger or a user states it. */
export interface StatedDocument extends Descent {
  readonly title: string;
}

/** A claim as the ledger or a user states it, before it is judged. */
export interface StatedClaim {
  readonly id: string;
  readonly claim: string;
  /** Ids of the documents that say it. */
  readonly documents: readonly string[];
  readonly mechanisms: readonly string[];
  readonly levers: readonly string[];
  readonly parameters: readonly string[];
  readonly facts: readonly string[];
  readonly parts: readonly Part[];
  /** What the test does not show; for a claim without a test, why there is none. Empty if there is nothing to say. */
  readonly limits: string;
}

/** Ids that entries may name. */
export interface KnownIds {
  readonly documents: readonly string[];
  readonly mechanisms: readonly string[];
  readonly levers: readonly string[];
  readonly parameters: readonly string[];
  readonly facts: readonly string[];
}

/** What each list of a claim names, in the words of messages. */
const kinds: Readonly<Record<keyof KnownIds, string>> = {
  documents: "a document",
  mechanisms: "a mechanism",
  levers: "a lever",
  parameters: "a parameter",
  facts: "a fact",
};

/** The ids of the project's tables, with the documents that are given. */
export function knownIds(stated: readonly StatedDocument[]): KnownIds {
  return {
    documents: stated.map(({ id }) => id),
    mechanisms: evidenceTable("mechanisms").map(({ id }) => id),
    levers: levers.map(({ id }) => id),
    parameters: [...new Set(parameterRows.map(({ name }) => name))],
    facts: facts().map(({ id }) => id),
  };
}

/** Checks that a claim names things that exist, and says why if none of its parts can be tested. Throws EvidenceFault. */
export function checkClaim(claim: StatedClaim, known: KnownIds): void {
  for (const key of Object.keys(kinds) as (keyof KnownIds)[])
    claim[key].forEach((id, index) => {
      if (!known[key].includes(id)) throw new EvidenceFault([key, index], id, `the id of ${kinds[key]}`, known[key]);
    });
  if (claim.documents.length === 0) throw new EvidenceFault(["documents"], null, "at least one document that says it");
  if (claim.mechanisms.length === 0) throw new EvidenceFault(["mechanisms"], null, "at least one mechanism");
  if (claim.limits === "" && claim.parts.every(({ query }) => query === null))
    throw new EvidenceFault(["limits"], null, "a sentence that says why no part of the claim can be tested here");
}

/** A fault as one of a table, with the line of the row and the column at fault. */
function tableError(file: string, row: number, columns: Path, fault: EvidenceFault): TableError {
  return new TableError(`${file}, line ${row + 2}, column ${columns.join("_")}: ${fault.message}`);
}

/** Makes faults of what a row of a table says name file and line. */
export function inTable<T>(file: string, row: number, read: () => T): T {
  return elsewhere(read, (fault) => tableError(file, row, fault.path.slice(0, 1), fault));
}

/** Makes faults in the judgement of a claim name the row of `data/evidence/queries.csv`. */
export function inQueries<T>(claim: string, read: () => T): T {
  return elsewhere(read, (fault) => {
    const rows = evidenceTable("queries").flatMap((row, at) => (row.claim === claim ? [at] : []));
    const [, part, ...columns] = fault.path;
    const column = columns[0] === "figures" ? columns.slice(1) : columns;
    return tableError(evidenceFile("queries"), rows[Number(part)], column, fault);
  });
}

/** The documents of the project: those on hand, and the originals behind them. */
export function statedDocuments(): StatedDocument[] {
  const titles = new Map(documents().map(({ id, document }) => [id, document]));
  return evidenceTable("lineage").map(({ id, document, relation, of, origin }, row) => {
    const title = document ?? titles.get(id);
    if (title === undefined)
      throw new TableError(
        `${evidenceFile("lineage")}, line ${row + 2}: ${id} is described neither here nor in data/documents.csv`,
      );
    return { id, title, relation, of, origin };
  });
}

type QueryRow = Row<EvidenceSchemas["queries"]["columns"]>;

function operandOf(
  source: string | null,
  of: string | null,
  when: string | null,
  reduce: string | null,
): Operand | null {
  if (source === null) {
    if (of !== null || when !== null || reduce !== null) throw new EvidenceFault(["source"], null, "a series or table");
    return null;
  }
  if (reduce === null) throw new EvidenceFault(["reduce"], null, "how the figures become one number");
  return { source, of, when, reduce: reduce as Reduction };
}

function queryOf(row: QueryRow): Query | null {
  const figures = operandOf(row.source, row.of, row.when, row.reduce);
  const over = operandOf(row.over_source, row.over_of, row.over_when, row.over_reduce);
  const { comparison, figure, tolerance } = row;
  if (comparison === "untested") {
    if (figures !== null || over !== null || figure !== null || tolerance !== null)
      throw new EvidenceFault(["comparison"], comparison, "a part without figures, or a comparison");
    return null;
  }
  if (figures === null) throw new EvidenceFault(["source"], null, "a series or table");
  if (figure === null) throw new EvidenceFault(["figure"], null, "the figure that the claim names");
  return { figures, over, comparison, figure, tolerance };
}

/** The parts of each claim, by its id, from `data/evidence/queries.csv`. */
function partsByClaim(): ReadonlyMap<string, readonly Part[]> {
  const ids = new Set(claims().map(({ id }) => id));
  const parts = new Map<string, Part[]>();
  const file = evidenceFile("queries");
  evidenceTable("queries").forEach((row, at) => {
    inTable(file, at, () => {
      if (!ids.has(row.claim)) throw new EvidenceFault(["claim"], row.claim, "the id of a claim in data/claims.csv");
      const part = { states: row.states, query: queryOf(row) };
      parts.set(row.claim, [...(parts.get(row.claim) ?? []), part]);
    });
  });
  return parts;
}

/** The claims of the project, with their parts and what they touch. */
export function statedClaims(): StatedClaim[] {
  const parts = partsByClaim();
  const limits = new Map(evidenceTable("verdicts").map((row) => [row.claim, row.limits ?? ""]));
  const links = evidenceTable("claim_links");
  const linked = (claim: string, kind: string): string[] =>
    links.filter((link) => link.claim === claim && link.kind === kind).map(({ id }) => id);
  return claims().map(({ id, claim, documents: said, mechanisms }) => ({
    id,
    claim,
    documents: said,
    mechanisms,
    levers: linked(id, "lever"),
    parameters: linked(id, "parameter"),
    facts: facts()
      .filter((fact) => fact.claims.includes(id))
      .map((fact) => fact.id),
    parts: parts.get(id) ?? [],
    limits: limits.get(id) ?? "",
  }));
}
