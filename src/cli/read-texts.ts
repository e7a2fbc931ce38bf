import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, parse } from "node:path";
import { parseDocument } from "yaml";
import type { SourceText } from "../analysis/evidence/lineage/source-text.ts";
import { reasonOf, UsageError } from "./errors.ts";

/** Largest text, bytes: some 15,000 words; and all texts together. Time grows with the square. */
const maxBytes = 100_000;
const maxTotal = 500_000;
/** Most texts in a folder. */
const maxTexts = 100;
const endings = [".txt", ".md"];

export interface TextFolder {
  readonly texts: readonly SourceText[];
  /** Names of files that are no texts, by their endings. */
  readonly skipped: readonly string[];
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw new UsageError(`cannot read ${folder}: ${reasonOf(error)}; expected a folder of texts`);
  }
}

/** The bytes of a text as characters. Throws UsageError. */
function decoded(path: string): string {
  let bytes: Buffer;
  try {
    const { size } = statSync(path);
    if (size > maxBytes)
      throw new UsageError(
        `${path}: ${size.toLocaleString("en-US")} bytes were given; expected a text of at most ${maxBytes.toLocaleString("en-US")}, some 15,000 words`,
      );
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
  if (bytes.includes(0)) throw new UsageError(`${path}: binary data was given; expected plain text in UTF-8`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    throw new UsageError(`${path}: bytes that are not UTF-8 were given; expected plain text in UTF-8`);
  }
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const frontMatter = /^---\n([\s\S]*?)\n---\n/;

/** What stands between lines of three dashes at the top, if anything does. Throws UsageError. */
function headOf(path: string, content: string): Readonly<Record<string, unknown>> {
  const source = frontMatter.exec(content)?.[1];
  if (source === undefined) return {};
  const document = parseDocument(source);
  const [fault] = document.errors;
  if (fault) {
    const line = (fault.linePos?.[0].line ?? 1) + 1;
    throw new UsageError(
      `${path}:${line}: the lines between --- are not YAML; expected such as title, publisher, date, each with a colon`,
    );
  }
  const value: unknown = document.toJS();
  return value !== null && typeof value === "object" ? { ...value } : {};
}

function stringIn(head: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = head[key];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** A text file, which may begin with title, publisher and date between lines of three dashes. Throws UsageError. */
function readSource(path: string, id: string): SourceText {
  const content = decoded(path);
  const head = headOf(path, content);
  const text = content.replace(frontMatter, "").trim();
  if (!/\p{L}/u.test(text)) throw new UsageError(`${path}: no words were given; expected the text of a document`);
  const date = head.date;
  if (date !== undefined && date !== null && !(typeof date === "string" && isDay(date)))
    throw new UsageError(`${path}: date: ${JSON.stringify(date)} was given; expected a day such as 2024-03-01`);
  const title = stringIn(head, "title");
  const publisher = stringIn(head, "publisher");
  return {
    id,
    text,
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(typeof date === "string" ? { date } : {}),
  };
}

/** The texts of a folder, by name; its own folders are left alone. Throws UsageError. */
export function readTexts(folder: string): TextFolder {
  const files = filesIn(folder);
  const names = files.filter((name) => endings.includes(extname(name).toLowerCase()));
  const skipped = files.filter((name) => !names.includes(name));
  const found = names.length === 1 ? "1 text was" : `${names.length} texts were`;
  if (names.length < 2)
    throw new UsageError(`${found} found in ${folder}; expected at least two, in files ending in .txt or .md`);
  if (names.length > maxTexts)
    throw new UsageError(`${found} found in ${folder}; expected at most ${maxTexts}, as every pair is compared`);
  const fileOf = new Map<string, string>();
  for (const name of names) {
    const id = parse(name).name;
    const other = fileOf.get(id.toLowerCase());
    if (other !== undefined)
      throw new UsageError(`${folder}: ${other} and ${name} have one name; expected a name for each, as it is the id`);
    fileOf.set(id.toLowerCase(), name);
  }
  const texts = names.map((name) => readSource(join(folder, name), parse(name).name));
  const total = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (total > maxTotal)
    throw new UsageError(
      `${folder}: ${total.toLocaleString("en-US")} characters were given in all; expected at most ${maxTotal.toLocaleString("en-US")}, as every pair is compared`,
    );
  return { texts, skipped };
}
