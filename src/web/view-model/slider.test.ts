import { expect, it } from "vitest";
import { sliderStep } from "./slider.ts";

it.each([
  [5800, 50],
  [1000, 10],
  [144, 1],
  [36, 1],
  [20, 0.2],
  [2, 0.02],
  [1, 0.01],
])("a slider to %d goes by %d", (end, step) => {
  expect(sliderStep(end)).toBeCloseTo(step, 12);
});
