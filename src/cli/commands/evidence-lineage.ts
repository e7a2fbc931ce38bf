import { proposeLineages } from "../../analysis/evidence/lineage/lineages.ts";
import { checkOutputs, writeOutputs } from "../files.ts";
import { lineageYaml } from "../lineage-file.ts";
import { lineageJson, lineageText } from "../lineage-report.ts";
import { readTexts } from "../read-texts.ts";
import { terminalWidth } from "../terminal.ts";

export interface LineageOptions {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

/** `corridor evidence lineage`: proposes which texts of a folder come from one story. Throws UsageError. */
export function evidenceLineage(folder: string, { all, json, out, force }: LineageOptions): void {
  if (out !== undefined) checkOutputs([out], { force: force === true, inputs: [] });
  const { texts, skipped } = readTexts(folder);
  if (skipped.length > 0)
    process.stderr.write(`Note: left out, as they end in neither .txt nor .md: ${skipped.join(", ")}\n`);
  const proposal = proposeLineages(texts);
  if (out !== undefined) writeOutputs([{ path: out, content: lineageYaml(proposal) }], false);
  const report = json ? JSON.stringify(lineageJson(proposal)) : lineageText(proposal, all === true, terminalWidth());
  process.stdout.write(`${report}\n`);
  if (out !== undefined) process.stderr.write(`Wrote ${out}\n`);
}
