import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rng } from "../../engine/rng.ts";
import { balancedBox, binomialTail, chanceAlone } from "./box.ts";
import { type Box, type Cases, peel } from "./peel.ts";

const options = { alpha: 0.05, leastSupport: 0.05 };

function uniform(points: number, names: readonly string[], seed: number): Cases["dimensions"] {
  const rng = new Rng(seed, 0, false);
  rng.seek(1, 0, 0);
  return names.map((name) => ({ name, values: Float64Array.from({ length: points }, () => rng.next()) }));
}

function casesOf(dimensions: Cases["dimensions"], failsAt: (point: readonly number[]) => boolean): Cases {
  const points = dimensions[0].values.length;
  const fails = Uint8Array.from({ length: points }, (_, i) =>
    Number(failsAt(dimensions.map(({ values }) => values[i]))),
  );
  return { dimensions, fails };
}

/** Points in a box, counted anew from what it says of itself. */
function inside({ dimensions }: Cases, { intervals }: Box): number[] {
  return [...dimensions[0].values.keys()].filter((point) =>
    intervals.every(({ low, high, base }, i) => {
      const value = dimensions[i].values[point];
      return Number.isNaN(value) ? base : value >= low && value <= high;
    }),
  );
}

describe("peel", () => {
  const known = casesOf(uniform(4000, ["a", "b", "c", "d"], 1), ([a, b]) => a > 0.7 && b > 0.2 && b < 0.6);

  it("finds a box that is known", () => {
    const box = balancedBox(peel(known, options));
    expect(box.density).toBeGreaterThan(0.95);
    expect(box.coverage).toBeGreaterThan(0.9);
    expect(box.support).toBeCloseTo(0.12, 1);
    const [a, b] = box.intervals;
    expect(a.low).toBeCloseTo(0.7, 1);
    expect(a.high).toBeGreaterThan(0.95);
    expect(b.low).toBeCloseTo(0.2, 1);
    expect(b.high).toBeCloseTo(0.6, 1);
    expect(box.narrowed).toEqual(expect.arrayContaining(["a", "b"]));
    expect(chanceAlone(known, box, "a")).toBeLessThan(1e-6);
    expect(chanceAlone(known, box, "b")).toBeLessThan(1e-6);
  });

  it("finds it under noise, and says of what was narrowed by luck that chance could do it", () => {
    const rng = new Rng(2, 0, false);
    rng.seek(2, 0, 0);
    const noisy = casesOf(uniform(4000, ["a", "b", "c"], 3), ([a]) => rng.next() < (a > 0.6 ? 0.8 : 0.1));
    const box = balancedBox(peel(noisy, options));
    expect(box.intervals[0].low).toBeCloseTo(0.6, 1);
    expect(chanceAlone(noisy, box, "a")).toBeLessThan(1e-6);
    for (const name of box.narrowed.filter((one) => one !== "a"))
      expect(chanceAlone(noisy, box, name)).toBeGreaterThan(chanceAlone(noisy, box, "a"));
  });

  it("begins with everything, shrinks with every step, and counts what is in its boxes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.integer({ min: 20, max: 300 }), (seed, points) => {
        const dimensions = uniform(points, ["a", "b", "c"], seed);
        // few levels, and some left as in the base
        const rough = dimensions.map(({ name, values }, i) => ({
          name,
          values: values.map((value) =>
            i === 0 ? Math.floor(4 * value) : i === 1 && value < 0.2 ? Number.NaN : value,
          ),
        }));
        const cases = casesOf(rough, ([a, b, c]) => a + c > 2 || Number.isNaN(b));
        const boxes = peel(cases, options);
        const [first] = boxes;
        expect([first.support, first.points, first.narrowed]).toEqual([1, points, []]);
        for (const [i, box] of boxes.entries()) {
          const found = inside(cases, box);
          expect(found.length).toBe(box.points);
          expect(found.filter((point) => cases.fails[point] === 1).length).toBe(box.failing);
          expect(box.points / points).toBeGreaterThanOrEqual(Math.min(1, options.leastSupport));
          if (i > 0) expect(box.points).toBeLessThan(boxes[i - 1].points);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("takes a level of few away at once, and the base as a level of its own", () => {
    const levels = Float64Array.from({ length: 90 }, (_, i) => [1, 2, Number.NaN][i % 3]);
    const of = (failing: number): Cases => ({
      dimensions: [{ name: "a", values: levels }],
      fails: Uint8Array.from(levels, (level) => Number(Object.is(level, failing))),
    });
    const two = balancedBox(peel(of(2), options));
    expect(two).toMatchObject({ density: 1, coverage: 1, points: 30 });
    expect(two.intervals).toEqual([{ name: "a", low: 2, high: 2, base: false }]);
    const base = balancedBox(peel(of(Number.NaN), options));
    expect(base).toMatchObject({ density: 1, coverage: 1, points: 30 });
    expect(base.intervals).toEqual([{ name: "a", low: Number.NaN, high: Number.NaN, base: true }]);
  });

  it("stops at once where nothing fails, or everything", () => {
    const dimensions = uniform(50, ["a"], 1);
    expect(
      peel(
        casesOf(dimensions, () => false),
        options,
      ),
    ).toMatchObject([{ density: 0, coverage: 0, support: 1 }]);
    expect(
      peel(
        casesOf(dimensions, () => true),
        options,
      ),
    ).toMatchObject([{ density: 1, coverage: 1, support: 1 }]);
  });
});

describe("chanceAlone", () => {
  it("counts a sample once, however many members it is run under", () => {
    const members = 40;
    const once = casesOf(uniform(100, ["a", "b"], 5), ([a]) => a > 0.7);
    const samples = Int32Array.from({ length: members * 100 }, (_, i) => i % 100);
    const often = {
      dimensions: once.dimensions.map(({ name, values }) => ({
        name,
        values: Float64Array.from(samples, (i) => values[i]),
      })),
      fails: Uint8Array.from(samples, (i) => once.fails[i]),
    };
    const box = peel(once, options)[3];
    const same = { ...box, points: members * box.points, failing: members * box.failing };
    const chance = chanceAlone(once, box, "a");
    expect(chanceAlone({ ...often, samples }, same, "a")).toBe(chance);
    expect(chanceAlone(often, same, "a")).toBeLessThan(chance / 1000);
  });
});

describe("binomialTail", () => {
  it("is the sum of the terms that it is", () => {
    expect(binomialTail(3, 0.5, 2)).toBeCloseTo(0.5, 12);
    expect(binomialTail(10, 0.1, 1)).toBeCloseTo(1 - 0.9 ** 10, 12);
    expect(binomialTail(5, 0.3, 0)).toBe(1);
    expect(binomialTail(5, 0, 1)).toBe(0);
  });
});
