import { monthIndex } from "../../engine/calendar.ts";
import type { Nationality } from "../../model/geography.ts";

/**
 * Shares of those who are counted after 0, 1, 2 and 3 months, from the legs' days; a log ratio in a month is laid on the months of setting
 * out in these shares.
 */
export type Lags = readonly [number, number, number, number];

/** Of Mexicans, and of entries into Honduras. */
export const atOnce: Lags = [0.85, 0.15, 0, 0];
const fromCentralAmerica: Lags = [0.35, 0.5, 0.1, 0.05];
const byAir: Lags = [0.5, 0.4, 0.1, 0];
const throughTheDarien: Lags = [0.1, 0.5, 0.25, 0.15];

const byLand: Record<Nationality, Lags> = {
  Mexico: atOnce,
  Guatemala: fromCentralAmerica,
  Honduras: fromCentralAmerica,
  "El Salvador": fromCentralAmerica,
  Nicaragua: fromCentralAmerica,
  Cuba: fromCentralAmerica,
  Haiti: throughTheDarien,
  Venezuela: throughTheDarien,
  Colombia: byAir,
  Ecuador: throughTheDarien,
  Other: fromCentralAmerica,
};

/** Last months in which most could fly: Mexico asked Ecuadorians for visas from September 2021 on, Venezuelans from January 2022 on. */
const flewUntil: Partial<Record<Nationality, number>> = {
  Ecuador: monthIndex("2021-09"),
  Venezuela: monthIndex("2022-01"),
};

/** Of encounters by the Border Patrol in a month (since 2018-01). */
export function encounterLags(nationality: Nationality, month: number): Lags {
  return month <= (flewUntil[nationality] ?? Number.NEGATIVE_INFINITY) ? byAir : byLand[nationality];
}

/** Of the count in the Darién. */
export const darienLags: Lags = [0.65, 0.35, 0, 0];
