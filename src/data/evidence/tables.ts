import type { Schema } from "../columns.ts";
import { parseTable, type Rows, TableError } from "../tables.ts";
import { files } from "./embedded.ts";
import { type EvidenceSchemas, type EvidenceTable, evidenceSchemas } from "./schemas.ts";

const parsed = new Map<string, Rows>();

/** Name of a table of evidence as people know it, for messages. */
export function evidenceFile(name: EvidenceTable): string {
  return `data/evidence/${name}.csv`;
}

/** The rows of a table of `data/evidence/`; read once, then kept. Treat them as read-only. Throws TableError. */
export function evidenceTable<N extends EvidenceTable>(name: N): Rows<EvidenceSchemas[N]["columns"]>;
export function evidenceTable(name: EvidenceTable): Rows {
  const known = parsed.get(name);
  if (known) return known;
  const text = files[`${name}.csv`];
  if (text === undefined) throw new TableError(`${evidenceFile(name)}: not embedded; run tools/embed.ts`);
  const rows = parseTable(evidenceFile(name), text, evidenceSchemas[name] as Schema);
  parsed.set(name, rows);
  return rows;
}
