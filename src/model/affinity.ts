import { type MonthlySeries, sumOver } from "../data/series.ts";
import { monthLabel } from "../engine/calendar.ts";
import { nationalities, sectors } from "./geography.ts";

/** Encounters added to each cell, so that no sector is closed to a nationality. */
const floor = 20;

/**
 * Where earlier travellers of a nationality crossed: share of its encounters by sector over some months, nationality × sector; equal shares
 * if there are no months. What changes is left to attractiveness, learned success and levers.
 * @param cross encounters by sector, then nationality.
 * @param from first month since 2018-01.
 * @param to last month, included.
 * @throws RangeError if a month has no figure, as a month after the origin of a forecast has none.
 */
export function affinityFrom(cross: readonly (readonly MonthlySeries[])[], from: number, to: number): Float64Array {
  const shares = new Float64Array(nationalities.length * sectors.length);
  for (let n = 0; n < nationalities.length; n++) {
    const counts = sectors.map((_, s) => sumOver(cross[s][n], from, to) + floor);
    const total = counts.reduce((sum, x) => sum + x, 0);
    if (Number.isNaN(total)) {
      throw new RangeError(`${monthLabel(from)} to ${monthLabel(to)} was given; expected months that all have figures`);
    }
    counts.forEach((count, s) => {
      shares[n * sectors.length + s] = count / total;
    });
  }
  return shares;
}
