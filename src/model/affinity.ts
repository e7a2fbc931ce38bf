import { sumOver, usbpBySectorNationality } from "../data/series.ts";
import { monthIndex } from "../engine/calendar.ts";
import { nationalities, sectors } from "./geography.ts";

/** Encounters added to each cell, so that no sector is closed to a nationality. */
const floor = 20;

/**
 * Where earlier travellers of a nationality crossed: share of its encounters by sector, 2019-10 to 2024-09, nationality × sector. A fixed
 * trait of networks; what changes over time is left to attractiveness, learned success and levers.
 */
export const affinity: Float64Array = (() => {
  const cross = usbpBySectorNationality();
  const [from, to] = [monthIndex("2019-10"), monthIndex("2024-09")];
  const shares = new Float64Array(nationalities.length * sectors.length);
  for (let n = 0; n < nationalities.length; n++) {
    const counts = sectors.map((_, s) => sumOver(cross[s][n], from, to) + floor);
    const total = counts.reduce((sum, x) => sum + x, 0);
    counts.forEach((count, s) => {
      shares[n * sectors.length + s] = count / total;
    });
  }
  return shares;
})();
