import { describe, expect, it } from "vitest";
import { knownAt } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { quantileLevels } from "../scores.ts";
import { type Growth, partOfGrowth, predictives, quantilesOf } from "./distributions.ts";
import { publishedSeries, targetAt, targets } from "./targets.ts";

const origin = monthIndex("2022-06");
const known = knownAt(origin);
const whole = publishedSeries(knownAt(monthIndex("2024-09")));
const total = targetAt("total");
const growth = (at: number, value: (k: number, horizon: number) => number, ahead = 6): Growth => ({
  origin: at,
  ahead,
  growth: Float64Array.from({ length: targets.length * ahead }, (_, i) =>
    value(Math.floor(i / ahead), (i % ahead) + 1),
  ),
});
const none = growth(origin, () => 0);
const earlier = (months: number, value: (at: number, k: number, horizon: number) => number): Growth[] =>
  Array.from({ length: months }, (_, i) => growth(origin - months + i, (k, h) => value(origin - months + i, k, h)));
const cameTrue = (at: number, k: number, horizon: number): number => {
  const series = whole[k];
  return (Math.log1p(valueAt(series, at + horizon)) - Math.log1p(valueAt(series, at))) / partOfGrowth(horizon);
};

describe("predictive distributions", () => {
  it("stand at the last figure if nothing grows, and move with growth", () => {
    const last = Math.log1p(valueAt(known.usbpTotal(), origin));
    expect(predictives(none, [], known)[total][0].middle).toBe(last);
    expect(
      predictives(
        growth(origin, () => 1),
        [],
        known,
      )[total][0].middle,
    ).toBeGreaterThan(last + 0.5);
  });

  it("are narrower after forecasts that came true than after those that did not", () => {
    const good = predictives(
      none,
      earlier(24, (at, k, h) => cameTrue(at, k, h)),
      known,
    )[total];
    const bad = predictives(
      none,
      earlier(24, () => 3),
      known,
    )[total];
    const unknown = predictives(none, [], known)[total];
    good.forEach(({ sd }, at) => {
      expect(sd).toBeLessThan(unknown[at].sd);
      expect(bad[at].sd).toBeGreaterThan(unknown[at].sd);
    });
  });

  it("grow wider with every month ahead, also beyond those that are learned", () => {
    const long = predictives(
      growth(origin, () => 0, 12),
      [],
      known,
    )[total];
    for (let at = 1; at < 12; at++) expect(long[at].sd).toBeGreaterThan(long[at - 1].sd);
  });

  it("do not look at forecasts whose months have not come", () => {
    const past = earlier(24, (at, k, h) => cameTrue(at, k, h));
    const changed = past.map((one) => ({
      ...one,
      growth: one.growth.map((x, i) => (one.origin + (i % 6) + 1 > origin ? 99 : x)),
    }));
    expect(predictives(none, changed, known)).toEqual(predictives(none, past, known));
  });

  it("refuse figures of another origin", () => {
    expect(() =>
      predictives(
        growth(origin - 1, () => 0),
        [],
        known,
      ),
    ).toThrow(RangeError);
  });

  it("have ascending quantiles, never below zero", () => {
    const quantiles = quantilesOf({ middle: 0.1, sd: 2 });
    expect(quantiles).toHaveLength(quantileLevels.length);
    quantiles.forEach((quantile, i) => {
      expect(quantile).toBeGreaterThanOrEqual(i === 0 ? 0 : quantiles[i - 1]);
    });
    expect(quantilesOf({ middle: Math.log1p(100), sd: 0.3 })[11]).toBeCloseTo(100, 6);
  });
});
