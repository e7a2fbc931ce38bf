import type { z } from "zod";
import { pathLabel, ScenarioError, show } from "./error.ts";
import type { YamlText } from "./read-yaml.ts";
import { didYouMean } from "./suggest.ts";

/** Keys that a mapping at a path of a file may have. */
export type KeysAt = (path: readonly PropertyKey[]) => readonly string[];

function sentenceOf(issue: z.core.$ZodIssue, given: unknown, keysAt: KeysAt): string {
  if (issue.code === "custom") return issue.message;
  if (issue.code === "unrecognized_keys") {
    const keys = keysAt(issue.path);
    const suggestion = didYouMean(issue.keys[0], keys);
    return `the unknown key ${show(issue.keys[0])} was given; expected one of ${keys.join(", ")}${suggestion}`;
  }
  const suggestion = issue.code === "invalid_value" ? didYouMean(given, issue.values.map(String)) : "";
  return `${show(given)} was given; expected ${issue.message}${suggestion}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return at;
}

/**
 * The first fault of a file that its schema refuses, with its place.
 * @param raw what the schema was given.
 * @param keysAt keys that a mapping at a path of the file may have.
 */
export function firstFault(
  error: z.ZodError,
  raw: unknown,
  file: string,
  yaml: YamlText,
  keysAt: KeysAt,
  whole?: string,
): ScenarioError {
  const faults = error.issues.map((issue) => {
    const unknownKey = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const position = unknownKey === undefined ? yaml.locate(issue.path) : yaml.locateKey(issue.path, unknownKey);
    const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
    const given = valueAt(raw, issue.path);
    return { position, path, sentence: sentenceOf(issue, given, keysAt), missing: given === undefined };
  });
  // What is missing comes last: it is often there under a misspelt key.
  const order = (a: (typeof faults)[number], b: (typeof faults)[number]): number =>
    Number(a.missing) - Number(b.missing) || a.position.line - b.position.line || a.position.column - b.position.column;
  const [first] = faults.sort(order);
  return new ScenarioError(file, first.position, pathLabel(first.path, whole), first.sentence);
}
