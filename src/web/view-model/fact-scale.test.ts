import { describe, expect, it } from "vitest";
import { acceptedPart, againstRange, factCount } from "./fact-scale.ts";

describe("a value against its accepted range", () => {
  it("puts the ends of the range where the range is drawn, whatever the unit", () => {
    for (const [low, high] of [
      [0.4, 0.62],
      [850_000, 1_150_000],
      [-0.3, -0.02],
    ]) {
      expect(againstRange(low, low, high).at).toBeCloseTo(acceptedPart.from, 12);
      expect(againstRange(high, low, high).at).toBeCloseTo(acceptedPart.to, 12);
    }
  });

  it("holds what is far outside at the end, and says so", () => {
    expect(againstRange(100, 1, 2)).toEqual({ at: 1, beyond: true });
    expect(againstRange(-100, 1, 2)).toEqual({ at: 0, beyond: true });
    expect(againstRange(2.2, 1, 2).beyond).toBe(false);
  });

  it("counts what lies inside", () => {
    expect(factCount([{ inside: true }, { inside: false }, { inside: true }])).toEqual({ inside: 2, of: 3 });
  });
});
