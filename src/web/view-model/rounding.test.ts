import { expect, it } from "vitest";
import { roundedBeside } from "./rounding.ts";

it("rounds a value to what can be known beside the largest of its table", () => {
  expect(roundedBeside(-0.000999, 3.12)).toBe(-0.001);
  expect(roundedBeside(-0.000412, 31.2)).toBe(0);
  expect(Object.is(roundedBeside(-0.000412, 31.2), 0)).toBe(true);
  expect(roundedBeside(0.31, 249_785)).toBe(0);
  expect(roundedBeside(2345, 249_785)).toBe(2345);
  expect(roundedBeside(0.0123, 0.0456)).toBe(0.0123);
  expect(roundedBeside(0, 0)).toBe(0);
});
