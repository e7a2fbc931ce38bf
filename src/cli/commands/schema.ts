import { scenarioJsonSchema } from "../../scenario/schema.ts";

/** `corridor schema`: the JSON Schema of scenario files, for editors. */
export function schema(): void {
  process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
}
