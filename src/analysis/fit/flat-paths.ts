import type { Known } from "../../data/as-of.ts";
import { valueAt } from "../../data/series.ts";
import { monthIndex } from "../../engine/calendar.ts";
import { affinityFrom } from "../../model/affinity.ts";
import { households, nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";

/** First month of the latent paths, April 2018, in which the corridor begins to fill. */
export const latentFirstMonth = monthIndex("2018-04");

/** First month of the counts by sector and nationality. */
const crossTableFrom = monthIndex("2019-10");

/** Observed household shares of encounters per nationality, smoothed over five months; level before October 2019. */
function householdMix(known: Known): Float64Array {
  const observed = known.usbpByNationalityHousehold();
  const last = known.origin;
  const months = last - latentFirstMonth + 1;
  const mix = new Float64Array(months * nationalities.length * households.length);
  const first = crossTableFrom;
  for (let m = 0; m < months; m++) {
    const centre = Math.max(m + latentFirstMonth, first + 2);
    for (let n = 0; n < nationalities.length; n++) {
      const counts = households.map((_, h) => {
        let sum = 1;
        for (let k = centre - 2; k <= centre + 2; k++)
          sum += valueAt(observed[n * households.length + h], Math.min(k, last)) || 0;
        return sum;
      });
      const total = counts.reduce((sum, x) => sum + x, 0);
      counts.forEach((count, h) => {
        mix[(m * nationalities.length + n) * households.length + h] = count / total;
      });
    }
  }
  return mix;
}

/** Flat paths to start from, up to the last month that is known, with household mixes and affinities as known then. */
export function flatPaths(known: Known): LatentPaths {
  const months = known.origin - latentFirstMonth + 1;
  return {
    firstMonth: latentFirstMonth,
    months,
    departures: new Float64Array(months * nationalities.length),
    attractiveness: new Float64Array(months * sectors.length),
    householdMix: householdMix(known),
    affinity: affinityFrom(known.usbpBySectorNationality(), crossTableFrom, known.origin),
  };
}
