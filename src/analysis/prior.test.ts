import { describe, expect, it } from "vitest";
import { Rng } from "../engine/rng.ts";
import { isUncertain, type ParameterRow, parameterRows } from "../model/parameters.ts";
import { drawParameterRows, valueAtScore } from "./prior.ts";
import { quantile } from "./quantile.ts";

const row = (name: string, key: string, value: number, low: number, high: number): ParameterRow =>
  ({ name, key, value, low, high, unit: "x", grade: "guess", source: "x" }) as ParameterRow;

describe("valueAtScore", () => {
  it("is the value at 0, the ends at ±1.6449 and beyond", () => {
    const skewed = row("memoryDays", "", 40, 10, 80);
    expect([-3, -1.6449, 0, 1.6449, 3].map((score) => valueAtScore(skewed, score))).toEqual([10, 10, 40, 80, 80]);
    expect(valueAtScore(skewed, -1.6449 / 2)).toBe(20);
  });

  it("is linear where the range reaches zero, and still where there is no range on one side", () => {
    expect(valueAtScore(row("aidElasticity", "", 0.02, 0, 0.05), 1.6449 / 2)).toBeCloseTo(0.035, 12);
    expect(valueAtScore(row("waitWeight", "", 0.4, 0.4, 3), -1)).toBe(0.4);
  });
});

describe("drawParameterRows", () => {
  const table = [
    row("memoryDays", "", 40, 10, 80),
    row("exposure", "Cuba", 1, 0.6, 1.6),
    row("exposure", "Haiti", 2, 1.2, 3.2),
    row("fixedCost", "", 7, 7, 7),
  ];
  const draws = Array.from({ length: 2000 }, (_, k) => drawParameterRows(table, new Rng(1, k, false)));
  const valuesOf = (at: number): Float64Array => Float64Array.from(draws, (drawn) => drawn[at].value);

  it.each([0, 1, 2])("has the median of row %i, and its range as the 90%% range", (at) => {
    const sorted = valuesOf(at).sort();
    const { value, low, high } = table[at];
    expect(quantile(sorted, 0.5) / value).toBeCloseTo(1, 1);
    expect(sorted.filter((x) => x <= low * 1.001).length / sorted.length).toBeCloseTo(0.05, 1);
    expect(sorted.filter((x) => x >= high * 0.999).length / sorted.length).toBeCloseTo(0.05, 1);
    expect(sorted[0]).toBeGreaterThanOrEqual(low);
    expect(sorted[sorted.length - 1]).toBeLessThanOrEqual(high);
  });

  it("leaves fixed parameters alone", () => {
    expect(new Set(valuesOf(3))).toEqual(new Set([7]));
  });

  it("moves the keys of one parameter mostly together, and parameters apart", () => {
    const sameSide = (a: number, b: number): number =>
      draws.filter((drawn) => drawn[a].value > table[a].value === drawn[b].value > table[b].value).length /
      draws.length;
    // normal scores with correlation 0.8 agree in sign in 80% of draws
    expect(sameSide(1, 2)).toBeCloseTo(0.8, 1);
    expect(sameSide(0, 1)).toBeCloseTo(0.5, 1);
  });

  it("gives the same draw again, within the ranges of the real table", () => {
    const again = drawParameterRows(parameterRows, new Rng(3, 5, false));
    expect(drawParameterRows(parameterRows, new Rng(3, 5, false))).toEqual(again);
    for (const { value, low, high } of again) expect(low <= value && value <= high).toBe(true);
    expect(again.filter((one, i) => one.value !== parameterRows[i].value).length).toBeGreaterThan(
      parameterRows.filter(isUncertain).length / 2,
    );
  });
});
