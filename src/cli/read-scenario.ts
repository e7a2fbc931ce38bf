import { dirname, join } from "node:path";
import { files } from "../scenario/embedded.ts";
import { loadScenario, parseScenario, type ResolvedScenario } from "../scenario/load.ts";
import { maxBytes } from "../scenario/read-yaml.ts";
import { readText } from "./files.ts";

const read = (path: string): string => readText(path, maxBytes);

/** Loads a bundled scenario by name, or a file by path. Throws ScenarioError. */
export function readScenario(nameOrPath: string): ResolvedScenario {
  return loadScenario(nameOrPath, { read });
}

/** Bundled name or path of the scenario on which another rests; undefined if it rests on none. Throws ScenarioError. */
export function baseOf(nameOrPath: string): string | undefined {
  const bundled = files[`${nameOrPath}.yaml`];
  const { base } = parseScenario(bundled ?? read(nameOrPath), nameOrPath).content;
  if (base === undefined || bundled !== undefined || Object.hasOwn(files, `${base}.yaml`)) return base;
  return join(dirname(nameOrPath), base);
}
