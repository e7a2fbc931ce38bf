import { describe, expect, it } from "vitest";
import { cities, nationalities, sectors } from "../../model/geography.ts";
import { columns, o } from "../../model/observables.ts";
import type { Outcome } from "../simulation/simulator.ts";
import { directionOf, extentOf, greatestOf, lineNames, marks, type Reading, readings } from "./map-marks.ts";

const months = 3;
const tucson = sectors.indexOf("Tucson");
const tijuana = cities.indexOf("Tijuana");

/** In month m, Tucson has m + 1 times an amount of encounters, and that many people wait in Tijuana. */
function record(amount: number): Float64Array {
  const out = new Float64Array(months * columns.length);
  for (let m = 0; m < months; m++) {
    out[m * columns.length + o.usbpBySector + tucson] = amount * (m + 1);
    out[m * columns.length + o.waiting + tijuana] = amount * (m + 1);
    out[m * columns.length + o.transfersSouth + 1] = amount;
    out[m * columns.length + o.transfersSouth + 2] = amount;
  }
  return out;
}

const outcome = (base: number, scenario: number): Outcome => ({ base: record(base), scenario: record(scenario) });
const of = (read: readonly Reading[], id: string): Reading => read.find(({ mark }) => mark.id === id)!;

describe("what the map shows", () => {
  it("has every sector, city and nationality, and lines of all places together", () => {
    expect(marks).toHaveLength(sectors.length + cities.length + nationalities.length + lineNames.length);
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
  });

  it("is a month, or the sum of flows and the last of stocks over the whole window", () => {
    const central = outcome(10, 20);
    const month = readings(1, central, []);
    expect(of(month, "sectors-tucson")).toMatchObject({ base: 20, scenario: { middle: 40 }, change: { middle: 20 } });
    expect(of(month, "transfersSouth").base).toBe(20);
    const whole = readings("whole", central, []);
    expect(of(whole, "sectors-tucson").base).toBe(60);
    expect(of(whole, "cities-tijuana").base).toBe(30);
    expect(of(whole, "transfersSouth").scenario.middle).toBe(120);
  });

  it("has the interval of the difference under the same member, and none from a few draws", () => {
    const draws = [10, 100, 1000, 5000, 90].map((base) => outcome(base, base + 7));
    expect(of(readings(0, outcome(20, 27), draws), "sectors-tucson").change).toEqual({ middle: 7, low: 7, high: 7 });
    expect(of(readings(0, outcome(20, 27), draws.slice(1)), "sectors-tucson").change.low).toBeUndefined();
  });

  it("scales over all months, whichever is shown", () => {
    const all = [0, 1, 2].map((month) => readings(month, outcome(10, 20), []));
    expect(greatestOf(all, false)).toEqual({ lines: 60, sectors: 60, cities: 60, origins: 1 });
    expect(greatestOf(all, true)).toEqual({ lines: 30, sectors: 30, cities: 30, origins: 1 });
  });
});

describe("a line or circle", () => {
  const half = (amount: number): number => amount / 2;

  it("is as wide as the middle, and its halo as wide as the ends of the interval", () => {
    expect(extentOf({ middle: 10, low: 6, high: 20 }, half)).toEqual({ inner: 3, middle: 5, outer: 10 });
    expect(extentOf({ middle: -10, low: -20, high: -6 }, half)).toEqual({ inner: 3, middle: 5, outer: 10 });
  });

  it("has nothing sure if it may be nothing, and no halo before there is an interval", () => {
    expect(extentOf({ middle: 2, low: -6, high: 4 }, half)).toEqual({ inner: 0, middle: 1, outer: 3 });
    expect(extentOf({ middle: 2, low: undefined, high: undefined }, half)).toEqual({ inner: 1, middle: 1, outer: 1 });
  });

  it.each([
    [{ middle: 5, low: 1, high: 9 }, "more"],
    [{ middle: -5, low: -9, high: -1 }, "fewer"],
    [{ middle: 5, low: -1, high: 9 }, "unclear"],
    [{ middle: 5, low: undefined, high: undefined }, "more"],
    [{ middle: 0, low: 0, high: 0 }, "none"],
    [{ middle: 0.2, low: 0, high: 0.3 }, "none"],
  ] as const)("of %j goes towards %s", (total, direction) => {
    expect(directionOf(total)).toBe(direction);
  });
});
