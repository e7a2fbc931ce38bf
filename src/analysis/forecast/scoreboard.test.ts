import { describe, expect, it } from "vitest";
import { knownAt } from "../../data/as-of.ts";
import { baselineScores } from "../../data/baseline-scores.ts";
import { valueAt } from "../../data/series.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { weightedIntervalScore } from "../scores.ts";
import { type Growth, partOfGrowth } from "./distributions.ts";
import { firstLearned } from "./rolling.ts";
import { scoredForecasts, scoresOf } from "./scoreboard.ts";
import { publishedSeries, targetAt, targets } from "./targets.ts";

const last = monthIndex("2024-09");
const record = (value: (origin: number, k: number, horizon: number) => number): Growth[] =>
  Array.from({ length: monthIndex("2024-08") - firstLearned + 1 }, (_, i) => ({
    origin: firstLearned + i,
    ahead: 6,
    growth: Float64Array.from({ length: targets.length * 6 }, (_, j) =>
      value(firstLearned + i, Math.floor(j / 6), (j % 6) + 1),
    ),
  }));
const whole = publishedSeries(knownAt(last));
const truth = record((origin, k, horizon) =>
  origin + horizon > last
    ? 0
    : (Math.log1p(valueAt(whole[k], origin + horizon)) - Math.log1p(valueAt(whole[k], origin))) / partOfGrowth(horizon),
);
const level = record(() => 0);

describe("the scoreboard", () => {
  it("has the published number of forecasts, and scores the naive one as published", () => {
    const scored = scoredForecasts(level);
    for (const target of ["total", "San Diego", "Rio Grande Valley"] as const) {
      const own = scored[targetAt(target)];
      const published = baselineScores().find(
        ({ sector, model, horizon }) =>
          sector === (target === "total" ? "all" : target) && model === "naive" && horizon === null,
      );
      expect(own).toHaveLength(273);
      expect(own.reduce((sum, one) => sum + one.naive, 0) / 273).toBeCloseTo(published?.wis ?? 0, 0);
    }
  });

  it("scores forecasts that came true far better than ones without growth", () => {
    const [good, plain] = [scoresOf(truth), scoresOf(level)];
    expect(good.total.ratioToNaive).toBeLessThan(0.5);
    expect(good.total.wis).toBeLessThan(0.5 * plain.total.wis);
    expect(good.sectors.wis).toBeLessThan(0.6 * plain.sectors.wis);
    expect(good.tests.every(({ meanDifference }) => meanDifference < 0)).toBe(true);
  });

  it("means what it says: parts add up to wholes", () => {
    const scores = scoresOf(level);
    const all = scoredForecasts(level);
    const total = all[targetAt("total")];
    const mean = total.reduce((sum, one) => sum + weightedIntervalScore(one), 0) / total.length;
    expect(scores.total.wis).toBeCloseTo(mean, 6);
    expect(scores.sectors.wis).toBeCloseTo(scores.bySector.reduce((sum, { wis }) => sum + wis, 0) / 9, 6);
    expect(scores.pit.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const weighted = scores.totalByHorizon.reduce((sum, { wis, forecasts }) => sum + wis * forecasts, 0) / 273;
    expect(weighted).toBeCloseTo(mean, 6);
    expect(scores.worst[0].wis).toBeGreaterThanOrEqual(scores.worst[1].wis);
  });
});
