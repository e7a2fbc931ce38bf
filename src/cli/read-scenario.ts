import { dirname, join } from "node:path";
import { files } from "../scenario/embedded.ts";
import { ScenarioError } from "../scenario/error.ts";
import { isOfThisVersion, LinkError, type LinkedScenario, linkIn, readLink, scenarioFileOf } from "../scenario/link.ts";
import { loadScenario, parseScenario, type ResolvedScenario } from "../scenario/load.ts";
import { maxBytes } from "../scenario/read-yaml.ts";
import { UsageError } from "./errors.ts";
import { readText } from "./files.ts";

const read = (path: string): string => readText(path, maxBytes);

/** The scenario of a link of the page; undefined if the word is none. Throws UsageError. */
function linked(word: string): LinkedScenario | undefined {
  const link = linkIn(word);
  if (link === undefined) return undefined;
  try {
    return readLink(link);
  } catch (error) {
    if (error instanceof LinkError) throw new UsageError(`the link cannot be read: ${error.message}`);
    throw error;
  }
}

/** The same as the text of a scenario file. */
function linkedText(word: string): string | undefined {
  const found = linked(word);
  return found && JSON.stringify(scenarioFileOf(found, "A scenario from a link"));
}

/** Says on stderr which of the words are links whose numbers were others, made with another version of the model or of its figures. */
export function noteOtherVersions(words: readonly string[]): void {
  for (const word of words) {
    const found = linked(word);
    if (found && !isOfThisVersion(found))
      process.stderr.write(
        "Note: the link was made with another version of the model or its figures; the scenario is the same, the numbers may differ\n",
      );
  }
}

/** Keys that a sweep has and a scenario has not. */
const sweepKeys = ["design", "samples", "rows", "over", "members", "replications", "keep", "monthly"];

/** Loads a bundled scenario by name, a file by path, or a link of the page. Throws ScenarioError and UsageError. */
export function readScenario(word: string): ResolvedScenario {
  const text = linkedText(word);
  if (text !== undefined) return loadScenario(text, { read, file: "link" });
  try {
    return loadScenario(word, { read });
  } catch (error) {
    if (error instanceof ScenarioError && error.file === word && sweepKeys.includes(error.path))
      throw new UsageError(`${word}: a sweep was given; expected a scenario; sweeps are for corridor sweep`);
    throw error;
  }
}

/** Bundled name or path of the scenario on which another rests; undefined if it rests on none. Throws as `readScenario` does. */
export function baseOf(word: string): string | undefined {
  const bundled = files[`${word}.yaml`];
  const text = linkedText(word);
  const { base } = parseScenario(text ?? bundled ?? read(word), word).content;
  if (base === undefined || text !== undefined || bundled !== undefined || Object.hasOwn(files, `${base}.yaml`))
    return base;
  return join(dirname(word), base);
}
