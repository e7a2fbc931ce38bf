import { describe, expect, it } from "vitest";
import { baselineScores } from "../data/baseline-scores.ts";
import { usbpBySector, usbpTotal } from "../data/series.ts";
import { monthIndex } from "../engine/calendar.ts";
import { sectors } from "../model/geography.ts";
import { naive, rollingForecasts, seasonalNaive } from "./baselines.ts";
import { quantileLevels, type ScoredForecast, type ScoreSummary, summarize } from "./scores.ts";

const horizons = [1, 2, 3, 4, 5, 6];
const seriesOf = (sector: string) =>
  sector === "all" ? usbpTotal() : usbpBySector()[sectors.indexOf(sector as never)];

function rolling(sector: string, model: "naive" | "snaive", horizon: number | null): ScoredForecast[] {
  const forecast = model === "naive" ? naive : seasonalNaive;
  const ahead = horizon === null ? horizons : [horizon];
  return ahead.flatMap((h) => rollingForecasts(seriesOf(sector), forecast, h));
}

describe("the published scores", () => {
  const published = baselineScores();
  /** Half of the last digit that is published, and a grain for the computation. */
  const halfDigit: Record<Exclude<keyof ScoreSummary, "forecasts">, number> = {
    wis: 0.0501,
    absoluteError: 0.0501,
    absoluteLogError: 0.0000501,
    coverage50: 0.0000501,
    coverage90: 0.0000501,
  };

  /** The published quantiles stand one event too high: they were transformed back by exp alone. The log errors were taken before that. */
  const asPublished = (forecasts: readonly ScoredForecast[]): ScoreSummary => ({
    ...summarize(forecasts.map((one) => ({ ...one, quantiles: one.quantiles.map((value) => value + 1) }))),
    absoluteLogError: summarize(forecasts).absoluteLogError,
  });

  const cases = (["naive", "snaive"] as const).flatMap((model) =>
    ["all", ...sectors].flatMap((sector) => [...horizons, null].map((horizon) => ({ model, sector, horizon }))),
  );

  it.each(cases)(
    "of $model for $sector, horizon $horizon, come out again to rounding",
    ({ model, sector, horizon }) => {
      const row = published.find((one) => one.model === model && one.sector === sector && one.horizon === horizon)!;
      const scores = asPublished(rolling(sector, model, horizon));
      expect(scores.forecasts).toBe(row.forecasts);
      for (const [name, tolerance] of Object.entries(halfDigit) as [keyof typeof halfDigit, number][])
        expect(Math.abs(scores[name] - row[name]), name).toBeLessThan(tolerance);
    },
  );

  it("are within one event of those of the baselines here, with the same coverages", () => {
    for (const { model, sector, horizon } of cases) {
      const row = published.find((one) => one.model === model && one.sector === sector && one.horizon === horizon)!;
      const scores = summarize(rolling(sector, model, horizon));
      expect(Math.abs(scores.wis - row.wis)).toBeLessThan(0.5);
      expect(Math.abs(scores.absoluteError - row.absoluteError)).toBeLessThan(1);
      expect(Math.abs(scores.coverage50 - row.coverage50)).toBeLessThan(halfDigit.coverage50);
      expect(Math.abs(scores.coverage90 - row.coverage90)).toBeLessThan(halfDigit.coverage90);
    }
  });
});

describe("the random walk", () => {
  // Steps of log(1 + y): log 2, −log 2 and log 4, mean square 2 (log 2)².
  const past = Float64Array.of(1, 3, 1, 7);

  it("goes on from the last month, its spread growing with the root of the months", () => {
    const spread = Math.SQRT2 * Math.log(2);
    const at = (level: number) => quantileLevels.indexOf(level);
    expect(naive(past, 1)[at(0.5)]).toBeCloseTo(7, 12);
    expect(naive(past, 4)[at(0.5)]).toBeCloseTo(7, 12);
    expect(naive(past, 1)[at(0.975)]).toBeCloseTo(8 * Math.exp(1.959963984540054 * spread) - 1, 9);
    expect(naive(past, 4)[at(0.025)]).toBeCloseTo(8 * Math.exp(-2 * 1.959963984540054 * spread) - 1, 12);
  });

  it("by seasons gives the month of a year ago, and the same again a year later with more spread", () => {
    const years = Float64Array.from({ length: 24 }, (_, m) => 2 ** ((m % 12) + Math.floor(m / 12)) - 1);
    for (const horizon of horizons) expect(seasonalNaive(years, horizon)[11]).toBeCloseTo(years[12 + horizon - 1], 6);
    expect(seasonalNaive(years, 12)[22]).toBeCloseTo(2 ** 12 * Math.exp(2.3263478740408408 * Math.log(2)) - 1, 4);
    expect(seasonalNaive(years, 13)[22]).toBeCloseTo(
      2 * Math.exp(2.3263478740408408 * Math.log(2) * Math.SQRT2) - 1,
      9,
    );
  });
});

describe("rollingForecasts", () => {
  it("gives a forecast the months from 2017-10 to its origin and nothing later", () => {
    const lengths: number[] = [];
    const seen: number[] = [];
    const total = usbpTotal();
    const forecasts = rollingForecasts(
      total,
      (past, horizon) => {
        lengths.push(past.length);
        seen.push(past[past.length - 1]);
        expect(past.buffer.byteLength).toBe(8 * past.length);
        return naive(past, horizon);
      },
      3,
    );
    expect(lengths).toEqual(Array.from({ length: 46 }, (_, at) => 36 + at));
    expect(seen[0]).toBe(total.values[monthIndex("2020-09") - total.firstMonth]);
    expect(forecasts[0].observed).toBe(total.values[monthIndex("2020-12") - total.firstMonth]);
    expect(forecasts[45].observed).toBe(total.values[monthIndex("2024-09") - total.firstMonth]);
  });
});
