import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paretoSet } from "./pareto.ts";

describe("paretoSet", () => {
  it("keeps what nothing else is better than", () => {
    expect(
      paretoSet([
        [1, 5],
        [2, 2],
        [5, 1],
        [3, 3],
        [1, 6],
      ]),
    ).toEqual([true, true, true, false, false]);
  });

  it("keeps equal ones together and leaves out what has no number", () => {
    expect(
      paretoSet([
        [1, 1],
        [1, 1],
        [Number.NaN, 0],
      ]),
    ).toEqual([true, true, false]);
  });

  it("keeps exactly those that no other one dominates", () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(table, (rows) => {
        const beaten = (a: number[]) =>
          rows.some((b) => b.every((value, i) => value <= a[i]) && b.some((value, i) => value < a[i]));
        expect(paretoSet(rows)).toEqual(rows.map((row) => !beaten(row)));
      }),
    );
  });
});
