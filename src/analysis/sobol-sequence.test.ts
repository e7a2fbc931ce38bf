import { describe, expect, it } from "vitest";
import { sobolBits, sobolDimensions } from "./sobol-sequence.ts";

const at = (index: number, dimension: number): number => sobolBits(index, dimension) / 2 ** 32;

describe("Sobol's sequence", () => {
  it("begins as published (first points of six dimensions, and point 1000, after scipy.stats.qmc.Sobol 1.17, unscrambled)", () => {
    const first = Array.from({ length: 8 }, (_, index) => Array.from({ length: 6 }, (_, d) => at(index, d)));
    expect(first).toEqual([
      [0, 0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25, 0.25],
      [0.375, 0.375, 0.625, 0.875, 0.375, 0.125],
      [0.875, 0.875, 0.125, 0.375, 0.875, 0.625],
      [0.625, 0.125, 0.875, 0.625, 0.625, 0.875],
      [0.125, 0.625, 0.375, 0.125, 0.125, 0.375],
    ]);
    const thousandth = [0, 1, 2, 10, 40, 63].map((d) => Number(at(1000, d).toFixed(8)));
    expect(thousandth).toEqual([0.21972656, 0.09667969, 0.51855469, 0.08496094, 0.91308594, 0.44628906]);
  });

  it("puts one point of every 256 into each of 256 equal slices, in every dimension", () => {
    for (let d = 0; d < sobolDimensions; d++) {
      for (const start of [0, 256, 1 << 20]) {
        const slices = new Set(Array.from({ length: 256 }, (_, k) => sobolBits(start + k, d) >>> 24));
        expect(slices.size, `dimension ${d} from ${start}`).toBe(256);
      }
    }
  });
});
