import { bargainJsonSchema } from "../../analysis/bargain/schema.ts";
import { scenarioJsonSchema } from "../../scenario/schema.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { UsageError } from "../errors.ts";

const schemas: Readonly<Record<string, () => Record<string, unknown>>> = {
  scenario: scenarioJsonSchema,
  bargain: bargainJsonSchema,
};

/** `corridor schema`: the JSON Schema of a kind of file, for editors. Throws UsageError. */
export function schema(kind: string): void {
  if (!Object.hasOwn(schemas, kind)) {
    const kinds = Object.keys(schemas);
    throw new UsageError(`${JSON.stringify(kind)} was given; expected ${kinds.join(" or ")}${didYouMean(kind, kinds)}`);
  }
  process.stdout.write(`${JSON.stringify(schemas[kind](), null, 2)}\n`);
}
