import { describe, expect, it } from "vitest";
import { Rng } from "../engine/rng.ts";
import { latinHypercube, shuffled, shuffledAt } from "./sampling.ts";

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

describe("shuffledAt", () => {
  it("has every number once for every count and stream, and other orders for other streams and seeds", () => {
    const order = (count: number, seed: number, stream: number): number[] => {
      const rng = new Rng(seed, 0, false);
      return Array.from({ length: count }, (_, k) => shuffledAt(k, count, rng, stream));
    };
    for (const count of [1, 2, 3, 17, 64, 257, 1000])
      expect(order(count, 1, 5).toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, k) => k));
    expect(order(257, 1, 5)).not.toEqual(order(257, 1, 6));
    expect(order(257, 1, 5)).not.toEqual(order(257, 2, 5));
  });

  it("puts every number in every place about equally often", () => {
    const counts = new Float64Array(25);
    for (let stream = 0; stream < 5000; stream++) {
      const rng = new Rng(9, 0, false);
      for (let k = 0; k < 5; k++) counts[5 * k + shuffledAt(k, 5, rng, stream)]++;
    }
    for (const count of counts) expect(Math.abs(count / 5000 - 0.2)).toBeLessThan(0.03);
  });
});
