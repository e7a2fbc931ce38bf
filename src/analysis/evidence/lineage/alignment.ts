import type { Sentence, Word } from "./words.ts";

/** Two sentences that say the same in the same frame. */
export interface AlignedSentences {
  /** Index of the sentence in each text. */
  readonly a: number;
  readonly b: number;
  /** Words in common, in order, over the mean length: 1 if the same, about 0.3 by chance. */
  readonly likeness: number;
}

/** Shorter sentences are alike by chance. */
const fewestWords = 6;

/** Sentences less alike than this are not held to be one. */
const leastLikeness = 0.5;

/** Length of the longest common subsequence of two rows of words. */
function commonInOrder(a: readonly string[], b: readonly string[]): number {
  let above = new Uint16Array(b.length + 1);
  let row = new Uint16Array(b.length + 1);
  for (const word of a) {
    for (let j = 1; j <= b.length; j++) {
      row[j] = word === b[j - 1] ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
    }
    [above, row] = [row, above];
  }
  return above[b.length];
}

function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words in common in any order: never fewer than those in order. */
function commonInAnyOrder(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  return common;
}

/** How alike two rows of words are, 0 to 1: twice the words in common, in order, over the words of both. */
export function likenessOf(a: readonly Word[], b: readonly Word[]): number {
  if (a.length + b.length === 0) return 0;
  const inOrder = commonInOrder(
    a.map(({ plain }) => plain),
    b.map(({ plain }) => plain),
  );
  return (2 * inOrder) / (a.length + b.length);
}

interface Prepared {
  readonly index: number;
  readonly words: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}

function prepare(sentences: readonly Sentence[]): Prepared[] {
  return sentences
    .map(({ words }, index) => {
      const plain = words.map((word) => word.plain);
      return { index, words: plain, counts: countsOf(plain) };
    })
    .filter(({ words }) => words.length >= fewestWords);
}

/**
 * Sentences of two texts that correspond, each in one pair at most, the most alike first, in the order of `a`.
 * Function words and the order of words stay when a spinner replaces the others, so they count as much as any.
 */
export function alignSentences(a: readonly Sentence[], b: readonly Sentence[]): AlignedSentences[] {
  const candidates: AlignedSentences[] = [];
  const others = prepare(b);
  for (const one of prepare(a)) {
    for (const other of others) {
      const both = one.words.length + other.words.length;
      if (2 * commonInAnyOrder(one.counts, other.counts) < leastLikeness * both) continue;
      const likeness = (2 * commonInOrder(one.words, other.words)) / both;
      if (likeness >= leastLikeness) candidates.push({ a: one.index, b: other.index, likeness });
    }
  }
  candidates.sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b);
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  const aligned = candidates.filter((pair) => {
    if (takenA.has(pair.a) || takenB.has(pair.b)) return false;
    takenA.add(pair.a);
    takenB.add(pair.b);
    return true;
  });
  return aligned.sort((x, y) => x.a - y.a);
}
