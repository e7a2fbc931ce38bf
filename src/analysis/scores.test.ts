import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rng } from "../engine/rng.ts";
import {
  covers,
  pairedTest,
  pinballLoss,
  pit,
  pitHistogram,
  quantileLevels,
  studentWithin,
  summarize,
  weightedIntervalScore,
} from "./scores.ts";

const levels = quantileLevels;
const forecast = (quantile: (level: number) => number, observed: number) => ({
  quantiles: Float64Array.from(levels, quantile),
  observed,
});
/** Uniform from 0 to 100. */
const uniform = (observed: number) => forecast((level) => 100 * level, observed);

const anyForecast = fc
  .record({
    quantiles: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 23, maxLength: 23 }),
    observed: fc.integer({ min: 0, max: 6000 }),
  })
  .map(({ quantiles, observed }) => ({ quantiles: Float64Array.from(quantiles).sort(), observed }));

describe("quantile levels", () => {
  it("are 23, symmetric and ascending", () => {
    expect(levels).toHaveLength(23);
    levels.forEach((level, k) => {
      expect(level + levels[22 - k]).toBeCloseTo(1, 12);
    });
    expect([...levels].sort((a, b) => a - b)).toEqual(levels);
  });
});

describe("pinballLoss", () => {
  it("weighs what lies above by the level and what lies below by the rest", () => {
    expect([pinballLoss(0.9, 10, 14), pinballLoss(0.9, 10, 6), pinballLoss(0.9, 10, 10)]).toEqual([
      expect.closeTo(3.6, 12),
      expect.closeTo(0.4, 12),
      0,
    ]);
  });
});

/** Interval form of the score (Bracher et al. 2021): ½|y − m| and α/2 times the interval score of each interval, over 11½. */
function byIntervals({ quantiles, observed }: { quantiles: Float64Array; observed: number }): number {
  let sum = Math.abs(observed - quantiles[11]) / 2;
  for (let k = 0; k < 11; k++) {
    const alpha = 2 * levels[k];
    const [low, high] = [quantiles[k], quantiles[22 - k]];
    const outside = Math.max(low - observed, 0) + Math.max(observed - high, 0);
    sum += (alpha / 2) * (high - low + (2 / alpha) * outside);
  }
  return sum / 11.5;
}

describe("weightedIntervalScore", () => {
  it("is the absolute error of a forecast without spread", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 0, max: 9000 }), (value, observed) => {
        expect(weightedIntervalScore(forecast(() => value, observed))).toBeCloseTo(Math.abs(value - observed), 8);
      }),
    );
  });

  it("is the same by intervals as by levels", () => {
    fc.assert(
      fc.property(anyForecast, (one) => {
        expect(weightedIntervalScore(one)).toBeCloseTo(byIntervals(one), 8);
      }),
    );
  });

  it("worked by hand: quantiles 0 below the median, 10 at it and 20 above, observed 10", () => {
    // Twice the pinball loss is 20 times the level below the median and 20 times its complement above: 2 × 20 × 2.285 over 23.
    const steps = forecast((level) => (level < 0.5 ? 0 : level > 0.5 ? 20 : 10), 10);
    const below = levels.filter((level) => level < 0.5).reduce((sum, level) => sum + level, 0);
    expect(below).toBeCloseTo(2.285, 12);
    expect(weightedIntervalScore(steps)).toBeCloseTo((2 * 20 * 2.285) / 23, 12);
  });

  it("does not change when forecast and observation move together, and scales with both", () => {
    fc.assert(
      fc.property(anyForecast, fc.integer({ min: -500, max: 500 }), (one, shift) => {
        const score = weightedIntervalScore(one);
        const moved = { quantiles: one.quantiles.map((q) => q + shift), observed: one.observed + shift };
        const doubled = { quantiles: one.quantiles.map((q) => 2 * q), observed: 2 * one.observed };
        expect(weightedIntervalScore(moved)).toBeCloseTo(score, 8);
        expect(weightedIntervalScore(doubled)).toBeCloseTo(2 * score, 8);
      }),
    );
  });
});

describe("covers", () => {
  it("takes the ends in, and nothing beyond", () => {
    expect([24.9, 25, 75, 75.1].map((y) => covers(uniform(y), 0.5))).toEqual([false, true, true, false]);
    expect([4.9, 5, 95, 95.1].map((y) => covers(uniform(y), 0.9))).toEqual([false, true, true, false]);
  });
});

describe("pit", () => {
  it("is linear between the quantiles and the middle of the tail beyond them", () => {
    expect([0, 1, 1.75, 37, 50, 99, 100].map((y) => pit(uniform(y)))).toEqual(
      [0.005, 0.01, 0.0175, 0.37, 0.5, 0.99, 0.995].map((level) => expect.closeTo(level, 12)),
    );
  });

  it("is the middle of the levels whose quantiles the observation equals", () => {
    expect(pit(forecast(() => 7, 7))).toBeCloseTo(0.5, 12);
    expect(pit(forecast((level) => (level <= 0.3 ? 0 : 100 * level), 0))).toBeCloseTo((0.01 + 0.3) / 2, 12);
  });

  it("is uniform when the observations come from the forecast, and not when the forecast is too narrow", () => {
    const rng = new Rng(7, 0, false);
    const draws = Array.from({ length: 20_000 }, () => 100 * rng.next());
    const right = pitHistogram(draws.map((y) => pit(uniform(y))));
    for (const share of right) expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
    const narrow = pitHistogram(draws.map((y) => pit(forecast((level) => 25 + 50 * level, y))));
    expect(narrow[0]).toBeGreaterThan(0.25);
    expect(narrow[9]).toBeGreaterThan(0.25);
  });
});

