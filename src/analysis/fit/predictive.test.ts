import { describe, expect, it } from "vitest";
import { knownAt } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { columns, o } from "../../model/observables.ts";
import { quantileLevels } from "../scores.ts";
import { latentFirstMonth } from "./flat-paths.ts";
import { encountersByNationality } from "./observation-model.ts";
import { distance, judgedGroups, pooledCoverage, predictiveChecks } from "./predictive.ts";

const until = monthIndex("2021-09");
const months = until - latentFirstMonth + 1;
/** Records in which every nationality is counted as published, times a factor, and nothing else happens. */
const records = (factors: readonly number[]): Float64Array[] =>
  factors.map((factor) => {
    const values = new Float64Array(months * columns.length);
    for (const { series, columns: own } of encountersByNationality(knownAt(until)))
      for (let m = 0; m < months; m++)
        values[m * columns.length + own[0]] = factor * valueAt(series, latentFirstMonth + m);
    return values;
  });
const named = (checks: ReturnType<typeof predictiveChecks>, name: string) => checks.find((one) => one.name === name)!;

describe("posterior predictive checks", () => {
  const checks = predictiveChecks(records([1, 1, 1]), until, 3);

  it("cover what was published if the members count it, with the errors of the observation model", () => {
    const mexico = named(checks, "USBP Mexico");
    expect(mexico.group).toBe("nationalities");
    expect(mexico.months[0]).toBe(monthIndex("2019-10"));
    expect(mexico.months).toHaveLength(24);
    expect(mexico.medianError).toBeLessThan(0.03);
    expect(mexico.coverage90).toBe(1);
    const { quantiles, observed } = mexico.forecasts[0];
    const edge = quantiles[quantileLevels.indexOf(0.95)];
    // 0.06 is the standard deviation of its log, 60 draws
    expect(Math.log(edge / observed) / (1.645 * 0.06)).toBeGreaterThan(0.6);
    expect(Math.log(edge / observed) / (1.645 * 0.06)).toBeLessThan(1.5);
    const total = named(checks, "USBP total");
    expect(total.medianError).toBeLessThan(0.03);
    expect(total.bar).toBe(0.06);
  });

  it("do not cover it if the members are far off, and say how far", () => {
    const off = named(predictiveChecks(records([1.5, 1.5, 1.5]), until, 3), "USBP Mexico");
    expect(off.coverage90).toBe(0);
    expect(off.medianError).toBeGreaterThan(0.45);
    expect(off.medianError).toBeLessThan(0.55);
    for (const level of off.pit) expect(level).toBeLessThan(0.05);
    for (const one of off.forecasts) expect(distance(one)).toBeLessThan(-1.645);
  });

  it("judge total, nationalities, sectors, interceptions and returns, and pool their months", () => {
    const judged = checks.filter(({ group }) => judgedGroups.includes(group));
    expect(judged).toHaveLength(1 + 11 + 9 + 1 + 1);
    expect(pooledCoverage(judged).months).toBe(24 * judged.length);
    const own = judged.filter(({ group }) => group === "nationalities");
    expect(pooledCoverage(own).coverage90).toBeGreaterThan(0.95);
    // sectors, interceptions and returns are zero in these records
    expect(pooledCoverage(judged.filter(({ group }) => group === "sectors")).coverage90).toBe(0);
  });

  it("come out the same again, whatever the other columns hold", () => {
    const changed = records([1, 1, 1]);
    for (const values of changed) values[o.loops] = 7;
    expect(named(predictiveChecks(changed, until, 3), "USBP Cuba")).toEqual(named(checks, "USBP Cuba"));
  });
});
