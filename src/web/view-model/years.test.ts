import { describe, expect, it } from "vitest";
import { monthIndex } from "../../engine/calendar.ts";
import { columns, o } from "../../model/observables.ts";
import { loadScenario } from "../../scenario/load.ts";
import { lastRecordedMonth } from "../../scenario/window.ts";
import type { Outcome } from "../simulation/simulator.ts";
import { encounters, others } from "./indicators.ts";
import { yearly } from "./yearly.ts";
import { labelled, yearsOf, yearWindows } from "./years.ts";

describe("the years of a window", () => {
  it("begin in January, or in October for the fiscal ones, which are named by the year in which they end", () => {
    const from = monthIndex("2023-07");
    expect(yearsOf(from, 15, "calendar")).toEqual([
      { year: 2023, first: 0, last: 5, isWhole: false },
      { year: 2024, first: 6, last: 14, isWhole: false },
    ]);
    expect(yearsOf(from, 15, "fiscal")).toEqual([
      { year: 2023, first: 0, last: 2, isWhole: false },
      { year: 2024, first: 3, last: 14, isWhole: true },
    ]);
  });

  it("are offered as windows where they lie whole in the record", () => {
    expect(loadScenario("history").window.to).toBe(lastRecordedMonth);
    expect(yearWindows("calendar").map(({ year }) => year)).toEqual([undefined, 2019, 2020, 2021, 2022, 2023]);
    expect(yearWindows("fiscal").map(({ year }) => year)).toEqual([undefined, 2019, 2020, 2021, 2022, 2023, 2024]);
    expect(yearWindows("fiscal").at(-1)).toEqual({ year: 2024, from: "2023-10", to: "2024-09" });
  });

  it("label months from the beginning of the year, as far apart as they have to be", () => {
    const names = (pixels: number, reckoning: "calendar" | "fiscal"): number[] =>
      Array.from({ length: 12 }, (_, m) => m).filter((m) => labelled(m, pixels, 44, reckoning));
    expect(names(50, "calendar")).toHaveLength(12);
    expect(names(8, "calendar")).toEqual([0, 6]);
    expect(names(8, "fiscal")).toEqual([3, 9]);
  });
});

describe("an indicator by year", () => {
  const backlog = others.find(({ id }) => id === "backlog")!;
  /** Encounters and backlog of a month are its number times a factor. */
  function record(factor: number): Float64Array {
    const out = new Float64Array(15 * columns.length);
    for (let m = 0; m < 15; m++) {
      out[m * columns.length + o.usbp] = factor * m;
      out[m * columns.length + o.backlog] = factor * m;
    }
    return out;
  }
  const outcome = (factor: number): Outcome => ({ base: record(1), scenario: record(factor) });
  const spans = yearsOf(monthIndex("2023-07"), 15, "fiscal");

  it("sums a flow and takes the end of a stock, and years sum to the window", () => {
    const flows = yearly(encounters, outcome(2), [], true, spans);
    expect(flows.map(({ baseTotal }) => baseTotal.middle)).toEqual([3, 102]);
    expect(flows.map(({ change }) => change.middle)).toEqual([3, 102]);
    expect(yearly(backlog, outcome(2), [], true, spans).map(({ total }) => total.middle)).toEqual([4, 28]);
  });

  it("is the median of the draws, with their interval", () => {
    const [, year] = yearly(encounters, outcome(9), [1, 2, 3, 4, 5].map(outcome), true, spans);
    expect([year.total.middle, year.change.middle]).toEqual([306, 204]);
    expect(year.change.low).toBeLessThan(204);
  });
});
