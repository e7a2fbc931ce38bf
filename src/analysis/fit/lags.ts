import { monthIndex } from "../../engine/calendar.ts";
import type { Nationality } from "../../model/geography.ts";

/**
 * Shares of those who are counted after 0, 1, 2 and 3 months; a log ratio in a month is laid on the months of setting out in these shares.
 * They are what raised months change in the history of a fitted member (`response` of the path smoother), on average since 2019.
 */
export type Lags = readonly [number, number, number, number];

/** Of Mexicans, and of entries into Honduras. */
export const atOnce: Lags = [0.85, 0.15, 0, 0];
const fromCentralAmerica: Lags = [0.23, 0.55, 0.16, 0.06];
const byAir: Lags = [0.5, 0.4, 0.1, 0];
const throughTheDarien: Lags = [0.08, 0.42, 0.3, 0.2];

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

const interceptedFromCentralAmerica: Lags = [0.45, 0.4, 0.1, 0.05];
const interceptedThroughTheDarien: Lags = [0.25, 0.45, 0.2, 0.1];

/** Of Mexican interceptions. */
export function interceptionLags(nationality: Nationality): Lags {
  return byLand[nationality] === throughTheDarien ? interceptedThroughTheDarien : interceptedFromCentralAmerica;
}

/** Of the count in the Darién. */
export const darienLags: Lags = [0.65, 0.35, 0, 0];
