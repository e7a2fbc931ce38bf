import type { KnownPolicies } from "./as-scenario.ts";
import { combinationsOf, reducedRows } from "./combinations.ts";
import type { Space } from "./gains.ts";
import { changesByLeaving } from "./holding.ts";
import type { Terms } from "./load.ts";
import type { Outcome } from "./outcomes.ts";
import type { LeftOut, Package, Packages } from "./packages.ts";
import type { BargainResult } from "./search.ts";
import { withoutChance } from "./surrogate-error.ts";

/** What a search found, small enough to be sent to a page: from it any weights can be answered without simulating. */
export interface StoredBargain {
  /** Version of the model, fingerprint of its data, and fingerprint of the file with the usual weights. */
  readonly stamp: { readonly model: number; readonly data: string; readonly file: string };
  readonly terms: Terms;
  readonly known: KnownPolicies;
  readonly seed: number;
  readonly draws: number;
  /** The first so many of the posterior that ships. */
  readonly members: number;
  readonly months: readonly string[];
  readonly outcomes: readonly Pick<Outcome, "key" | "unit" | "kind">[];
  readonly levels: Packages["levels"];
  readonly leftOut: readonly LeftOut[];
  /** Places among all combinations of levels of those that break a constraint together. */
  readonly broken: readonly number[];
  /** Rows that were simulated; the others are expected by the surrogate. */
  readonly exact: readonly number[];
  /** Per outcome the unit of the whole numbers below: an 8,000th of its range, finer than anything that is shown. */
  readonly units: readonly number[];
  /** Per outcome, rows × members: what is left over the number that `foretold` gives. */
  readonly totals: readonly (readonly number[])[];
  /** Per outcome, threats × members. */
  readonly threats: readonly (readonly number[])[];
  /** Levels that wait for a legislature, on top of the package `reference`; per outcome, those × members. */
  readonly additions: {
    readonly levels: readonly { readonly issue: number; readonly level: number }[];
    readonly totals: readonly (readonly number[])[];
  };
  readonly reference: number;
  readonly recorded: number;
  readonly holding: readonly {
    readonly package: number;
    /** Per month in which it can be left, what that changes of each outcome. */
    readonly changes: readonly (readonly number[])[];
    /** By month while it is kept, averaged over members: the index of effort, and the share of members with money. */
    readonly effort: readonly number[];
    readonly funded: readonly number[];
  }[];
  readonly surrogate: BargainResult["surrogate"];
  readonly settled: boolean;
}

/** What has to be simulated beside a search to store it. */
export interface Beside {
  readonly stamp: StoredBargain["stamp"];
  readonly known: KnownPolicies;
  /** Totals of `reference` with each addition: additions × members × outcomes of the search. */
  readonly additions: Float64Array;
}

/** A stored search, read: what `answer` and `robustnessOf` take, and what else was found. */
export interface ReadBargain
  extends Pick<
    StoredBargain,
    "stamp" | "terms" | "known" | "seed" | "draws" | "months" | "reference" | "recorded" | "surrogate" | "settled"
  > {
  readonly space: Space;
  readonly packages: Packages;
  /** The reference in the second place, no deal in the first, then it with each level that waits for a legislature. */
  readonly additions: {
    readonly levels: StoredBargain["additions"]["levels"];
    readonly space: Space;
  };
  readonly holding: readonly {
    readonly package: number;
    readonly changes: readonly Float64Array[];
    readonly effort: readonly number[];
    readonly funded: readonly number[];
  }[];
}

const fineness = 8000;
const digits = 5;

/**
 * For each row the rows from which its numbers are foretold: those without its first issue, without its second, and without both, as if the
 * two added up. −1 where there is none. They all come before it.
 */
function neighboursOf({ issues }: Terms, rows: readonly Package[]): Int32Array {
  let width = 1;
  const places = issues.map(({ levels }) => {
    const own = width;
    width *= levels.length;
    return own;
  });
  const codes = rows.map((row) => row.reduce((sum, level, i) => sum + level * places[i], 0));
  const at = new Map(codes.map((code, r) => [code, r]));
  const out = new Int32Array(3 * rows.length).fill(-1);
  for (const [r, row] of rows.entries()) {
    const i = row.findIndex((level) => level > 0);
    if (i < 0) continue;
    const j = row.findIndex((level, issue) => issue > i && level > 0);
    const without = (...taken: readonly number[]): number =>
      at.get(taken.reduce((code, issue) => code - row[issue] * places[issue], codes[r])) ?? -1;
    out[3 * r] = without(i);
    if (j < 0) continue;
    out[3 * r + 1] = without(j);
    out[3 * r + 2] = without(i, j);
  }
  return out;
}

/** What numbers of earlier rows let expect of a row: rows × members. */
function foretold(values: ArrayLike<number>, neighbours: Int32Array, row: number, m: number, members: number): number {
  const of = (which: number): number => (which < 0 ? 0 : values[which * members + m]);
  return of(neighbours[3 * row]) + of(neighbours[3 * row + 1]) - of(neighbours[3 * row + 2]);
}

function rounded(value: number): number {
  return Number(value.toPrecision(digits));
}

/** One outcome of rows × members × outcomes, in whole numbers of a unit. */
function wholeOf(totals: Float64Array, outcome: number, width: number, unit: number): number[] {
  return Array.from({ length: totals.length / width }, (_, at) => Math.round(totals[at * width + outcome] / unit));
}

