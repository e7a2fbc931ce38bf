import { expect, test } from "vitest";
import { defaultParameters } from "../../test/support/parameters.ts";
import { seasonsOf } from "./season.ts";

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Monthly sums of what arrives, over their mean, when departures of a day arrive after `stages` exponential stages. */
function arrivals(departures: Float64Array, lead: number, stages: number): number[] {
  const waiting = new Float64Array(stages);
  const sums = lengths.map(() => 0);
  for (let year = 0; year < 3; year++) {
    let day = 0;
    lengths.forEach((length, m) => {
      sums[m] = 0;
      for (let d = 0; d < length; d++, day++) {
        let moving = departures[day];
        for (let s = 0; s < stages; s++) {
          waiting[s] += moving;
          moving = (waiting[s] * stages) / lead;
          waiting[s] -= moving;
        }
        sums[m] += moving;
      }
    });
  }
  const mean = sums.reduce((a, b) => a + b, 0) / 12;
  return sums.map((sum) => sum / mean);
}

test("departures by the season arrive with the measured factors of monthly encounters", () => {
  const p = { ...defaultParameters, seasonStages: 4 };
  const got = arrivals(seasonsOf(p).darien, p.seasonLeadDays[2], 4);
  got.forEach((factor, m) => {
    expect(Math.abs(factor - p.seasonForeign[m]), `month ${m}`).toBeLessThan(0.04);
  });
});

test("nobody's season is negative", () => {
  for (const season of Object.values(seasonsOf(defaultParameters))) expect(Math.min(...season)).toBeGreaterThan(0.3);
});

test("an even year has no season", () => {
  const monthly = Float64Array.from([31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], (x) => x / (365.25 / 12));
  for (const factor of seasonsOf({ ...defaultParameters, seasonForeign: monthly }).air)
    expect(factor).toBeCloseTo(1, 9);
});
