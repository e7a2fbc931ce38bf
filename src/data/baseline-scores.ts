import { sectors } from "../model/geography.ts";
import type { BaselineModel, Schemas } from "./schemas.ts";
import { type Row, table } from "./tables.ts";

/** Mean scores of one baseline for one sector, or `all` together; rounded. Errors in encounters, log errors of log(1 + y), coverages as shares. */
export interface BaselineScore {
  readonly sector: Row<Schemas["baseline_scores"]["columns"]>["sector"];
  readonly model: BaselineModel;
  /** Months ahead; null for all six together. */
  readonly horizon: number | null;
  readonly forecasts: number;
  readonly wis: number;
  readonly absoluteError: number;
  readonly absoluteLogError: number;
  readonly coverage50: number;
  readonly coverage90: number;
}

/** Scores of the baselines over the 48 origins 2020-09 to 2024-08, targets up to 2024-09. */
export function baselineScores(): BaselineScore[] {
  return table("baseline_scores").map((row) => ({
    sector: row.sector,
    model: row.model,
    horizon: row.horizon_months === "all" ? null : Number(row.horizon_months),
    forecasts: row.forecasts,
    wis: row.wis,
    absoluteError: row.absolute_error,
    absoluteLogError: row.absolute_log_error,
    coverage50: row.coverage_50,
    coverage90: row.coverage_90,
  }));
}

/** The scores of a baseline; undefined if there are none. */
export const baseline = (model: string, sector: string, horizon: number | null): BaselineScore | undefined =>
  baselineScores().find((row) => row.model === model && row.sector === sector && row.horizon === horizon);

/** Mean score of a baseline over the nine sectors. */
export function sectorMean(model: string): number {
  return sectors.reduce((sum, sector) => sum + (baseline(model, sector, null)?.wis ?? Number.NaN), 0) / sectors.length;
}
