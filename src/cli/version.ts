import { readFileSync } from "node:fs";

/** Version of the package, which is that of engine, model and data together. */
export const version: string = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }
).version;
