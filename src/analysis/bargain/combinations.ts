import type { Terms } from "./load.ts";
import type { Package, Packages } from "./packages.ts";
import { simulatedIssues } from "./steps.ts";

/** Every combination of levels, the first issue changing fastest. */
export function combinationsOf(levels: Packages["levels"]): Package[] {
  return levels.reduce<Package[]>((all, own) => own.flatMap((level) => all.map((one) => [...one, level])), [[]]);
}

/** Packages reduced to the issues that move levers; equal ones share a row, and are simulated once. */
export function reducedRows(terms: Terms, packages: readonly Package[]): { rows: Package[]; rowOf: Uint32Array } {
  const acting = new Set(simulatedIssues(terms));
  const known = new Map<string, number>();
  const rows: Package[] = [];
  const rowOf = Uint32Array.from(packages, (levels) => {
    const reduced = levels.map((level, i) => (acting.has(i) ? level : 0));
    const key = reduced.join();
    const row = known.get(key) ?? rows.push(reduced) - 1;
    known.set(key, row);
    return row;
  });
  return { rows, rowOf };
}
