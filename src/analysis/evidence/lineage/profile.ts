import { type Anchors, anchorsOf } from "./anchors.ts";
import { quotesOf } from "./quotes.ts";
import { shinglesOf } from "./shingles.ts";
import type { SourceText } from "./source-text.ts";
import { type Language, languageOf, type Sentence, sentencesOf, type Word, wordsOf } from "./words.ts";

/** Everything about one text that comparisons look at. */
export interface Profile {
  readonly source: SourceText;
  readonly language: Language;
  readonly sentences: readonly Sentence[];
  readonly words: readonly Word[];
  /** Stems of content words that are neither names nor numbers. */
  readonly stems: ReadonlySet<string>;
  readonly shingles: ReadonlySet<string>;
  readonly anchors: Anchors;
  readonly quotes: readonly (readonly Word[])[];
  /** The quotes as written, in the same order. */
  readonly quoteTexts: readonly string[];
}

/** Reads a text for comparison with others. */
export function profileOf(source: SourceText): Profile {
  const language = languageOf(source.text);
  const sentences = sentencesOf(source.text, language);
  const words = sentences.flatMap((sentence) => sentence.words);
  const anchors = anchorsOf(sentences);
  const stems = words
    .filter(({ isContent, plain }) => isContent && !anchors.names.has(plain) && !anchors.numbers.has(plain))
    .map(({ stem }) => stem);
  const quoteTexts = quotesOf(source.text);
  return {
    source,
    language,
    sentences,
    words,
    stems: new Set(stems),
    shingles: shinglesOf(words),
    anchors,
    quotes: quoteTexts.map((quote) => wordsOf(quote, language)),
    quoteTexts,
  };
}
