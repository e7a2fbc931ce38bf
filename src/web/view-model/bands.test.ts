import { describe, expect, it } from "vitest";
import { columns, o } from "../../model/observables.ts";
import type { Outcome } from "../simulation/simulator.ts";
import { monthly, shareAbove, shown } from "./bands.ts";
import { encounters, others } from "./indicators.ts";
import { ticks } from "./scale.ts";

const months = 3;

/** A record in which one column has the same number every month, and another once more. */
function record(value: number): Float64Array {
  const out = new Float64Array(months * columns.length);
  for (let m = 0; m < months; m++) {
    out[m * columns.length + o.usbp] = value;
    out[m * columns.length + o.usbp + 1] = 1;
    out[m * columns.length + o.backlog] = value * (m + 1);
  }
  return out;
}

const outcome = (base: number, scenario: number): Outcome => ({ base: record(base), scenario: record(scenario) });
const backlog = others.find(({ id }) => id === "backlog")!;

describe("what a chart shows", () => {
  it("is the sum of the columns of the indicator", () => {
    expect([...monthly(encounters, record(10))]).toEqual([11, 11, 11]);
  });

  it("has a band of the difference under the same member, however far members are apart", () => {
    const draws = [10, 100, 1000, 5000, 90].map((base) => outcome(base, base + 7));
    const { difference, change, scenario } = shown(encounters, outcome(20, 27), draws, true);
    expect([...difference.band!.low80]).toEqual([7, 7, 7]);
    expect([...difference.band!.high80]).toEqual([7, 7, 7]);
    expect(change).toEqual({ middle: 21, low: 21, high: 21 });
    expect(scenario.band!.low50[0]).toBeLessThan(scenario.band!.high50[0]);
  });

  it("sums flows over the window, and takes stocks at its end", () => {
    expect(shown(encounters, outcome(0, 10), [], true).total.middle).toBe(33);
    expect(shown(backlog, outcome(0, 10), [], true).total.middle).toBe(30);
  });

  it("has no band from a few draws, and no scenario's from draws of another scenario", () => {
    const draws = [1, 2, 3, 4, 5].map((base) => outcome(base, base));
    expect(shown(encounters, outcome(0, 1), draws.slice(1), true).base.band).toBeUndefined();
    const stale = shown(encounters, outcome(0, 1), draws, false);
    expect(stale.base.band).toBeDefined();
    expect(stale.scenario.band).toBeUndefined();
    expect(stale.change.low).toBeUndefined();
  });
});

describe("the share of draws above a limit", () => {
  it("is that of the month, undefined from a few draws, and no number where there is no limit", () => {
    const draws = [1, 2, 3, 4, 5].map(record);
    const limits = Float64Array.of(2.5, 100, 0);
    expect([...shareAbove(backlog, draws, limits)!]).toEqual([0.6, 0, Number.NaN]);
    expect(shareAbove(backlog, draws.slice(1), limits)).toBeUndefined();
  });
});

describe("ticks", () => {
  it.each([
    [0, 250_000, 4, [0, 100_000, 200_000]],
    [-3, 12, 4, [0, 5, 10]],
    [0, 1, 2, [0, 0.5, 1]],
  ])("from %d to %d are round", (low, high, count, expected) => {
    expect(ticks(low, high, count)).toEqual(expected);
  });
});
