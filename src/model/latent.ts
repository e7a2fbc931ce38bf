import { daysInMonth, firstDayOfMonth, monthOf } from "../engine/calendar.ts";
import { households, nationalities, sectors } from "./geography.ts";

/**
 * What no lever explains: log departures `z` per nationality, log attractiveness per sector, the household mix of departures, and where
 * earlier travellers crossed. Monthly values at mid-month, linear between; before the first and after the last month they stay level.
 */
export interface LatentPaths {
  /** Months since 2018-01 of the first value. */
  readonly firstMonth: number;
  readonly months: number;
  /** months × nationalities. */
  readonly departures: Float64Array;
  /** months × sectors. */
  readonly attractiveness: Float64Array;
  /** months × nationalities × households, shares that sum to 1 per nationality. */
  readonly householdMix: Float64Array;
  /** nationalities × sectors, shares that sum to 1 per nationality: a fixed trait of networks (`affinityFrom`). */
  readonly affinity: Float64Array;
}

/** The latent values of one day. */
export interface LatentToday {
  readonly departures: Float64Array;
  readonly attractiveness: Float64Array;
  readonly householdMix: Float64Array;
}

export function emptyLatentToday(): LatentToday {
  return {
    departures: new Float64Array(nationalities.length),
    attractiveness: new Float64Array(sectors.length),
    householdMix: new Float64Array(nationalities.length * households.length),
  };
}

function interpolate(
  path: Float64Array,
  width: number,
  row: number,
  nextRow: number,
  weight: number,
  out: Float64Array,
): void {
  for (let k = 0; k < width; k++) {
    const a = path[row * width + k] as number;
    out[k] = a + weight * ((path[nextRow * width + k] as number) - a);
  }
}

/** Fills `out` with the latent values of a day; from `frozenFrom` (a month) on, every path keeps its value of that month. */
export function latentAt(latent: LatentPaths, day: number, frozenFrom: number, out: LatentToday): void {
  const month = monthOf(day);
  const intoMonth = (day - firstDayOfMonth(month) + 0.5) / daysInMonth(month) - 0.5;
  const position = Math.min(month + intoMonth, frozenFrom) - latent.firstMonth;
  const clamped = Math.min(Math.max(position, 0), latent.months - 1);
  const row = Math.floor(clamped);
  const nextRow = Math.min(row + 1, latent.months - 1);
  const weight = clamped - row;
  interpolate(latent.departures, nationalities.length, row, nextRow, weight, out.departures);
  interpolate(latent.attractiveness, sectors.length, row, nextRow, weight, out.attractiveness);
  interpolate(latent.householdMix, out.householdMix.length, row, nextRow, weight, out.householdMix);
}
