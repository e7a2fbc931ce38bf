import { describe, expect, it } from "vitest";
import { Rng } from "../engine/rng.ts";
import { type Effects, morrisDesign, morrisEffects, mostInfluential, shareOfSquares } from "./morris.ts";

const rng = (seed = 1): Rng => new Rng(seed, 0, false);

function effectsUnder(f: (x: Float64Array) => number, factors: number, trajectories: number, seed = 1): Effects[] {
  const design = morrisDesign(factors, trajectories, rng(seed));
  return morrisEffects(
    design,
    design.map(({ points }) => points.map(f)),
  );
}

describe("morrisDesign", () => {
  it("moves every factor once per trajectory, by two thirds of its range, and stays inside", () => {
    for (const { points, order } of morrisDesign(7, 5, rng())) {
      expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(points).toHaveLength(8);
      order.forEach((factor, j) => {
        points[j].forEach((before, i) => {
          const moved = Math.abs(points[j + 1][i] - before);
          expect(moved).toBeCloseTo(i === factor ? 2 / 3 : 0, 12);
          expect(before).toBeGreaterThanOrEqual(0);
          expect(before).toBeLessThanOrEqual(1);
        });
      });
    }
  });

  it("begins every factor at each of its four levels equally often", () => {
    const design = morrisDesign(6, 8, rng(4));
    for (let factor = 0; factor < 6; factor++) {
      const starts = design.map(({ points }) => Math.round(3 * points[0][factor])).sort();
      expect(starts).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    }
  });

  it("is the same again under one seed, and another under another", () => {
    expect(morrisDesign(5, 3, rng(2))).toEqual(morrisDesign(5, 3, rng(2)));
    expect(morrisDesign(5, 3, rng(2))).not.toEqual(morrisDesign(5, 3, rng(3)));
  });
});

describe("morrisEffects", () => {
  it("gives the coefficients of a linear function, without spread", () => {
    const effects = effectsUnder(([a, b, c]) => 3 * a - 2 * b + 0 * c + 7, 3, 6);
    [3, -2, 0].forEach((coefficient, i) => {
      expect(effects[i].mu).toBeCloseTo(coefficient, 12);
      expect(effects[i].muStar).toBeCloseTo(Math.abs(coefficient), 12);
      expect(effects[i].sigma).toBeCloseTo(0, 12);
    });
  });

  it("gives exactly zero for a factor that does nothing", () => {
    const [, idle] = effectsUnder(([a, , c]) => Math.exp(a) * c, 3, 9);
    expect(idle).toEqual({ mu: 0, muStar: 0, sigma: 0 });
  });

  it("tells an effect that changes sign from none, and a product by its spread", () => {
    const [sign, other] = effectsUnder(([a, b]) => (a - 0.5) * (b - 0.5), 2, 400);
    // from each level of b the effect of a is b − 1/2, which is ±1/2 or ±1/6 equally often: mean size 1/3, variance 5/36
    for (const { mu, muStar, sigma } of [sign, other]) {
      expect(Math.abs(mu)).toBeLessThan(0.1);
      expect(muStar).toBeCloseTo(1 / 3, 1);
      expect(sigma ** 2).toBeCloseTo(5 / 36, 1);
    }
  });

  it("has no spread of one trajectory", () => {
    expect(effectsUnder(([a]) => a, 1, 1)[0].sigma).toBeNaN();
  });
});

describe("mostInfluential", () => {
  const effect = (muStar: number): Effects => ({ mu: muStar, muStar, sigma: 0 });

  it("takes the largest effects of one output, and leaves out what moves nothing", () => {
    const effects = [300, 10, 0, 500].map(effect);
    expect(mostInfluential([effects], 9)).toEqual([3, 0, 1]);
    expect(mostInfluential([effects], 2)).toEqual([3, 0]);
    expect(mostInfluential([[effect(0)]], 2)).toEqual([]);
  });

  it("is fair to outputs of other units, and goes on with the one of which least is covered", () => {
    const scattered = [1000, 900, 0, 800, 0].map(effect);
    const concentrated = [0, 0, 0.2, 0, 0.01].map(effect);
    expect(mostInfluential([scattered, concentrated], 4)).toEqual([0, 2, 1, 3]);
    expect(mostInfluential([scattered, concentrated], 9)).toEqual([0, 2, 1, 3, 4]);
  });

  it("knows the share of squares that is covered", () => {
    expect(shareOfSquares([3, 4, 0].map(effect), [1])).toBeCloseTo(16 / 25, 12);
    expect(shareOfSquares([3, 4, 0].map(effect), [0, 1, 2])).toBe(1);
  });
});
