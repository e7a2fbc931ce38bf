import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combinations, pointAt, sharingRuns } from "./design.ts";
import type { Factor, Level, Sweep } from "./sweep.ts";

function factor(kind: "lever" | "parameter", levels: Factor["levels"]): Factor {
  return { kind, name: "x", levels, crossed: false } as Factor;
}

const between = (low: number, high: number, whole = false): Factor =>
  factor("lever", { kind: "between", low, high, whole });
const some = (kind: "lever" | "parameter", ...levels: Level[]): Factor => factor(kind, { kind: "some", levels });

const crossed = (one: Factor): Factor => ({ ...one, crossed: true });

function plan(design: Sweep["design"], factors: readonly Factor[], points: number, seed = 1) {
  const samples = points / combinations(factors);
  return { design, factors, points, samples, seed, rows: [], replications: 1 };
}

describe("a grid", () => {
  it("has every combination once, the last lever fastest and parameters slowest", () => {
    const grid = plan(
      "grid",
      [some("lever", 1, 2), some("parameter", 10, 20), some("lever", null, 5, 6)].map(crossed),
      12,
    );
    const points = Array.from({ length: 12 }, (_, k) => pointAt(grid, k));
    expect(points.slice(0, 7)).toEqual([
      [1, 10, null],
      [1, 10, 5],
      [1, 10, 6],
      [2, 10, null],
      [2, 10, 5],
      [2, 10, 6],
      [1, 20, null],
    ]);
    expect(new Set(points.map(String)).size).toBe(12);
    expect(sharingRuns(grid)).toBe(6);
  });
});

describe("a Latin hypercube", () => {
  it("has exactly one point in each slice of each factor, whatever their number and seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (points, seed) => {
        const design = plan("latin-hypercube", [between(0, points), between(0, points)], points, seed);
        const all = Array.from({ length: points }, (_, k) => pointAt(design, k).map(Number));
        for (const f of [0, 1]) {
          const slices = all.map((one) => Math.floor(one[f])).sort((a, b) => a - b);
          expect(slices).toEqual(Array.from({ length: points }, (_, i) => i));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("orders factors apart from one another and from other seeds", () => {
    const at = (seed: number): number[][] =>
      Array.from({ length: 50 }, (_, k) =>
        pointAt(plan("latin-hypercube", [between(0, 1), between(0, 1)], 50, seed), k).map(Number),
      );
    const correlation = at(3).reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0) / 50 / (1 / 12);
    expect(Math.abs(correlation)).toBeLessThan(0.4);
    expect(at(3)).not.toEqual(at(4));
    expect(at(3)).toEqual(at(3));
  });

  it("gives row 99,999,999 of 10^8 without those before it", () => {
    const huge = plan("latin-hypercube", [between(0, 1)], 1e8);
    const [a, b] = [pointAt(huge, 99_999_999), pointAt(huge, 99_999_998)];
    expect(a).not.toEqual(b);
    expect(Number(a[0])).toBeGreaterThanOrEqual(0);
    expect(Number(a[0])).toBeLessThan(1);
  });
});

describe("a Sobol' design", () => {
  it("fills every slice of 2^k points once under each seed, and never gives an end of the range", () => {
    for (const seed of [1, 2, 4294967295]) {
      const design = plan("sobol", [between(0, 128), between(0, 128), between(0, 128)], 128, seed);
      const points = Array.from({ length: 128 }, (_, k) => pointAt(design, k).map(Number));
      for (const f of [0, 1, 2]) expect(new Set(points.map((one) => Math.floor(one[f]))).size).toBe(128);
      expect(points.flat().every((level) => level > 0 && level < 128)).toBe(true);
    }
  });

  it("deals whole numbers and listed levels equally often", () => {
    const design = plan("sobol", [between(0, 3, true), some("lever", null, 7)], 64);
    const points = Array.from({ length: 64 }, (_, k) => pointAt(design, k));
    for (const level of [0, 1, 2, 3]) expect(points.filter(([a]) => a === level)).toHaveLength(16);
    expect(points.filter(([, b]) => b === null)).toHaveLength(32);
  });
});

describe("levels that are crossed", () => {
  it("meet every sample, whose coordinates are those of the design without them", () => {
    const sampled = [factor("parameter", { kind: "between", low: 0, high: 1, whole: false }), between(5, 9)];
    const alone = plan("sobol", sampled, 8);
    const both = plan("sobol", [crossed(some("lever", null, 1, 2)), ...sampled], 24);
    for (let sample = 0; sample < 8; sample++)
      for (const [c, level] of [null, 1, 2].entries())
        expect(pointAt(both, 3 * sample + c)).toEqual([level, ...pointAt(alone, sample)]);
    expect([sharingRuns(alone), sharingRuns(both)]).toEqual([1, 3]);
  });
});
