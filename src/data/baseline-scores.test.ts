import { describe, expect, it } from "vitest";
import { sectors } from "../model/geography.ts";
import { baselineScores } from "./baseline-scores.ts";
import { baselineModels } from "./schemas.ts";

const scores = baselineScores();
const of = (model: string, sector: string, horizon: number | null) =>
  scores.find((row) => row.model === model && row.sector === sector && row.horizon === horizon)!;

describe("baseline scores", () => {
  it("hold every sector and all together, every model, and horizons 1 to 6 and all together", () => {
    for (const sector of ["all", ...sectors])
      for (const model of baselineModels)
        for (const horizon of [1, 2, 3, 4, 5, 6, null]) expect(of(model, sector, horizon)).toBeDefined();
    expect(scores).toHaveLength(10 * 5 * 7);
  });

  it("give one forecast less for each month further ahead", () => {
    for (const { horizon, forecasts } of scores) expect(forecasts).toBe(horizon === null ? 273 : 49 - horizon);
  });

  it("give over all horizons the mean of the forecasts, to rounding", () => {
    for (const sector of ["all", ...sectors])
      for (const model of baselineModels) {
        const parts = [1, 2, 3, 4, 5, 6].map((horizon) => of(model, sector, horizon));
        const mean = parts.reduce((sum, { wis, forecasts }) => sum + wis * forecasts, 0) / 273;
        expect(Math.abs(of(model, sector, null).wis - mean)).toBeLessThan(0.11);
      }
  });

  it("have the random walk as the one to beat for the total", () => {
    const totals = baselineModels.map((model) => of(model, "all", null).wis);
    expect(totals).toEqual([28147.1, 55408.1, 28273.8, 33855.2, 29820.1]);
    expect(Math.min(...totals)).toBe(totals[baselineModels.indexOf("naive")]);
  });
});