/** Makes a search small: what nobody expects of packages is left out, what is kept is rounded. */
export function storeBargain(result: BargainResult, { stamp, known, additions }: Beside): StoredBargain {
  const { space, packages, answer: _, holding } = result;
  const { base, ...rest } = space.bargain;
  const { name, window } = base;
  const terms: Terms = { ...rest, base: { name, window } };
  const { members, totals, outcomes: all } = space;
  const width = all.length;
  const kept = [...all.keys()].filter((k) => all[k].expected);
  const { rows } = reducedRows(terms, packages.all);
  const neighbours = neighboursOf(terms, rows);
  const units = kept.map((k) => {
    const values = Array.from({ length: totals.length / width }, (_, at) => totals[at * width + k]);
    const range = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
    return range === 0 ? Math.max(Math.abs(values[0]), 1) / fineness : rounded(range / fineness);
  });
  const granted = new Set(packages.all.map((levels) => levels.join()));
  const combinations = combinationsOf(packages.levels);
  const monthly = (key: string, stay: readonly Float64Array[]): number[] => {
    const k = all.findIndex((one) => one.key === key);
    return result.months.map((_, m) =>
      rounded(stay.reduce((sum, values) => sum + values[m * width + k], 0) / stay.length),
    );
  };
  return {
    stamp,
    terms,
    known,
    seed: result.seed,
    draws: result.robustness.draws,
    members,
    months: result.months,
    outcomes: kept.map((k) => ({ key: all[k].key, unit: all[k].unit, kind: all[k].kind })),
    levels: packages.levels,
    leftOut: packages.leftOut,
    broken: [...combinations.keys()].filter((n) => !granted.has(combinations[n].join())),
    exact: [...rows.keys()].filter((row) => space.exact[row] === 1),
    units,
    totals: kept.map((k, u) => {
      const values = wholeOf(totals, k, width, units[u]);
      return values.map(
        (value, at) => value - foretold(values, neighbours, Math.floor(at / members), at % members, members),
      );
    }),
    threats: kept.map((k, u) => wholeOf(space.threatTotals, k, width, units[u])),
    additions: {
      levels: result.additions.map(({ issue, level }) => ({ issue, level })),
      totals: kept.map((k, u) => wholeOf(additions, k, width, units[u])),
    },
    reference: result.reference,
    recorded: result.recorded,
    holding: holding.map(({ package: p, held }) => {
      const changes = changesByLeaving(terms, all, held);
      return {
        package: p,
        changes: changes.map((one) => kept.map((k) => rounded(one[k]))),
        effort: monthly("effort", held.stay),
        funded: monthly("funded", held.stay),
      };
    }),
    surrogate: result.surrogate,
    settled: result.settled,
  };
}

/** Writes whole numbers of an outcome into units × members × outcomes. */
function write(into: Float64Array, values: ArrayLike<number>, outcome: number, width: number, unit: number): void {
  for (let at = 0; at < values.length; at++) into[at * width + outcome] = values[at] * unit;
}

export function readStored(stored: StoredBargain): ReadBargain {
  const { terms, members, units, levels, leftOut, broken, stamp, known, seed, draws, months } = stored;
  const { reference, recorded, surrogate, settled } = stored;
  const width = units.length;
  const banned = new Set(broken);
  const all = combinationsOf(levels).filter((_, n) => !banned.has(n));
  const { rows, rowOf } = reducedRows(terms, all);
  const neighbours = neighboursOf(terms, rows);
  const totals = new Float64Array(rows.length * members * width);
  for (const [k, left] of stored.totals.entries()) {
    const values = new Float64Array(left.length);
    for (let at = 0; at < values.length; at++)
      values[at] = left[at] + foretold(values, neighbours, Math.floor(at / members), at % members, members);
    write(totals, values, k, width, units[k]);
  }
  const exact = new Uint8Array(rows.length);
  for (const row of stored.exact) exact[row] = 1;
  const threatTotals = new Float64Array(terms.threats.length * members * width);
  for (const [k, values] of stored.threats.entries()) write(threatTotals, values, k, width, units[k]);
  const outcomes = stored.outcomes.map((one): Outcome => ({ ...one, columns: [], expected: true }));
  const space: Space = { bargain: terms, packages: all, outcomes, members, rowOf, totals, exact, threatTotals };
  const granted = stored.additions.levels;
  const added = new Float64Array(granted.length * members * width);
  for (const [k, values] of stored.additions.totals.entries()) write(added, values, k, width, units[k]);
  const rowTotals = (row: number): Float64Array => totals.subarray(row * members * width, (row + 1) * members * width);
  const before = Math.max(0, reference);
  return {
    stamp,
    terms,
    known,
    seed,
    draws,
    months,
    reference,
    recorded,
    surrogate: {
      ...surrogate,
      onHeldOut: withoutChance(surrogate.onHeldOut, surrogate.heldOut),
      onResimulated: withoutChance(surrogate.onResimulated, surrogate.resimulated),
    },
    settled,
    space,
    packages: { all, levels, leftOut, broken: broken.length },
    additions: {
      levels: granted,
      space: {
        ...space,
        bargain: { ...terms, threats: [] },
        packages: [all[0], all[before], ...granted.map(({ issue, level }) => all[before].with(issue, level))],
        rowOf: Uint32Array.from({ length: granted.length + 2 }, (_, i) => i),
        totals: Float64Array.from([...rowTotals(0), ...rowTotals(rowOf[before]), ...added]),
        exact: new Uint8Array(granted.length + 2).fill(1),
        threatTotals: new Float64Array(0),
      },
    },
    holding: stored.holding.map(({ package: p, changes, effort, funded }) => ({
      package: p,
      changes: changes.map((one) => Float64Array.from(one)),
      effort,
      funded,
    })),
  };
}
