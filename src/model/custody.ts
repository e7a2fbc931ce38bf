import { binomial } from "../engine/distributions.ts";
import { pow } from "../engine/elementary.ts";
import { blockSize, c, custodyDays } from "./compartments.ts";
import { groupCount, nationalities, regions } from "./geography.ts";
import { flowDays } from "./interception.ts";
import { stayingPlaces } from "./network.ts";
import { o } from "./observables.ts";
import { enterCity } from "./smugglers.ts";
import { firstForeignGroup, householdOf, nationalityOf, smooth, streams, type World } from "./world.ts";

const oaxacaVeracruz = c.staying + stayingPlaces.indexOf("Oaxaca–Veracruz");
const hub = c.staying + stayingPlaces.indexOf("Mexico City hub");
/** Days over which scarce seats and places are planned. */
export const planningDays = 14;

/** Share of demand that a daily capacity can serve, planned on smoothed demand. */
export function servedShare(capacity: number, smoothedDemand: number): number {
  if (capacity === 0) return 0;
  return smoothedDemand <= capacity ? 1 : capacity / smoothedDemand;
}

/** Whether the law and the receiving country allow a return at all: notice fits the custody limit, or an agreement waives it. */
function returnPossible(w: World, n: number): boolean {
  return w.lever.noticeWaived[n] === 1 || w.lever.noticeHours[n] <= w.lever.custodyLimitHours[0];
}

/** Whether notice has run out for those held since `day` days; the last day told apart stands for all longer ones. */
function noticeMet(w: World, n: number, day: number): boolean {
  return w.lever.noticeWaived[n] === 1 || day === custodyDays - 1 || 24 * day + 12 >= w.lever.noticeHours[n];
}

/** Places go first to those who can be returned within this many days. */
const shortNoticeDays = 1.5;

/** Days in custody before a return is possible: whole days of notice after half a day on average. */
function daysUntilNotice(w: World, n: number): number {
  return w.lever.noticeWaived[n] === 1 ? 0.5 : Math.ceil((w.lever.noticeHours[n] - 12) / 24) + 0.5;
}

interface Plan {
  /** Chance of a place today for new arrivals with short notice, who come first, and for the others. */
  readonly shortPlace: number;
  readonly longPlace: number;
  /** Chance of a seat for each returnable person, by nationality. */
  readonly seat: Float64Array;
  readonly transfer: number;
  readonly claim: number;
}

const seatShare = new Float64Array(nationalities.length);

function planOfDay(w: World): Plan {
  const { lever, memory } = w;
  const funded = memory.funded[0];
  for (let n = 0; n < nationalities.length; n++) {
    seatShare[n] = servedShare((lever.returnSeatsLand[n] + lever.returnSeatsAir[n]) * funded, memory.returnDemand[n]);
  }
  const seats = lever.transferSeats[0] * pow(memory.effort[0], w.p.transferEffortElasticity) * funded;
  return {
    shortPlace: servedShare(lever.custodyPlaces[0], memory.custodyDemand[0]),
    longPlace: servedShare(Math.max(lever.custodyPlaces[0] - memory.custodyDemand[0], 0), memory.custodyDemand[1]),
    seat: seatShare,
    transfer: servedShare(seats, memory.transferDemand[0]),
    claim: servedShare(lever.comarCapacity[0], memory.comarDemand[0]),
  };
}

interface Demand {
  claims: number;
  transfers: number;
  /** Place-days that today's returnable arrivals would take up until notice is given, by short and other notice. */
  shortPlaceDays: number;
  longPlaceDays: number;
  arrived: number;
  turnedOut: number;
}

