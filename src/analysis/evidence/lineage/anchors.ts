import type { Sentence, Word } from "./words.ts";

/** Names and numbers of a text: what stays when every other word is replaced. */
export interface Anchors {
  /** Words of names in lower case, such as `puerto` and `amaro`. */
  readonly names: ReadonlySet<string>;
  /** Plain digits, such as `4870`. */
  readonly numbers: ReadonlySet<string>;
  /** Names as written, such as `Office of Land Ports`, each once. */
  readonly phrases: readonly string[];
}

const numerals = new Map<string, string>();

/** English and Spanish words for the numbers from 3 on; one and two say next to nothing. */
function addNumerals(first: number, step: number, words: string): void {
  words.split(" ").forEach((word, i) => {
    numerals.set(word, String(first + step * i));
  });
}

addNumerals(3, 1, "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen");
addNumerals(18, 1, "eighteen nineteen twenty");
addNumerals(30, 10, "thirty forty fifty sixty seventy eighty ninety");
addNumerals(3, 1, "tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete");
addNumerals(18, 1, "dieciocho diecinueve veinte");
addNumerals(30, 10, "treinta cuarenta cincuenta sesenta setenta ochenta noventa");

const calendar = new Set(
  (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august " +
    "september october november december lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril " +
    "mayo junio julio agosto septiembre octubre noviembre diciembre"
  ).split(" "),
);

/** The number that a word is, in digits; undefined if it is none, or below 3. */
export function numberOf({ plain }: Word): string | undefined {
  const digits = /^\d+(\.\d+)?$/.test(plain) ? plain : numerals.get(plain);
  return digits === undefined || Number(digits) < 3 ? undefined : digits;
}

function isCapital({ text }: Word): boolean {
  return /^\p{Lu}/u.test(text);
}

function mayBeName(word: Word): boolean {
  return isCapital(word) && word.isContent && !calendar.has(word.plain) && numberOf(word) === undefined;
}

/** A headline with capitals throughout, or a dateline, whose capitals say nothing about names. */
function isTitleCase({ text, words }: Sentence): boolean {
  if (/[.?!]["”»]?$/.test(text)) return false;
  const content = words.filter(({ isContent }) => isContent);
  return content.length > 0 && content.filter(isCapital).length > 0.7 * content.length;
}

/** Whether a word of a sentence is capital for what it is, and not for where it stands. */
function isInside({ text, words }: Sentence, index: number): boolean {
  if (index === 0) return false;
  return !new RegExp(`["“«‘¿¡:—(]\\s*${words[index].text}`, "u").test(text);
}

/** Words that may stand within a name. */
const connectors = new Set(["of", "de", "del", "la", "las", "los"]);

/** Words of names in a row, with what connects them. */
function phrasesOf(sentences: readonly Sentence[], names: ReadonlySet<string>): string[] {
  const phrases = new Set<string>();
  for (const { words } of sentences) {
    let phrase: Word[] = [];
    const end = (): void => {
      while (connectors.has(phrase.at(-1)?.text ?? "")) phrase.pop();
      if (phrase.length > 0) phrases.add(phrase.map(({ text }) => text).join(" "));
      phrase = [];
    };
    for (const word of words) {
      if (isCapital(word) && names.has(word.plain)) phrase.push(word);
      else if (phrase.length > 0 && connectors.has(word.text)) phrase.push(word);
      else end();
    }
    end();
  }
  return [...phrases];
}

/** Names and numbers in the sentences of a text. A name at the start of a sentence counts if it stands within another too. */
export function anchorsOf(sentences: readonly Sentence[]): Anchors {
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const sentence of sentences) {
    const mined = !isTitleCase(sentence);
    sentence.words.forEach((word, i) => {
      const number = numberOf(word);
      if (number !== undefined) numbers.add(number);
      if (mined && mayBeName(word) && isInside(sentence, i)) names.add(word.plain);
    });
  }
  return { names, numbers, phrases: phrasesOf(sentences, names) };
}
