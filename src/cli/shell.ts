/** A word as POSIX shells take it: in quotes if it holds anything beyond letters, digits and a few signs. */
export function shellWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : shellQuoted(word);
}

/** Any text as one word of POSIX shells, in single quotes. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
