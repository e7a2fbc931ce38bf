import { evidenceJsonSchema } from "../../analysis/evidence/schema.ts";
import { scenarioJsonSchema } from "../../scenario/schema.ts";
import { UsageError } from "../errors.ts";

/** `corridor schema`: the JSON Schema of scenario files or of files of evidence, for editors. Throws UsageError on any other. */
export function schema(what: string): void {
  if (what !== "scenario" && what !== "evidence")
    throw new UsageError(`${JSON.stringify(what)} was given; expected scenario or evidence`);
  const content = what === "scenario" ? scenarioJsonSchema() : evidenceJsonSchema();
  process.stdout.write(`${JSON.stringify(content, null, 2)}\n`);
}