/** Those who leave custody unreturned: an asylum claim, a transfer south, or release with an exit paper where they are, who are counted. */
function leaveCustody(w: World, g: number, region: number, people: number, plan: Plan, demand: Demand): number {
  if (people === 0) return 0;
  const base = g * blockSize;
  const n = nationalityOf[g];
  demand.claims += people * w.p.comarShare[n];
  const claims = binomial(w.rng, people, w.p.comarShare[n] * plan.claim);
  demand.transfers += people - claims;
  const transferred = binomial(w.rng, people - claims, plan.transfer);
  const released = people - claims - transferred;
  w.state[base + c.livingInMexico] += claims;
  w.state[base + c.transferringSouth] += transferred;
  w.flow[o.asylumClaimsInMexico] += claims;
  w.flow[o.transfersSouth + n] += transferred;
  w.flow[o.exitPapers] += released;
  w.memory.transfersRecent[0] += transferred;
  if (region === 0) w.state[base + oaxacaVeracruz] += released;
  else if (region === 1) w.state[base + hub] += released;
  else enterCity(w, g, released, 0);
  return released;
}

/**
 * One group in one region, from the longest held to today's arrivals, who have been held half a day on average. Places go to those whose
 * return the limit leaves possible; the others leave at once. A person is returned when notice fits the time held, a seat is
 * free and the consulate agrees; is held on while a return can still come within the limit and there is a bed; otherwise leaves.
 */
function processCustody(w: World, g: number, region: number, plan: Plan, demand: Demand): void {
  const base = g * blockSize;
  const n = nationalityOf[g];
  const first = base + c.inmCustody + region * custodyDays;
  const returnable = w.p.consularAcceptance[n] * w.p.returnableHousehold[householdOf[g]];
  const possible = returnPossible(w, n);
  for (let d = custodyDays - 1; d >= 0; d--) {
    let people = w.state[first + d];
    if (people === 0) continue;
    w.state[first + d] = 0;
    if (d === 0) demand.arrived += people;
    if (!possible) {
      const released = leaveCustody(w, g, region, people, plan, demand);
      if (d === 0) demand.turnedOut += released;
      continue;
    }
    if (d === 0) {
      const days = daysUntilNotice(w, n);
      const short = days <= shortNoticeDays;
      if (short) demand.shortPlaceDays += people * days;
      else demand.longPlaceDays += people * days;
      const bedless = people - binomial(w.rng, people, short ? plan.shortPlace : plan.longPlace);
      demand.turnedOut += leaveCustody(w, g, region, bedless, plan, demand);
      people -= bedless;
    }
    if (noticeMet(w, n, d)) {
      w.memory.returnDemand[n] += (people * returnable) / planningDays;
      const returned = binomial(w.rng, people, returnable * plan.seat[n]);
      w.state[base + c.returnedToOrigin] += returned;
      w.flow[o.returnsFromMexico + n] += returned;
      leaveCustody(w, g, region, people - returned, plan, demand);
    } else {
      w.state[first + d + 1] += people;
      w.flow[o.childCustodyDays] += binomial(w.rng, people, w.p.childShare[householdOf[g]]);
    }
  }
}

/** Stage 7. Mexican custody: returns within notice, seats, consular agreement and money; else transfer, claim or exit paper. */
export function mexicanCustody(w: World): void {
  const plan = planOfDay(w);
  const demand: Demand = { claims: 0, transfers: 0, shortPlaceDays: 0, longPlaceDays: 0, arrived: 0, turnedOut: 0 };
  for (let n = 0; n < nationalities.length; n++) w.memory.returnDemand[n] *= 1 - 1 / planningDays;
  for (let g = firstForeignGroup; g < groupCount; g++) {
    w.rng.seek(streams.custody, w.day, g);
    for (let r = 0; r < regions.length; r++) processCustody(w, g, r, plan, demand);
  }
  smooth(w.memory.comarDemand, 0, demand.claims, planningDays);
  smooth(w.memory.transferDemand, 0, demand.transfers, planningDays);
  smooth(w.memory.custodyDemand, 0, demand.shortPlaceDays, planningDays);
  smooth(w.memory.custodyDemand, 1, demand.longPlaceDays, planningDays);
  // without funds there are no seats at all, which `unfundedEffort` stands for
  if (w.memory.funded[0] === 0) return;
  smooth(w.memory.arrivedInCustody, 0, demand.arrived, flowDays);
  smooth(w.memory.turnedOut, 0, demand.turnedOut, flowDays);
}
