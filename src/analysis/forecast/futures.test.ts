import { describe, expect, it } from "vitest";
import { knownAt } from "../../data/as-of.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { Rng } from "../../engine/rng.ts";
import { households, nationalities, sectors } from "../../model/geography.ts";
import { flatPaths } from "../fit/flat-paths.ts";
import { continued } from "./futures.ts";

const flat = flatPaths(knownAt(monthIndex("2020-02")));
const n = nationalities.length;
const rising = {
  ...flat,
  departures: flat.departures.map((_, i) => (Math.floor(i / n) === flat.months - 1 ? 1 : 0)),
  attractiveness: flat.attractiveness.map((_, i) => i % sectors.length),
};
const at = (path: Float64Array, month: number, k = 0): number => path[month * n + k];

describe("paths beyond an origin", () => {
  it("bring departures back to their mean of four months, half of the way each month", () => {
    const { departures, months } = continued(rising, 6);
    expect(months).toBe(flat.months + 6);
    expect(at(departures, flat.months)).toBeCloseTo(0.25 + 0.5 * 0.75, 12);
    expect(at(departures, flat.months + 1)).toBeCloseTo(0.25 + 0.25 * 0.75, 12);
    expect(at(departures, flat.months + 5)).toBeCloseTo(0.25 + 0.5 ** 6 * 0.75, 12);
  });

  it("keep attractiveness and household mixes, and everything up to the origin", () => {
    const { attractiveness, householdMix, departures } = continued(rising, 3);
    expect([...attractiveness.slice(-sectors.length)]).toEqual(sectors.map((_, s) => s));
    const width = n * households.length;
    expect(householdMix.slice(-width)).toEqual(flat.householdMix.slice(-width));
    expect(departures.slice(0, rising.departures.length)).toEqual(rising.departures);
  });

  it("walk on by chance, alike under one seed and ever further apart", () => {
    const draw = (seed: number) => continued(rising, 12, new Rng(seed, 1, false)).departures;
    expect(draw(3)).toEqual(draw(3));
    const ends = Array.from({ length: 200 }, (_, seed) => draw(seed));
    const spread = (month: number): number => {
      const values = ends.map((path) => at(path, month));
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
    };
    expect(spread(flat.months - 1)).toBe(0);
    expect(spread(flat.months)).toBeGreaterThan(0.1);
    expect(spread(flat.months + 11)).toBeGreaterThan(2.5 * spread(flat.months));
  });
});