describe("pitHistogram", () => {
  it("gives shares that add up to 1, the upper end in the last bin", () => {
    expect(pitHistogram([0, 0.24, 0.25, 1], 4)).toEqual([0.5, 0.25, 0, 0.25]);
  });
});

describe("summarize", () => {
  it("averages errors of the median, scores and coverages", () => {
    const summary = summarize([uniform(50), uniform(80), uniform(100), uniform(0)]);
    expect(summary).toMatchObject({
      forecasts: 4,
      absoluteError: (30 + 50 + 50) / 4,
      coverage50: 0.25,
      coverage90: 0.5,
    });
    expect(summary.absoluteLogError).toBeCloseTo((Math.log(81 / 51) + Math.log(101 / 51) + Math.log(51)) / 4, 12);
    expect(summarize([uniform(80)]).wis).toBeCloseTo(weightedIntervalScore(uniform(80)), 12);
  });
});

describe("studentWithin", () => {
  it.each([
    // SciPy 1.17, stats.t: one less twice the upper tail.
    [2, 1, 0.2951672353008665],
    [1.5, 2, 0.2723931248910011],
    [2.5, 9, 0.033861827682985735],
    [1.2, 10, 0.25779630072430565],
    [0.3, 47, 0.7655000299723425],
    [5, 42, 1.0645628979962234e-5],
    [0, 5, 1],
  ])("leaves outside ±%f at %i degrees of freedom %f", (t, degrees, outside) => {
    expect(1 - studentWithin(t, degrees)).toBeCloseTo(outside, 14);
  });
});

describe("pairedTest", () => {
  it("is the paired t test at one step: Student's (1908) hours of sleep", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const test = pairedTest(first, second, 1);
    expect(test.meanDifference).toBeCloseTo(-1.58, 12);
    expect(test.statistic).toBeCloseTo(-4.0621, 4);
    expect(test.degreesOfFreedom).toBe(9);
    expect(test.pValue).toBeCloseTo(0.002833, 6);
  });

  it("worked by hand at two steps", () => {
    // Differences 1, 2, 3, 4, 5: mean 3, autocovariances 10/5 and 4/5, variance of the mean (2 + 2 × 0.8) / 5 = 0.72;
    // correction √((5 + 1 − 4 + 2/5) / 5) = √0.48; statistic 3 √(0.48 / 0.72) = √6.
    const test = pairedTest([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], 2);
    expect(test).toMatchObject({ meanDifference: 3, degreesOfFreedom: 4, weights: "equal" });
    expect(test.statistic).toBeCloseTo(Math.sqrt(6), 12);
    expect(test.pValue).toBeCloseTo(1 - studentWithin(Math.sqrt(6), 4), 12);
  });

  it("falls back to falling weights where equal ones give no positive variance", () => {
    // Differences −1, 3, −1, 3: mean 1, autocovariances 4 and −3; 4 − 6 is negative, 4 − 3 = 1 is not.
    const test = pairedTest([-1, 3, -1, 3], [0, 0, 0, 0], 2);
    expect(test.weights).toBe("bartlett");
    expect(test.statistic).toBeCloseTo(Math.sqrt((4 + 1 - 4 + 2 / 4) / 4) / Math.sqrt(1 / 4), 12);
  });

  it("changes its sign alone when the forecasters change places, and nothing when both scores shift", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(scores, scores, fc.integer({ min: 1, max: 6 }), (first, second, horizon) => {
        const test = pairedTest(first, second, horizon);
        const swapped = pairedTest(second, first, horizon);
        const shifted = pairedTest(
          first.map((x) => x + 50),
          second.map((x) => x + 50),
          horizon,
        );
        expect(shifted).toEqual(test);
        if (Number.isNaN(test.statistic)) return;
        expect(swapped.statistic + test.statistic).toBeCloseTo(0, 8);
        expect(swapped.pValue).toBeCloseTo(test.pValue, 10);
        expect(test.pValue).toBeGreaterThanOrEqual(0);
        expect(test.pValue).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("rejects equal forecasters about as often as its level says", () => {
    const rng = new Rng(11, 0, false);
    let rejected = 0;
    for (let k = 0; k < 2000; k++) {
      // Two-step errors overlap by one step: moving averages of order one.
      const noise = Array.from({ length: 49 }, () => rng.next() - 0.5);
      const differences = noise.slice(1).map((x, t) => x + noise[t]);
      if (pairedTest(differences, new Array(48).fill(0), 2).pValue < 0.05) rejected++;
    }
    expect(rejected / 2000).toBeGreaterThan(0.03);
    expect(rejected / 2000).toBeLessThan(0.08);
  });

  it("has no answer where all differences are equal", () => {
    expect(pairedTest([3, 4, 5], [1, 2, 3], 1)).toMatchObject({ statistic: Number.NaN, pValue: Number.NaN });
  });

  it("refuses series of different lengths or no longer than the horizon", () => {
    expect(() => pairedTest([1, 2], [1], 1)).toThrow("2 and 1 scores were given; expected two series of one length");
    expect(() => pairedTest([1, 2], [1, 3], 2)).toThrow("more than the horizon of 2");
  });
});
