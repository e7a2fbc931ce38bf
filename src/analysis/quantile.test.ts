import { describe, expect, it } from "vitest";
import { quantile } from "./quantile.ts";

describe("a quantile", () => {
  it("is linear between neighbours", () => {
    const sorted = Float64Array.of(1, 2, 4, 8, 16);
    expect(quantile(sorted, 0)).toBe(1);
    expect(quantile(sorted, 0.5)).toBe(4);
    expect(quantile(sorted, 0.9)).toBeCloseTo(12.8, 12);
    expect(quantile(sorted, 1)).toBe(16);
    expect(quantile(Float64Array.of(3), 0.95)).toBe(3);
  });
});
