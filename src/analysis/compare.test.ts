import { describe, expect, it } from "vitest";
import { columns, o } from "../model/observables.ts";
import { loadScenario } from "../scenario/load.ts";
import { alongside, differenceOf } from "./compare.ts";
import type { Ensemble } from "./ensemble.ts";

const history = loadScenario("history");

/** Three months in which `deathsInTransit` holds these numbers, one list per run. */
function ensemble(runs: readonly (readonly number[])[]): Ensemble {
  const values = runs.map((months) => {
    const all = new Float64Array(3 * columns.length);
    months.forEach((value, m) => {
      all[m * columns.length + o.deathsInTransit] = value;
    });
    return all;
  });
  return {
    scenario: history,
    firstMonth: 9,
    months: 3,
    mode: "stochastic",
    uncertainty: "members",
    seed: 1,
    runs: runs.map((_, run) => ({ run, member: 0 })),
    values,
    failures: [],
    partial: false,
  };
}

describe("differenceOf", () => {
  const base = ensemble([
    [1, 10, 0],
    [2, 20, 5],
    [3, 30, 5],
    [4, 40, 5],
  ]);
  const scenario = ensemble([
    [1, 12, 0],
    [3, 20, 5],
    [5, 29, 5],
    [7, 40, 9],
  ]);
  const difference = differenceOf(base, scenario, [o.deathsInTransit], "flow");

  it("subtracts run by run, not band by band", () => {
    expect(difference.monthly.mean).toEqual([1.5, 0.25, 1]);
    expect(difference.monthly.quantiles.p50).toEqual([1.5, 0, 0]);
    expect(difference.monthly.quantiles.p95[0]).toBeCloseTo(2.85, 12);
  });

  it("counts ties for neither side", () => {
    expect(difference.monthly.chance[1]).toEqual({ higher: 0.25, lower: 0.25 });
    expect(difference.overall.chance).toEqual({ higher: 1, lower: 0 });
  });

  it("adds a flow up and averages a stock", () => {
    expect(difference.toDate.mean).toEqual([1.5, 1.75, 2.75]);
    expect(difference.overall.mean).toBe(2.75);
    expect(difference.overall.quantiles.p50).toBe(1.5);
    const stock = differenceOf(base, scenario, [o.deathsInTransit], "stock");
    expect(stock.overall.mean).toBeCloseTo(2.75 / 3, 12);
    expect(stock.toDate.mean[1]).toBe(0.875);
  });

  it("refuses ensembles that are not of one job", () => {
    expect(() => differenceOf(base, { ...scenario, seed: 2 }, [0], "flow")).toThrow(RangeError);
    expect(() => differenceOf(base, { ...scenario, firstMonth: 10 }, [0], "flow")).toThrow(
      "expected both from one job",
    );
    expect(() => differenceOf(base, ensemble([[1, 2, 3]]), [0], "flow")).toThrow(RangeError);
  });
});

describe("alongside", () => {
  it("takes the months of the scenario and the steps of the base", () => {
    const scenario = loadScenario("no-december-deal");
    const base = alongside(history, scenario);
    expect(base.window).toEqual(scenario.window);
    expect(base.steps).toBe(history.steps);
  });
});
