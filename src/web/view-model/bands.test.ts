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

  it("is the median of the draws and lies in their band, wherever the central member is", () => {
    const draws = [1, 2, 3, 4, 50].map((base, k) => outcome(base, base + k));
    const { base, scenario, difference, baseTotal, total, change } = shown(encounters, outcome(900, 900), draws, true);
    expect(base.middle[0]).toBe(3 + 1);
    expect(scenario.middle[0]).toBe(5 + 1);
    expect([baseTotal.middle, total.middle]).toEqual([months * 4, months * 6]);
    for (const { middle, band } of [base, scenario, difference])
      for (let m = 0; m < months; m++) {
        expect(middle[m]).toBeGreaterThanOrEqual(band!.low80[m]);
        expect(middle[m]).toBeLessThanOrEqual(band!.high80[m]);
      }
    // the median of the paired differences 0, 1, 2, 3, 4
    expect([difference.middle[0], change.middle]).toEqual([2, 2 * months]);
  });

  it("does not take the difference of two medians for the median of differences", () => {
    const draws = [outcome(0, 0), outcome(1, 7), outcome(2, 3), outcome(3, 4), outcome(4, 4)];
    const { baseTotal, total, change } = shown(encounters, outcome(0, 0), draws, true);
    expect(total.middle - baseTotal.middle).toBe(2 * months);
    expect(change.middle).toBe(months);
  });

  it("is the central member, without a band, from a few draws or from draws of another scenario", () => {
    const draws = [1, 2, 3, 4, 5].map((base) => outcome(base, base));
    for (const few of [
      shown(encounters, outcome(10, 11), draws.slice(1), true),
      shown(encounters, outcome(10, 11), draws, false),
    ]) {
      expect([few.base.middle[0], few.scenario.middle[0], few.difference.middle[0]]).toEqual([11, 12, 1]);
      expect([few.base.band, few.scenario.band, few.difference.band, few.change.low]).toEqual(Array(4).fill(undefined));
    }
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
