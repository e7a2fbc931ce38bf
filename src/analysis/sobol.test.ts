import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rng } from "../engine/rng.ts";
import { type Estimate, type Indices, sobolDesign, sobolIndices } from "./sobol.ts";

type Function = (x: Float64Array) => number;

function indicesUnder(f: Function, factors: number, samples: number, seed = 1): Indices[] {
  const design = sobolDesign(factors, samples, new Rng(seed, 0, false));
  return sobolIndices(
    design.map((points) => Float64Array.from(points, f)),
    new Rng(seed, 1, false),
  );
}

/** Ishigami and Homma (1990) with a = 7 and b = 0.1. */
const ishigami: Function = (u) => {
  const [x, y, z] = u.map((share) => Math.PI * (2 * share - 1));
  return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
};

/** The g-function of Sobol' (1998), whose factor i has the partial variance 1 / (3 (1 + a_i)²). */
const weights = [0, 1, 4.5, 9, 99, 99];
const g: Function = (u) =>
  u.reduce((product, x, i) => (product * (Math.abs(4 * x - 2) + weights[i])) / (1 + weights[i]), 1);
const partial = weights.map((a) => 1 / (3 * (1 + a) ** 2));
const whole = partial.reduce((product, v) => product * (1 + v), 1) - 1;

interface Case {
  readonly name: string;
  readonly f: Function;
  readonly first: readonly number[];
  readonly total: readonly number[];
}

const cases: readonly Case[] = [
  { name: "Ishigami", f: ishigami, first: [0.3139, 0.4424, 0], total: [0.5576, 0.4424, 0.2437] },
  {
    name: "Sobol' g",
    f: g,
    first: partial.map((v) => v / whole),
    total: partial.map((v) => (v * (1 + whole)) / (1 + v) / whole),
  },
];

describe("sobolDesign", () => {
  it("has A, B, and A with one factor from B", () => {
    const design = sobolDesign(3, 16, new Rng(1, 0, false));
    expect(design).toHaveLength(16);
    for (const [a, b, ...mixed] of design) {
      expect(mixed).toHaveLength(3);
      mixed.forEach((point, i) => {
        expect([...point]).toEqual([...a].map((x, k) => (k === i ? b[k] : x)));
      });
    }
  });
});

describe.each(cases)("sobolIndices of the function of $name", ({ f, first, total }) => {
  const designs = Array.from({ length: 40 }, (_, seed) => indicesUnder(f, first.length, 512, seed));
  const found = (kind: keyof Indices, i: number): Estimate[] => designs.map((indices) => indices[i][kind]);
  const expected = { first, total };

  it.each(["first", "total"] as const)("come to the analytic values, %s", (kind) => {
    expected[kind].forEach((analytic, i) => {
      const mean = found(kind, i).reduce((sum, { value }) => sum + value, 0) / designs.length;
      expect(Math.abs(mean - analytic)).toBeLessThan(0.025);
    });
  });

  it.each(["first", "total"] as const)("have intervals that hold them in about nine of ten designs, %s", (kind) => {
    const held = expected[kind].flatMap((analytic, i) =>
      found(kind, i).map(({ low, high }) => low <= analytic && analytic <= high),
    );
    const share = held.filter(Boolean).length / held.length;
    expect(share).toBeGreaterThan(0.82);
    expect(share).toBeLessThan(0.98);
  });
});

describe("sobolIndices", () => {
  it("are exactly zero for a factor that does nothing, in any design", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 8, max: 40 }), (seed, samples) => {
        const [, idle] = indicesUnder(([a, , c]) => Math.exp(3 * a) * (1 + c), 3, samples, seed);
        const zero = { value: 0, low: 0, high: 0 };
        expect(idle).toEqual({ first: zero, total: zero });
      }),
      { numRuns: 10 },
    );
  });

  it("do not depend on the unit or the zero of the output", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: -1000, max: 1000 }),
        (scale, shift) => {
          const given = indicesUnder(ishigami, 3, 32);
          const changed = indicesUnder((x) => scale * ishigami(x) + shift, 3, 32);
          given.forEach(({ first, total }, i) => {
            expect(changed[i].first.value).toBeCloseTo(first.value, 8);
            expect(changed[i].total.high).toBeCloseTo(total.high, 8);
          });
        },
      ),
      { numRuns: 10 },
    );
  });

  it("are all the variance for one factor, and no share of none", () => {
    const [alone] = indicesUnder(([a]) => a, 1, 2000);
    expect(alone.first.value).toBeCloseTo(1, 1);
    expect(alone.total.value).toBeCloseTo(1, 1);
    const [still] = indicesUnder(() => 0.1, 1, 19);
    expect(still.first.value).toBeNaN();
    expect(still.total.low).toBeNaN();
  });

  it("are the same again under one seed", () => {
    expect(indicesUnder(g, 6, 64, 9)).toEqual(indicesUnder(g, 6, 64, 9));
    expect(indicesUnder(g, 6, 64, 9)).not.toEqual(indicesUnder(g, 6, 64, 10));
  });
});
