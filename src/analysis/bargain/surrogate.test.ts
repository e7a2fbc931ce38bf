import { describe, expect, test } from "vitest";
import { Rng } from "../../engine/rng.ts";
import { shuffled } from "../sampling.ts";
import type { Package } from "./packages.ts";
import { fitSurrogate, predict } from "./surrogate.ts";

const counts = [3, 2, 2, 2, 2, 3, 2];
const all: Package[] = Array.from({ length: counts.reduce((a, b) => a * b) }, (_, n) => {
  let rest = n;
  return counts.map((count) => {
    const level = rest % count;
    rest = Math.floor(rest / count);
    return level;
  });
});
const order = shuffled(all.length, new Rng(3, 0, false)).map((i) => all[i]);

/** Largest error over what was not learned from, as a share of the range. */
function errorOf(truth: (levels: Package) => number, learned: number): number {
  const design = order.slice(0, learned);
  const rest = order.slice(learned);
  const surrogate = fitSurrogate(design, counts, Float64Array.from(design, truth));
  const expected = predict(surrogate, counts, rest);
  const values = all.map(truth);
  const range = Math.max(...values) - Math.min(...values);
  return Math.max(...rest.map((levels, i) => Math.abs(expected[i] - truth(levels)))) / range;
}

describe("the surrogate", () => {
  test("knows sums of main effects from few packages", () => {
    expect(errorOf(([a, b, c, , , f]) => 100 + 3 * a - 5 * b + c + [0, 7, 2][f], 40)).toBeLessThan(0.002);
  });
  test("knows products, which hold interactions of every order", () => {
    expect(errorOf(([a, b, c]) => 1e6 * [1, 0.8, 0.7][a] * [1, 0.6][b] * [1, 1.2][c], 60)).toBeLessThan(0.01);
  });
  test("gives back what it learned from, and a constant where nothing varies", () => {
    const design = order.slice(0, 30);
    const values = Float64Array.from(design, ([a, b]) => a * b + 1);
    const expected = predict(fitSurrogate(design, counts, values), counts, design);
    for (const [i, value] of values.entries()) expect(expected[i]).toBeCloseTo(value, 3);
    const flat = fitSurrogate(design, counts, new Float64Array(30).fill(5));
    expect([...predict(flat, counts, order.slice(30, 33))]).toEqual([5, 5, 5]);
  });
  test("serves several members at once as one by one", () => {
    const design = order.slice(0, 40);
    const one = Float64Array.from(design, ([a, b]) => a + b);
    const both = Float64Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? one[i / 2] : 2 * one[(i - 1) / 2]));
    const expected = predict(fitSurrogate(design, counts, both), counts, order.slice(40, 50));
    for (let p = 0; p < 10; p++) expect(expected[2 * p + 1]).toBeCloseTo(2 * expected[2 * p], 6);
  });
});
