import { bargainJsonSchema } from "../../analysis/bargain/schema.ts";
import { evidenceJsonSchema } from "../../analysis/evidence/schema.ts";
import { sweepJsonSchema } from "../../analysis/sweep/schema.ts";
import { scenarioJsonSchema } from "../../scenario/schema.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { UsageError } from "../errors.ts";

const schemas: Readonly<Record<string, () => Record<string, unknown>>> = {
  scenario: scenarioJsonSchema,
  bargain: bargainJsonSchema,
  evidence: evidenceJsonSchema,
  sweep: sweepJsonSchema,
};

export const schemaKinds = Object.keys(schemas);

/** `corridor schema`: the JSON Schema of a kind of file, for editors. Throws UsageError. */
export function schema(kind: string): void {
  if (!Object.hasOwn(schemas, kind)) {
    const suggestion = didYouMean(kind, schemaKinds);
    throw new UsageError(`${JSON.stringify(kind)} was given; expected ${schemaKinds.join(" or ")}${suggestion}`);
  }
  process.stdout.write(`${JSON.stringify(schemas[kind](), null, 2)}\n`);
}
