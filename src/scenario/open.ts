import type { z } from "zod";
import { type Position, pathLabel, ScenarioError, show } from "./error.ts";
import { firstFault, type KeysAt } from "./fault.ts";
import { type FileKind, readYaml, type YamlText } from "./read-yaml.ts";

const start: Position = { line: 1, column: 1 };

/** Throws ScenarioError at a path of a file. */
export type Fail = (path: readonly PropertyKey[], sentence: string) => never;

/** The mapping that a file is. */
export type Raw = Readonly<Record<string, unknown>>;

/** What a file has to be, in one version of its schema. */
export interface Form<Content> {
  /** What the whole of it is called where a fault is not in one part. */
  readonly whole: string;
  /** What completes "an empty file was given; expected ...". */
  readonly filled: string;
  /** What completes "expected a mapping with the keys ...". */
  readonly keys: string;
  readonly version: number;
  /** Brings a file of an older version up to date, or says why it cannot; without it only this version is read. */
  readonly migrate?: (file: Raw) => Raw | string;
  readonly schema: z.ZodType<Content>;
  readonly keysAt: KeysAt;
  readonly kind?: FileKind;
}

/** A file that has the right form, and what says where a fault of it is. */
export interface Opened<Content> {
  readonly content: Content;
  readonly fail: Fail;
  readonly locate: YamlText["locate"];
}

function upToDate<Content>(file: Raw, { version, migrate }: Form<Content>): Raw | string {
  if (migrate) return migrate(file);
  const { corridor } = file;
  if (typeof corridor !== "number" || corridor <= version) return file;
  return `schema version ${corridor} was given; expected ${version}; a newer release of Corridor reads this file`;
}

/** Reads a file and holds it against its schema. Throws ScenarioError with the first fault. */
export function openFile<Content>(text: string, file: string, form: Form<Content>): Opened<Content> {
  const { whole, filled, keys, schema, keysAt, kind } = form;
  const yaml = readYaml(text, file, kind);
  const fail: Fail = (path, sentence) => {
    throw new ScenarioError(file, yaml.locate(path), pathLabel(path, whole), sentence);
  };
  if (yaml.value === null || yaml.value === undefined)
    throw new ScenarioError(file, start, whole, `an empty file was given; expected ${filled}`);
  if (typeof yaml.value !== "object" || Array.isArray(yaml.value))
    return fail([], `${show(yaml.value)} was given; expected a mapping with the keys ${keys}`);
  const raw = upToDate(yaml.value as Raw, form);
  if (typeof raw === "string") return fail(["corridor"], raw);
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw firstFault(parsed.error, raw, file, yaml, keysAt, whole);
  return { content: parsed.data, fail, locate: yaml.locate };
}
