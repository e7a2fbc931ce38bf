/** Letters without accents, case and dash variants, so that `sonoyta-nogales` matches `Sonoyta–Nogales`. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Pd}/gu, "-")
    .trim()
    .toLowerCase();
}

/** Levenshtein distance: the fewest insertions, deletions and substitutions that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substituted, previous[j] + 1, current[j - 1] + 1));
    }
    previous = current;
  }
  return previous[b.length];
}

const longestWord = 60;

/** The candidate that `word` most likely meant, or nothing when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const given = fold(word.slice(0, longestWord));
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(given.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(given, fold(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  if (best !== undefined || given.length < 4) return best;
  return candidates.find((candidate) => fold(candidate).includes(given) || given.includes(fold(candidate)));
}

/** `; did you mean "x"?`, or nothing when no candidate is near. */
export function didYouMean(word: unknown, candidates: readonly string[]): string {
  const match = typeof word === "string" ? nearest(word, candidates) : undefined;
  return match === undefined ? "" : `; did you mean ${JSON.stringify(match)}?`;
}
