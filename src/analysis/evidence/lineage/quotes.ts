/** Shorter quotes are names or single terms. */
const fewestWords = 4;

const marks = /“([^“”]+)”|«([^«»]+)»|"([^"]+)"/g;

/** What stands in quotation marks and is long enough to be somebody's words, in order. */
export function quotesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => [...line.matchAll(marks)].map((match) => match[1] ?? match[2] ?? match[3]))
    .filter((quote) => quote.trim().split(/\s+/).length >= fewestWords);
}
