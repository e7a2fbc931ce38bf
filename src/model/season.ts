import { atan, cos, pow, sin } from "../engine/elementary.ts";
import { type Parameters, ways } from "./parameters.ts";

const months = 12;
const days = 366;
/** Days of each month over those of a mean month: the measured factors are of monthly sums, departures are by day. */
const lengths = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((length) => length / (365.25 / months));

/**
 * Season of departures by day of the year that makes encounters have the measured one. Encounters trail departures by a time of mean `lead`
 * in `stages` equal exponential stages, which delays and flattens each harmonic of the year by (1 + iω·lead/stages)^−stages, and a monthly
 * mean flattens harmonic k by sin(πk/12)/(πk/12); both are undone, harmonic by harmonic.
 */
function departureSeason(monthly: Float64Array, lead: number, stages: number): Float64Array {
  const daily = monthly.map((factor, m) => factor / lengths[m]);
  const season = new Float64Array(days).fill(daily.reduce((sum, x) => sum + x, 0) / months);
  for (let k = 1; k <= months / 2; k++) {
    let re = 0;
    let im = 0;
    for (let m = 0; m < months; m++) {
      const middle = (2 * Math.PI * k * (m + 0.5)) / months;
      re += daily[m] * cos(middle);
      im += daily[m] * sin(middle);
    }
    // the sixth harmonic is its own mirror image
    const share = (k === months / 2 ? 1 : 2) / months;
    const mean = sin((Math.PI * k) / months) / ((Math.PI * k) / months);
    const turn = (((2 * Math.PI * k) / 365.25) * lead) / stages;
    const gain = (share * pow(1 + turn * turn, stages / 2)) / mean;
    const ahead = stages * atan(turn);
    for (let d = 0; d < days; d++) {
      const angle = (2 * Math.PI * k * (d + 0.5)) / 365.25 + ahead;
      season[d] += gain * (re * cos(angle) + im * sin(angle));
    }
  }
  return season;
}

/** Seasons of departures, each by day of the year. Mexicans in families follow the season of other nationals. */
export interface Seasons {
  readonly mexican: Float64Array;
  readonly mexicanFamilies: Float64Array;
  readonly air: Float64Array;
  readonly darien: Float64Array;
  readonly centralAmerica: Float64Array;
}

const known = new WeakMap<Parameters, Seasons>();

/** The seasons under a set of parameters, worked out once for each. */
export function seasonsOf(p: Parameters): Seasons {
  const found = known.get(p);
  if (found) return found;
  const season = (monthly: Float64Array, way: (typeof ways)[number]): Float64Array =>
    departureSeason(monthly, p.seasonLeadDays[ways.indexOf(way)], p.seasonStages);
  const seasons: Seasons = {
    mexican: season(p.seasonMexican, "Mexican"),
    mexicanFamilies: season(p.seasonForeign, "Mexican"),
    air: season(p.seasonForeign, "air"),
    darien: season(p.seasonForeign, "Darién"),
    centralAmerica: season(p.seasonForeign, "Central America"),
  };
  known.set(p, seasons);
  return seasons;
}
