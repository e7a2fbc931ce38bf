import type { Rng } from "../engine/rng.ts";
import { isUncertain, type ParameterRow } from "../model/parameters.ts";

/** Standard normal quantile of 95%: `low`–`high` of the table is the 90% range. */
export const edge = 1.6449;
/** Part of the variance that the keys of one parameter (nationalities, cities …) have in common. */
const commonVariance = 0.8;

/** Box and Muller (1958). */
export function standardNormal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}

/**
 * Value at a standard score, −edge at `low`, 0 at `value`, edge at `high`, and no further: log-linear on either side of the value, linear
 * where the range reaches zero or below. Four significant digits.
 */
export function valueAtScore({ value, low, high }: ParameterRow, score: number): number {
  const part = Math.min(Math.abs(score) / edge, 1);
  const end = score < 0 ? low : high;
  const moved = low > 0 ? value * (end / value) ** part : value + part * (end - value);
  return Math.min(Math.max(Number(moved.toPrecision(4)), low), high);
}

/** Score of a value, as `valueAtScore` has it; 0 on a side of the range that has no width. */
export function scoreAtValue({ value, low, high }: ParameterRow, given: number): number {
  const end = given < value ? low : high;
  if (given === value || end === value) return 0;
  const part = low > 0 ? Math.log(given / value) / Math.log(end / value) : (given - value) / (end - value);
  return (given < value ? -edge : edge) * part;
}

/**
 * Mean and variance of the scores that `scoreAtValue` gives draws from the prior of a row: of a standard normal held within ±edge, and at 0
 * on a side of the range that has no width.
 */
export function scoreMoments({ value, low, high }: ParameterRow): { readonly mean: number; readonly variance: number } {
  const density = (x: number): number => Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
  const tail = 0.05;
  // of one side alone, counted as 0 on the other
  const mean = density(0) - density(edge) + tail * edge;
  const square = (1 - 2 * tail) / 2 - edge * density(edge) + tail * edge ** 2;
  const [below, above] = [Number(low < value), Number(value < high)];
  const middle = mean * (above - below);
  return { mean: middle, variance: square * (above + below) - middle ** 2 };
}

/**
 * The parameter table with every uncertain value drawn from its prior; medians are the table's values. Keys of one
 * parameter share most of their score; parameters are drawn independently.
 */
export function drawParameterRows(rows: readonly ParameterRow[], rng: Rng): ParameterRow[] {
  const common = new Map<string, number>();
  return rows.map((row) => {
    if (!isUncertain(row)) return row;
    const shared = common.get(row.name) ?? standardNormal(rng);
    common.set(row.name, shared);
    const own = standardNormal(rng);
    const score = row.key === "" ? shared : Math.sqrt(commonVariance) * shared + Math.sqrt(1 - commonVariance) * own;
    return { ...row, value: valueAtScore(row, score) };
  });
}
