import { describe, expect, it } from "vitest";
import { Rng } from "../engine/rng.ts";
import { latinHypercube, shuffled } from "./sampling.ts";

describe("shuffled", () => {
  it("has every number once, in another order under another seed", () => {
    const order = shuffled(20, new Rng(1, 0, false));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(shuffled(20, new Rng(1, 0, false))).toEqual(order);
    expect(shuffled(20, new Rng(2, 0, false))).not.toEqual(order);
  });

  it("puts every number in every place equally often", () => {
    const rng = new Rng(5, 0, false);
    const counts = new Float64Array(16);
    for (let i = 0; i < 4000; i++) {
      shuffled(4, rng).forEach((number, place) => {
        counts[4 * place + number]++;
      });
    }
    for (const count of counts) expect(count / 4000).toBeCloseTo(0.25, 1);
  });
});

describe("latinHypercube", () => {
  it("has one point in every slice of every dimension", () => {
    const points = latinHypercube(32, 5, new Rng(3, 0, false));
    for (let d = 0; d < 5; d++) {
      const slices = points.map((point) => Math.floor(32 * point[d])).sort((a, b) => a - b);
      expect(slices).toEqual(Array.from({ length: 32 }, (_, i) => i));
    }
  });
});
