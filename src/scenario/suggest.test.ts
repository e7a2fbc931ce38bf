import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, editDistance, nearest } from "./suggest.ts";

describe("editDistance", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["form", "from", 1],
    ["same", "same", 0],
  ])("%s to %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it("is symmetric, and no more than the longer word", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe("nearest", () => {
  it("ignores accents, case and kinds of dash", () => {
    expect(nearest("ciudad juarez", ["Ciudad Acuña", "Ciudad Juárez"])).toBe("Ciudad Juárez");
    expect(nearest("sonoyta-nogales", ["Sonoyta–Nogales"])).toBe("Sonoyta–Nogales");
  });

  it("finds a part of a name", () => {
    expect(nearest("Juárez", ["Tijuana", "Ciudad Juárez"])).toBe("Ciudad Juárez");
  });

  it("suggests nothing when nothing is near", () => {
    expect(nearest("wall", ["transferSeats", "judges"])).toBeUndefined();
    expect(didYouMean(7, ["judges"])).toBe("");
  });
});
