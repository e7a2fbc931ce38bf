/** Letters without accents, case and dash variants, so that `sonoyta-nogales` matches `Sonoyta–Nogales`. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Pd}/gu, "-")
    .trim()
    .toLowerCase();
}

/** The fewest insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let oneBack = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = oneBack[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current.push(Math.min(substituted, oneBack[j] + 1, current[j - 1] + 1, swap ? twoBack[j - 2] + 1 : substituted));
    }
    twoBack = oneBack;
    oneBack = current;
  }
  return oneBack[b.length];
}

const longestWord = 60;

/** The candidate that `word` most likely meant, or nothing when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const given = fold(word.slice(0, longestWord));
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(given.length / 3)) + 1;
  for (const candidate of candidates) {
    // Of equally near candidates, the one of the same length.
    const distance = editDistance(given, fold(candidate)) + Math.abs(given.length - candidate.length) / 1000;
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
