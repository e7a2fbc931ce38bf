import { numberOf } from "../../src/analysis/evidence/lineage/anchors.ts";
import { type Language, wordsOf } from "../../src/analysis/evidence/lineage/words.ts";
import { englishSynonyms } from "./word-net.ts";

/** A plain seeded generator for choices in tests (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Swapped {
  readonly text: string;
  /** Content words that were replaced, over all content words. */
  readonly share: number;
}

const smallNumbers = new Set(["one", "two", "uno", "una", "dos"]);

interface Place {
  readonly at: number;
  readonly word: string;
  readonly synonyms: readonly string[];
}

/** Content words: no function words, no numbers, no names; a capital within a line marks a name. */
function contentPlaces(text: string, language: Language, synonymsOf: (word: string) => readonly string[]): Place[] {
  return [...text.matchAll(/[\p{L}]+(?:['’-][\p{L}]+)*/gu)].flatMap(({ 0: word, index }) => {
    const [first] = wordsOf(word, language);
    const starts = /(^|[.?!]["”»]?\s|["“«¿¡\n])$/.test(text.slice(Math.max(0, index - 3), index)) || index === 0;
    if (!first?.isContent || numberOf(first) !== undefined || (/^\p{Lu}/u.test(word) && !starts)) return [];
    if (/^\p{Lu}+$/u.test(word) || smallNumbers.has(word)) return [];
    return [{ at: index, word, synonyms: synonymsOf(word.toLowerCase()) }];
  });
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

/**
 * Replaces a share of the content words of a text by synonyms drawn at random, quotes and headline included, as article spinners do.
 * Names and numbers stay.
 */
export function swapSynonyms(
  text: string,
  share: number,
  seed: number,
  language: Language = "en",
  synonymsOf: (word: string) => readonly string[] = englishSynonyms,
): Swapped {
  const random = generator(seed);
  const places = contentPlaces(text, language, synonymsOf);
  const able = shuffled(
    places.filter(({ synonyms }) => synonyms.length > 0),
    random,
  );
  const chosen = able.slice(0, Math.round(share * places.length)).sort((x, y) => y.at - x.at);
  let result = text;
  for (const { at, word, synonyms } of chosen) {
    const synonym = synonyms[Math.floor(random() * synonyms.length)];
    const fitted = /^\p{Lu}/u.test(word) ? synonym.charAt(0).toUpperCase() + synonym.slice(1) : synonym;
    result = result.slice(0, at) + fitted + result.slice(at + word.length);
  }
  return { text: result, share: chosen.length / places.length };
}
