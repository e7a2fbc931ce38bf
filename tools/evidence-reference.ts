/**
 * Writes the reference of all claims, `docs/evidence.md`, from the ledger.
 * Usage: npx tsx tools/evidence-reference.ts
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { figureText, originsText, verdictText } from "../src/cli/evidence-words.ts";
import {
  type ClaimEntry,
  type DocumentEntry,
  evidenceLedger,
  type MechanismEntry,
  type ParameterEntry,
} from "../src/data/evidence/ledger.ts";
import { queryText } from "../src/data/evidence/query-text.ts";
import { verdicts } from "../src/data/evidence/schemas.ts";

export const evidenceReferencePath = "docs/evidence.md";

const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(", ");
const line = (label: string, list: readonly string[], write = names): string =>
  list.length === 0 ? "" : `\n- ${label}: ${write(list)}`;

function claimText(claim: ClaimEntry): string {
  const queries = claim.parts.flatMap(({ query }) => (query === null ? [] : [queryText(query)]));
  const touched = [...claim.levers, ...claim.parameters];
  return `### ${claim.id}

> ${claim.claim}

${verdictText(claim)}

- ${originsText(claim)}
- Mechanisms: ${claim.mechanisms.join(", ")}${line("Levers and parameters", touched)}${line("Facts", claim.facts, (ids) => ids.join(", "))}${line("Decided by", queries)}
`;
}

/** A table whose columns are as wide as their widest cell, as the formatter of the repository has it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at].length)));
  const drawn = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(" | ")} |`;
  return [drawn(head), drawn(widths.map((width) => "-".repeat(width))), ...rows.map(drawn)].join("\n");
}

function documentRow({ id, relation, of, independentOrigin, title }: DocumentEntry): string[] {
  return [id, relation, of ?? "", independentOrigin, title];
}

function valuesOf({ rows }: ParameterEntry): string {
  const values = rows.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? figureText(low) : `${figureText(low)} to ${figureText(high)}`;
}

function parameterRow(parameter: ParameterEntry): string[] {
  const { name, rows, grades, mechanisms } = parameter;
  return [`\`${name}\``, valuesOf(parameter), rows[0].unit, grades.join(", "), mechanisms.join(", ")];
}

function mechanismRow({ id, title, section, claims, levers }: MechanismEntry): string[] {
  const anchor = section.toLowerCase().replaceAll(" ", "-");
  return [`[${id}](model.md#${anchor})`, title, claims.join(" "), names(levers)];
}

/** The reference as Markdown. */
export function evidenceReference(): string {
  const { claims, documents, mechanisms, parameters } = evidenceLedger();
  const counts = verdicts.map((verdict) => `${claims.filter((claim) => claim.verdict === verdict).length} ${verdict}`);
  return `# Evidence

What the documents behind the model say, from how many independent origins, and whether the tables bear it out. Copies of one story are one
origin. Each claim is cut into parts, and each part that a table can decide has a query; the verdict follows from the answers: _supported_ if all
parts hold, _contradicted_ if none that can be tested does, _untestable here_ if none can be, else _partly_. Of ${claims.length} claims: ${counts.join(", ")}.
How this works is in [design/0015-evidence.md](design/0015-evidence.md), the language of queries in [data/README.md](../data/README.md#evidence).

\`corridor evidence\` prints all of this; \`corridor evidence check\` judges every claim again. This page is written from the tables by
\`tools/evidence-reference.ts\`.

## Documents

${table(["document", "relation", "of", "origin", "what it is"], documents.map(documentRow))}

## Claims

${claims.map(claimText).join("\n")}
## Mechanisms

${table(["mechanism", "what", "claims", "levers"], mechanisms.map(mechanismRow))}

## Parameters

Values before any fit; ranges and sources by row are in \`data/parameters.csv\` and in \`corridor evidence parameter NAME\`. Levers are in
[levers.md](levers.md).

${table(["parameter", "value", "unit", "grade", "mechanisms"], parameters.map(parameterRow))}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(evidenceReferencePath, evidenceReference());
