import { stemmer as stemEnglish } from "@orama/stemmers/english";
import { stemmer as stemSpanish } from "@orama/stemmers/spanish";
import { stopwords as englishStopwords } from "@orama/stopwords/english";
import { stopwords as spanishStopwords } from "@orama/stopwords/spanish";

/** `other` has no stemmer and no list of function words: names, numbers and shared wording alone speak. */
export type Language = "en" | "es" | "other";

export interface Word {
  /** As written. */
  readonly text: string;
  /** In lower case; numbers without separators. */
  readonly plain: string;
  readonly stem: string;
  /** False for function words, such as articles and prepositions, and for single letters. */
  readonly isContent: boolean;
}

export interface Sentence {
  readonly text: string;
  readonly words: readonly Word[];
}

const functionWords: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(englishStopwords),
  es: new Set(spanishStopwords),
  other: new Set(),
};

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
  en: stemEnglish,
  es: stemSpanish,
  other: (word) => word,
};

/** Below this share of function words a text is in neither language; English and Spanish prose has 35 to 55 percent. */
const leastFunctionWords = 0.2;

const wordSegmenter = new Intl.Segmenter("en", { granularity: "word" });
const sentenceSegmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** `4870` for `4,870`, `4.870` and `4 870`; a comma or point before other than three digits is decimal. */
function withoutSeparators(text: string): string {
  return text.replace(/(?<=\d)[.,\u00a0\u202f](?=\d{3}(?!\d))/g, "").replace(/(?<=\d),(?=\d)/g, ".");
}

/** Longest piece given to a segmenter, in characters: every segment holds a copy of the whole piece. */
const longestPiece = 2000;

/** Lines; those that are too long are parted after sentences, or anywhere if there are none. */
function piecesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => (line.length <= longestPiece ? [line] : line.split(/(?<=[.?!]["”»]?)\s+(?=["“«¿¡]?\p{Lu})/u)))
    .flatMap((piece) =>
      Array.from({ length: Math.ceil(piece.length / longestPiece) }, (_, i) =>
        piece.slice(i * longestPiece, (i + 1) * longestPiece),
      ),
    );
}

function rawWords(text: string): string[] {
  return piecesOf(text.replace(/’/g, "'")).flatMap((piece) =>
    [...wordSegmenter.segment(piece)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
  );
}

/** The language of a text, by its function words. */
export function languageOf(text: string): Language {
  const words = rawWords(text).map((word) => word.toLowerCase());
  const share = (language: Language): number =>
    words.filter((word) => functionWords[language].has(word)).length / Math.max(1, words.length);
  const [en, es] = [share("en"), share("es")];
  if (Math.max(en, es) < leastFunctionWords) return "other";
  return en >= es ? "en" : "es";
}

/** The words of a text in order. */
export function wordsOf(text: string, language: Language): Word[] {
  return rawWords(text).map((word) => {
    const plain = withoutSeparators(word.toLowerCase());
    const isContent = plain.length > 1 && !functionWords[language].has(plain);
    return { text: word, plain, stem: stemmers[language](plain), isContent };
  });
}

/** Sentences in order; a line break ends one, as headlines have no full stop. */
export function sentencesOf(text: string, language: Language): Sentence[] {
  return piecesOf(text)
    .flatMap((piece) => [...sentenceSegmenter.segment(piece)].map(({ segment }) => segment.trim()))
    .map((sentence) => ({ text: sentence, words: wordsOf(sentence, language) }))
    .filter(({ words }) => words.length > 0);
}
