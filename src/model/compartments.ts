import { defineLayout, type Layout } from "../engine/layout.ts";
import { cities, crossings, regions, sectors } from "./geography.ts";
import { legs, stayingPlaces } from "./network.ts";

/** Days of custody that are told apart; the last holds everyone who stays longer. */
export const custodyDays = 4;
/** Filing months since 2018-01; cases filed later than the last month are counted in it. The first stands for every earlier month. */
export const filingMonths = 109;

/**
 * The people of one group, by where they are. The state of the corridor is one such block per group, groups one after the other.
 * Prior attempts are carried from the northern cities up to custody: two numbers each, first attempt, then repeat attempt.
 */
export const compartments: Layout = defineLayout([
  { name: "travelling", size: legs.length },
  { name: "staying", size: stayingPlaces.length },
  { name: "inmCustody", size: regions.length * custodyDays },
  { name: "transferringSouth", size: 1 },
  { name: "livingInMexico", size: 1 },
  { name: "staging", size: cities.length * 2 },
  { name: "appointmentWaiting", size: cities.length },
  { name: "appointmentWaitingInland", size: 1 },
  { name: "portQueue", size: cities.length },
  { name: "attempting", size: sectors.length * crossings.length * 2 },
  { name: "usCustody", size: sectors.length },
  { name: "returnedToMexico", size: cities.length },
  { name: "mppWaiting", size: cities.length },
  { name: "detained", size: 1 },
  { name: "released", size: 1 },
  { name: "pendingCase", size: filingMonths },
  // sinks
  { name: "gaveUp", size: 1 },
  { name: "returnedToOrigin", size: 1 },
  { name: "removedToOrigin", size: 1 },
  { name: "gotaway", size: 1 },
  { name: "caseDecided", size: 1 },
  { name: "died", size: 1 },
]);

/** Offset of each compartment within a group's block, for hot loops. */
export const c = {
  travelling: compartments.offset("travelling"),
  staying: compartments.offset("staying"),
  inmCustody: compartments.offset("inmCustody"),
  transferringSouth: compartments.offset("transferringSouth"),
  livingInMexico: compartments.offset("livingInMexico"),
  staging: compartments.offset("staging"),
  appointmentWaiting: compartments.offset("appointmentWaiting"),
  appointmentWaitingInland: compartments.offset("appointmentWaitingInland"),
  portQueue: compartments.offset("portQueue"),
  attempting: compartments.offset("attempting"),
  usCustody: compartments.offset("usCustody"),
  returnedToMexico: compartments.offset("returnedToMexico"),
  mppWaiting: compartments.offset("mppWaiting"),
  detained: compartments.offset("detained"),
  released: compartments.offset("released"),
  pendingCase: compartments.offset("pendingCase"),
  gaveUp: compartments.offset("gaveUp"),
  returnedToOrigin: compartments.offset("returnedToOrigin"),
  removedToOrigin: compartments.offset("removedToOrigin"),
  gotaway: compartments.offset("gotaway"),
  caseDecided: compartments.offset("caseDecided"),
  died: compartments.offset("died"),
} as const;

/** Numbers per group. */
export const blockSize = compartments.size;
