import fc from "fast-check";
import { expect, it } from "vitest";
import { ticks } from "./scale.ts";

it("marks round values", () => {
  expect(ticks(0, 250_000, 4)).toEqual([0, 100_000, 200_000]);
  expect(ticks(-9000, 5300, 2)).toEqual([-5000, 0, 5000]);
});

it("marks at least two, all of them within", () => {
  const ends = fc.tuple(fc.double({ min: -1e7, max: 0, noNaN: true }), fc.double({ min: 1, max: 1e7, noNaN: true }));
  fc.assert(
    fc.property(ends, fc.integer({ min: 2, max: 8 }), ([low, high], count) => {
      const found = ticks(low, high, count);
      expect(found.length).toBeGreaterThan(1);
      for (const value of found) {
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high * (1 + 1e-6));
      }
    }),
  );
});
