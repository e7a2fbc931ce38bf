/** Whether `a` is at least as low as `b` everywhere, and lower somewhere. */
function dominates(a: readonly number[], b: readonly number[]): boolean {
  let lower = false;
  for (const [i, value] of a.entries()) {
    if (value > b[i]) return false;
    if (value < b[i]) lower = true;
  }
  return lower;
}

function byFirstDifference(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

/**
 * Which of some candidates no other one dominates, when less is better in every objective; equal ones stand or fall together. Candidates with a
 * number that is missing (NaN) are left out.
 *
 * @param objectives per candidate its objectives, all of one length
 */
export function paretoSet(objectives: readonly (readonly number[])[]): boolean[] {
  const order = [...objectives.keys()]
    .filter((i) => objectives[i].every((value) => !Number.isNaN(value)))
    .sort((a, b) => byFirstDifference(objectives[a], objectives[b]));
  const frontier: number[] = [];
  // in this order nothing that comes later dominates what came before
  for (const i of order) if (!frontier.some((kept) => dominates(objectives[kept], objectives[i]))) frontier.push(i);
  const kept = new Set(frontier);
  return objectives.map((_, i) => kept.has(i));
}
