import { describe, expect, it } from "vitest";
import { usbpByNationality, usbpTotal, valueAt } from "../data/series.ts";
import { monthIndex } from "../engine/calendar.ts";
import { nationalities } from "../model/geography.ts";
import { membersOf, type ObservableName, observableNames } from "../model/observables.ts";
import { ScenarioError } from "../scenario/error.ts";
import { loadScenario } from "../scenario/load.ts";
import { observedSeries } from "./observed.ts";
import { compare, simulate } from "./simulate.ts";

const autumn = "corridor: 1\ntitle: Autumn\nbase: history\nwindow: {from: 2018-10, to: 2018-12}\n";
const calm = `${autumn}changes:\n  - {lever: demandShock, from: 2018-10-01, value: 0.2}\n`;

describe("simulate", () => {
  const result = simulate(autumn, { runs: 4, seed: 3 });

  it("gives months, whole people and the published figures beside them", () => {
    expect(result.months).toEqual(["2018-10", "2018-11", "2018-12"]);
    expect(result.runs).toBe(4);
    const usbp = result.series("usbp");
    expect(usbp.unit).toBe("encounters");
    expect(usbp.observed).toEqual(["2018-10", "2018-11", "2018-12"].map((m) => valueAt(usbpTotal(), monthIndex(m))));
    for (const values of result.ensemble.values) expect(values.every((x) => x >= 0)).toBe(true);
    expect(usbp.mean.every((x) => x > 1000 && Number.isInteger(4 * x))).toBe(true);
    expect(usbp.quantiles.p10.every((x, m) => x <= usbp.quantiles.p90[m])).toBe(true);
  });

  it("adds members up to the total, month by month and over the window", () => {
    const total = result.series("usbp");
    const parts = nationalities.map((name) => result.series("usbp", name));
    total.mean.forEach((mean, m) => {
      expect(parts.reduce((sum, part) => sum + part.mean[m], 0)).toBeCloseTo(mean, 6);
    });
    expect(result.overall("usbp").mean).toBeCloseTo(
      total.mean.reduce((sum, x) => sum + x, 0),
      6,
    );
    expect(result.overall("backlog").mean).toBeCloseTo(
      result.series("backlog").mean.reduce((sum, x) => sum + x, 0) / 3,
      6,
    );
  });

  it("has every observable and member", () => {
    for (const name of observableNames) {
      for (const member of membersOf(name)) expect(result.series(name, member).mean).toHaveLength(3);
      if (name !== "perceivedSuccess") expect(result.series(name).mean).toHaveLength(3);
    }
  });

  it("refuses names, members and totals that do not exist", () => {
    expect(() => result.series("usbpp" as ObservableName)).toThrow('did you mean "usbp"?');
    expect(() => result.series("usbp", "Venezuelan")).toThrow('did you mean "Venezuela"?');
    expect(() => result.series("backlog", "Cuba")).toThrow("expected no member");
    expect(() => result.series("perceivedSuccess")).toThrow("which has shares");
  });

  it("takes a mean in one run, repeatably", () => {
    const a = simulate(autumn, { mode: "mean", uncertainty: "process" });
    const b = simulate(loadScenario(autumn), { mode: "mean", uncertainty: "process", runs: 9, seed: 77 });
    expect(a.runs).toBe(1);
    expect(b.ensemble.values).toEqual(a.ensemble.values);
  });

  it("refuses what is not a scenario", () => {
    expect(() => simulate("no-such-scenario")).toThrow(ScenarioError);
  });
});

describe("compare", () => {
  it("finds fewer encounters when fewer people set out, in every run", () => {
    const { overall, monthly } = compare(autumn, calm, { runs: 3 }).difference("usbp");
    expect(overall.quantiles.p95).toBeLessThan(0);
    expect(overall.chance).toEqual({ higher: 0, lower: 1 });
    expect(monthly.mean).toHaveLength(3);
  });

  it("finds no difference at all when nothing changes", () => {
    const inert = `${autumn}changes:\n  - {lever: demandShock, from: 2018-10-01, value: 1}\n`;
    const { base, scenario } = compare(autumn, inert, { runs: 2 });
    expect(scenario.ensemble.values).toEqual(base.ensemble.values);
  });
});

describe("observed figures", () => {
  it("are the published ones, by member where they exist", () => {
    const december = monthIndex("2023-12");
    expect(valueAt(observedSeries("usbp")!, december)).toBe(249740);
    expect(valueAt(observedSeries("usbp", "Venezuela")!, december)).toBe(
      valueAt(usbpByNationality()[nationalities.indexOf("Venezuela")], december),
    );
    const bySector = observedSeries("usbpBySector", "Del Rio")!;
    const cells = nationalities.map((name) => observedSeries("usbpBySectorNationality", `Del Rio/${name}`)!);
    expect(cells.reduce((sum, one) => sum + valueAt(one, december), 0)).toBe(valueAt(bySector, december));
    const households = membersOf("usbpByHousehold").map((name) =>
      valueAt(observedSeries("usbpByHousehold", name)!, december),
    );
    expect(households.reduce((sum, x) => sum + x, 0)).toBe(249740);
    const expelled = nationalities.map((name) => valueAt(observedSeries("expulsions", name)!, monthIndex("2021-06")));
    expect(expelled.reduce((sum, x) => sum + x, 0)).toBe(valueAt(observedSeries("expulsions")!, monthIndex("2021-06")));
  });

  it("are of one vintage for the court backlog, and absent between its dates", () => {
    expect(valueAt(observedSeries("backlog")!, monthIndex("2023-09"))).toBe(2768875);
    expect(valueAt(observedSeries("backlog")!, monthIndex("2023-08"))).toBeNaN();
  });

  it("are absent for what nobody counts", () => {
    expect(observedSeries("bribes")).toBeUndefined();
    expect(observedSeries("hondurasEntries")).toBeUndefined();
  });
});
