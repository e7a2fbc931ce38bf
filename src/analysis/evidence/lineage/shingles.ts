import type { Word } from "./words.ts";

/** Words in a row; five is usual for prose (Broder 1997, "On the resemblance and containment of documents"). */
const shingleLength = 5;

/** Every run of five words of a text. */
export function shinglesOf(words: readonly Word[]): Set<string> {
  const shingles = new Set<string>();
  for (let i = 0; i + shingleLength <= words.length; i++) {
    shingles.add(
      words
        .slice(i, i + shingleLength)
        .map(({ plain }) => plain)
        .join(" "),
    );
  }
  return shingles;
}

/** How many members two sets share. */
export function sharedCount(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  return [...small].filter((member) => large.has(member)).length;
}

/** Shared members over all members, 0 to 1. */
export function resemblance(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = sharedCount(a, b);
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** Share of the members of `a` that `b` has, 0 to 1. */
export function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size === 0 ? 0 : sharedCount(a, b) / a.size;
}
