import type { Rng } from "../engine/rng.ts";
import { isUncertain } from "../model/members.ts";
import type { ParameterRow } from "../model/parameters.ts";

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
