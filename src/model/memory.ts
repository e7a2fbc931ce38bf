import { defineLayout } from "../engine/layout.ts";
import { filingMonths } from "./compartments.ts";
import { cities, groupCount, nationalities, regions, sectors } from "./geography.ts";
import { northernLegCount } from "./network.ts";

/**
 * What the system remembers from day to day beside where people are: what travellers and smugglers have learned, smoothed demand for
 * scarce places, money spent this year, political mood. Plain numbers in one array, so that a run can be copied in one stroke.
 */
const sizes = {
  // perception, by nationality
  /** After the asylum rule was tightened, and after sending people back to Mexico was agreed. */
  caution: nationalities.length,
  returnCaution: nationalities.length,
  rerouted: nationalities.length * 2,
  success: nationalities.length,
  failure: nationalities.length,
  perceivedPayoff: nationalities.length,
  // smugglers: outcomes by nationality and sector, interception by northern leg
  sectorSuccess: nationalities.length * sectors.length,
  sectorFailure: nationalities.length * sectors.length,
  legPassed: northernLegCount,
  legCaught: northernLegCount,
  evaderCaught: 1,
  evaderTried: 1,
  // chance of release after surrender, by group
  released: groupCount,
  processed: groupCount,
  // smoothed daily demand for scarce places
  regionFlow: regions.length,
  cityFlow: cities.length,
  returnDemand: nationalities.length,
  transferDemand: 1,
  comarDemand: 1,
  /** Place-days asked for by those whose notice is short, and by the others. */
  custodyDemand: 2,
  /** People a day who come into Mexican custody, and those of them who are let go the same day for want of a bed and a seat. */
  arrivedInCustody: 1,
  turnedOut: 1,
  cityReturnDemand: cities.length,
  quotaDemand: 1,
  mppDemand: 1,
  removalDemand: nationalities.length,
  screeningDemand: 1,
  detentionDemand: 1,
  // lawful pathways and aid, smoothed over their delays
  workVisas: 1,
  aid: 1,
  departureFlow: nationalities.length,
  // money
  spentThisYear: 1,
  funded: 1,
  // politics
  dealPush: 1,
  dealLevel: 1,
  encounters: 1,
  encounterTrend: 1,
  salience: 1,
  effort: 1,
  portsClosed: 1,
  // courts: cases by filing month, of people outside the corridor and of all groups (the sum of their pending cases), and the wait
  otherCases: filingMonths,
  corridorCases: filingMonths,
  workPermitQueue: 1,
  expectedWaitYears: 1,
  // loops
  transfersRecent: 1,
  reachedRecent: 1,
} as const;

type MemoryName = keyof typeof sizes;
const layout = defineLayout(Object.entries(sizes).map(([name, size]) => ({ name, size })));

/** Named views of one array. */
export type Memory = { readonly [Name in MemoryName]: Float64Array } & { readonly all: Float64Array };

/** A memory over a copy of `from`, or over zeros. */
export function createMemory(from?: Float64Array): Memory {
  const all = from ? Float64Array.from(from) : new Float64Array(layout.size);
  const views = layout.entries.map(({ name, offset, size }) => [name, all.subarray(offset, offset + size)] as const);
  // all at once: V8 then gives every run's memory the same shape, which the daily loops live on; spread or assigned, `all` would break it
  return Object.fromEntries([...views, ["all", all] as const]) as Memory;
}
