import { type AlignedSentences, alignSentences, likenessOf } from "./alignment.ts";
import type { Profile } from "./profile.ts";
import { containment, resemblance, sharedCount } from "./shingles.ts";

/** One quote in two texts, as each has it. */
export interface SharedQuote {
  readonly shorter: string;
  readonly longer: string;
  /** 1 if the same words, 0.5 where half of them were replaced. */
  readonly likeness: number;
}

/** What two texts have in common. Shares run from 0 to 1. */
export interface Comparison {
  /** The text with fewer words; the first in the order of ids if both have as many. */
  readonly shorter: Profile;
  readonly longer: Profile;
  /** Words of the shorter text over those of the longer. */
  readonly lengthRatio: number;
  /** Runs of five words: shared over all, of the shorter found in the longer, and of the longer found in the shorter. */
  readonly shingleResemblance: number;
  readonly shorterInLonger: number;
  readonly longerInShorter: number;
  /** Sentences that correspond; `a` counts in the shorter text, `b` in the longer. */
  readonly sentences: readonly AlignedSentences[];
  /** Share of the words of each text that stand in such sentences. */
  readonly alignedShorter: number;
  readonly alignedLonger: number;
  /** Mean likeness of such sentences, weighted by words; 0 without any. */
  readonly likeness: number;
  /** Such sentences that follow one another in both texts alike, over all of them; 0 without any. */
  readonly sameOrder: number;
  readonly quotes: readonly SharedQuote[];
  /** Names of the shorter text, as it writes them, whose every word is a name in the longer. */
  readonly sharedNames: readonly string[];
  readonly sharedNumbers: readonly string[];
  /** Words of names, and numbers: shared over all. */
  readonly nameResemblance: number;
  readonly numberResemblance: number;
  /** Share of the names of the shorter text that the longer has. */
  readonly namesTraced: number;
  /** Numbers and quotes of the shorter text. */
  readonly particulars: number;
  /** Share of them that the longer has. */
  readonly particularsTraced: number;
  /** Words of names, numbers and quotes of the shorter text, and share of them that the longer has. */
  readonly marks: number;
  readonly marksTraced: number;
  /** Share of its other content words that the longer has, by their stems. */
  readonly wordsTraced: number;
}

/** Quotes less alike than this are not held to be one. */
const leastQuoteLikeness = 0.5;

function inOrderOfLength(a: Profile, b: Profile): [shorter: Profile, longer: Profile] {
  const difference = a.words.length - b.words.length;
  return difference < 0 || (difference === 0 && a.source.id < b.source.id) ? [a, b] : [b, a];
}

function sharedQuotes(shorter: Profile, longer: Profile): SharedQuote[] {
  return shorter.quotes.flatMap((quote, i) => {
    const likenesses = longer.quotes.map((other) => likenessOf(quote, other));
    const likeness = Math.max(0, ...likenesses);
    if (likeness < leastQuoteLikeness) return [];
    const at = likenesses.indexOf(likeness);
    return [{ shorter: shorter.quoteTexts[i], longer: longer.quoteTexts[at], likeness }];
  });
}

/** Length of the longest rising run, with gaps, over the length of the row. */
function risingShare(row: readonly number[]): number {
  const ends: number[] = [];
  for (const value of row) {
    const at = ends.findIndex((end) => end >= value);
    if (at === -1) ends.push(value);
    else ends[at] = value;
  }
  return row.length === 0 ? 0 : ends.length / row.length;
}

function wordsIn({ sentences }: Profile, indices: readonly number[]): number {
  return indices.reduce((sum, index) => sum + sentences[index].words.length, 0);
}

function sharedNames(shorter: Profile, longer: Profile): string[] {
  const { names } = shorter.anchors;
  return shorter.anchors.phrases.filter((phrase) =>
    phrase
      .toLowerCase()
      .split(" ")
      .every((word) => !names.has(word) || longer.anchors.names.has(word)),
  );
}

/** Compares two texts. */
export function compareTexts(a: Profile, b: Profile): Comparison {
  const [shorter, longer] = inOrderOfLength(a, b);
  const sentences = alignSentences(shorter.sentences, longer.sentences);
  const inShorter = wordsIn(
    shorter,
    sentences.map((pair) => pair.a),
  );
  const inLonger = wordsIn(
    longer,
    sentences.map((pair) => pair.b),
  );
  const weighted = sentences.reduce((sum, pair) => sum + pair.likeness * shorter.sentences[pair.a].words.length, 0);
  const quotes = sharedQuotes(shorter, longer);
  const particulars = shorter.anchors.numbers.size + shorter.quotes.length;
  const numbers = sharedCount(shorter.anchors.numbers, longer.anchors.numbers);
  const names = sharedCount(shorter.anchors.names, longer.anchors.names);
  const marks = shorter.anchors.names.size + particulars;
  return {
    shorter,
    longer,
    lengthRatio: shorter.words.length / Math.max(1, longer.words.length),
    shingleResemblance: resemblance(shorter.shingles, longer.shingles),
    shorterInLonger: containment(shorter.shingles, longer.shingles),
    longerInShorter: containment(longer.shingles, shorter.shingles),
    sentences,
    alignedShorter: inShorter / Math.max(1, shorter.words.length),
    alignedLonger: inLonger / Math.max(1, longer.words.length),
    likeness: inShorter === 0 ? 0 : weighted / inShorter,
    sameOrder: risingShare(sentences.map((pair) => pair.b)),
    quotes,
    sharedNames: sharedNames(shorter, longer),
    sharedNumbers: [...shorter.anchors.numbers].filter((number) => longer.anchors.numbers.has(number)),
    nameResemblance: resemblance(shorter.anchors.names, longer.anchors.names),
    numberResemblance: resemblance(shorter.anchors.numbers, longer.anchors.numbers),
    namesTraced: containment(shorter.anchors.names, longer.anchors.names),
    particulars,
    particularsTraced: particulars === 0 ? 0 : (numbers + quotes.length) / particulars,
    marks,
    marksTraced: marks === 0 ? 0 : (names + numbers + quotes.length) / marks,
    wordsTraced: containment(shorter.stems, longer.stems),
  };
}
