import { describe, expect, it } from "vitest";
import { normalQuantile } from "./normal.ts";

describe("normalQuantile", () => {
  // R 4, qnorm
  it.each([
    [0.5, 0],
    [0.55, 0.12566134686],
    [0.75, 0.67448975019],
    [0.9, 1.28155156555],
    [0.925, 1.43953147093],
    [0.95, 1.64485362695],
    [0.975, 1.95996398454],
    [0.999, 3.0902323062],
    [0.999999, 4.75342430882],
  ])("of %f is %f, and its opposite on the other side", (probability, expected) => {
    expect(normalQuantile(probability)).toBeCloseTo(expected, 5);
    expect(normalQuantile(1 - probability)).toBeCloseTo(-expected, 5);
  });

  it("is infinite at the ends", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  });
});
