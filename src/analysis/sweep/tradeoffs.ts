import { isHarm } from "./harm.ts";
import { paretoSet } from "./pareto.ts";

/** What is wanted of an outcome. A choice of whoever asks, never of the model. */
export interface Objective {
  readonly outcome: string;
  readonly want: "less" | "more";
}

/** A number known to fewer digits than it is computed to, so that equal policies stay equal however sums were ordered. */
const settled = (value: number): number => Number(value.toPrecision(12));

const signedFor = ({ want }: Objective, value: number): number => settled(want === "less" ? value : -value);

/** Less of the first outcome that is kept and of every harm, unless something else is asked for. */
export function usualObjectives(outcomes: readonly string[]): Objective[] {
  const [first, ...rest] = outcomes;
  return [first, ...rest.filter(isHarm)].map((outcome) => ({ outcome, want: "less" }));
}

/** Policies under draws of what is not known. */
export interface PolicyDraws {
  /** Per objective one number a row. */
  readonly objectives: readonly (readonly number[])[];
  /** Per row its policy, from 0 on, and its draw. */
  readonly policies: readonly number[];
  readonly draws: readonly number[];
}

/** Which policies nothing else is better than, by the averages of their objectives. `averages[p][k]` is objective k of policy p. */
export function efficient(averages: readonly (readonly number[])[], objectives: readonly Objective[]): boolean[] {
  return paretoSet(averages.map((row) => row.map((value, k) => signedFor(objectives[k], value))));
}

/** Per policy the share of its draws in which nothing else is better than it. */
export function efficientShares(
  { objectives: values, policies, draws }: PolicyDraws,
  objectives: readonly Objective[],
  count: number,
): number[] {
  const rowsOf = new Map<number, number[]>();
  for (const [row, draw] of draws.entries()) {
    const rows = rowsOf.get(draw);
    if (rows) rows.push(row);
    else rowsOf.set(draw, [row]);
  }
  const best = new Array<number>(count).fill(0);
  const all = new Array<number>(count).fill(0);
  for (const rows of rowsOf.values()) {
    const kept = paretoSet(rows.map((row) => objectives.map((objective, k) => signedFor(objective, values[k][row]))));
    for (const [i, row] of rows.entries()) {
      all[policies[row]]++;
      if (kept[i]) best[policies[row]]++;
    }
  }
  return best.map((n, policy) => n / all[policy]);
}
