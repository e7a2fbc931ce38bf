import { binomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { planningDays, servedShare } from "./custody.ts";
import { groupCount, nationalities, sectors } from "./geography.ts";
import { o } from "./observables.ts";
import { firstForeignGroup, householdOf, nationalityOf, smooth, streams, sumOverGroups, type World } from "./world.ts";

/** Cities across from each sector; those returned are split evenly between two. */
const citiesOfSector: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 4],
  [5, 5],
  [6, 7],
  [8, 8],
  [9, 10],
];

interface Plan {
  readonly mpp: number;
  readonly quota: number;
  readonly screening: number;
  readonly bed: number;
}

/** What is scarce, in the order of the arrays of what is asked for. */
const scarce = ["MPP places", "return quota", "fear screening", "removal seats", "detention beds"] as const;
/** What people of the day ask of each scarce thing. */
const demand = new Float64Array(scarce.length);

const removalSeat = new Float64Array(nationalities.length);
const cityRoom = new Float64Array(11);

function planOfDay(w: World): Plan {
  const { lever, memory, p } = w;
  for (let n = 0; n < nationalities.length; n++)
    removalSeat[n] = servedShare(lever.removalFlightSeats[n], memory.removalDemand[n]);
  for (let k = 0; k < cityRoom.length; k++) cityRoom[k] = servedShare(lever.dailyCap[k], memory.cityReturnDemand[k]);
  const freeBeds = Math.max(lever.detentionBeds[0] - sumOverGroups(w, c.detained), 0);
  return {
    mpp: servedShare(lever.mppPlaces[0], memory.mppDemand[0]),
    quota: servedShare((lever.returnQuota[0] * lever.quotaUse[0]) / 30, memory.quotaDemand[0]),
    screening: servedShare(lever.asylumOfficersScreening[0] * p.screeningsPerOfficer, memory.screeningDemand[0]),
    bed: servedShare(freeBeds, memory.detentionDemand[0]),
  };
}

/** What holds for a group on a day, whatever the sector: the chance of each consequence for those who reach it. */
interface GroupChances {
  expelledToMexico: number;
  expelledByAir: number;
  mexicanReturned: number;
  mppWanted: number;
  quotaWanted: number;
  fearClaim: number;
  removable: number;
  removed: number;
  detained: number;
}

const chances: GroupChances[] = Array.from({ length: groupCount }, () => ({
  expelledToMexico: 0,
  expelledByAir: 0,
  mexicanReturned: 0,
  mppWanted: 0,
  quotaWanted: 0,
  fearClaim: 0,
  removable: 0,
  removed: 0,
  detained: 0,
}));

/**
 * Consequences are tried in order on those left by the ones before. What is scarce is planned on smoothed demand. The asylum rule widens
 * expedited removal and lowers the pass rate of fear screening; whoever claims fear is released when no officer is free to hear the claim.
 * Children alone are exempt from all but expulsion.
 */
function fillChances(w: World, plan: Plan): void {
  const { p, lever } = w;
  const expulsion = lever.expulsionAuthority[0];
  const rule = lever.asylumRule[0];
  const passRate = p.fearPassRate + (p.fearPassRateRule - p.fearPassRate) * Math.min(2 * rule, 1);
  for (let g = 0; g < groupCount; g++) {
    const n = nationalityOf[g];
    const h = householdOf[g];
    const chance = chances[g];
    const foreignAdult = n > 0 && h < 2;
    chance.expelledToMexico = expulsion * lever.acceptance[n] * p.expulsionHousehold[h];
    chance.expelledByAir = expulsion * p.expulsionAir * p.expulsionHousehold[h];
    chance.mexicanReturned = n === 0 ? Math.min(p.mexicanReturn[h] + p.mexicanRemovalRule * rule, 1) : 0;
    chance.mppWanted = foreignAdult && lever.mppPlaces[0] > 0 ? p.mppEligible[n] : 0;
    chance.quotaWanted = foreignAdult && expulsion === 0 ? lever.acceptance[n] * Math.min(lever.returnQuota[0], 1) : 0;
    const claim = p.fearClaimShare[n] * (1 - p.removalShareRule * Math.max(rule - 0.5, 0));
    chance.fearClaim = foreignAdult ? claim : 0;
    chance.removable = foreignAdult ? 1 - claim + claim * plan.screening * (1 - passRate) : 0;
    chance.removed = chance.removable * removalSeat[n];
    chance.detained = p.detentionShare[h];
  }
}

/** What one person of the group at hand asks of each scarce thing, in sectors with the same room and overfullness. */
const asks = new Float64Array(scarce.length);
/** The chances of one such person, each among those left by the draws before it: released, returned to Mexico, sent to MPP, or else taken away. */
const draw = { released: 0, returned: 0, mpp: 0, expelledOfReturned: 0, byAirOfAway: 0, removedOfRest: 0 };

const share = (part: number, whole: number): number => (whole > 0 ? Math.min(part / whole, 1) : 0);

/** Fills `asks` and `draw` for a group where so much room is left across the line and custody is so overfull. */
function weigh(chance: GroupChances, plan: Plan, room: number, overfull: number): void {
  const expelled = chance.expelledToMexico * room;
  let left = 1 - expelled;
  const byAir = left * chance.expelledByAir;
  left -= byAir;
  const mexicans = left * chance.mexicanReturned;
  left -= mexicans;
  asks[0] = left * chance.mppWanted;
  const mpp = asks[0] * plan.mpp;
  left -= mpp;
  asks[1] = left * chance.quotaWanted;
  const quota = asks[1] * plan.quota * room;
  left -= quota;
  asks[2] = left * chance.fearClaim;
  asks[3] = left * chance.removable;
  const removed = left * chance.removed;
  left -= removed;
  asks[4] = left * chance.detained * (1 - overfull);
  const detained = asks[4] * plan.bed;
  left -= detained;
  const returned = expelled + mexicans + quota;
  draw.released = left;
  draw.returned = share(returned, 1 - left);
  draw.mpp = share(mpp, mpp + byAir + removed + detained);
  draw.expelledOfReturned = share(expelled, returned);
  draw.byAirOfAway = share(byAir, byAir + removed + detained);
  draw.removedOfRest = share(removed, removed + detained);
}

/** People arrive back in the cities across from the sector. */
function returnAcross(w: World, g: number, sector: number, people: number, compartment: number): void {
  const [a, b] = citiesOfSector[sector];
  const first = a === b ? people : binomial(w.rng, people, 0.5);
  w.state[g * blockSize + compartment + a] += first;
  w.state[g * blockSize + compartment + b] += people - first;
  if (nationalityOf[g] === 0) return;
  w.memory.cityReturnDemand[a] += first / planningDays;
  w.memory.cityReturnDemand[b] += (people - first) / planningDays;
}

/** How full each sector's custody is today, the share of people who leave it, and the room across the line. */
const overfull = new Float64Array(sectors.length);
const leaving = new Float64Array(sectors.length);
const room = new Float64Array(sectors.length);

/** Fills the sectors' arrays; returns people held over places, all sectors together. */
function fillSectors(w: World): number {
  const { lever, p } = w;
  let capacity = 0;
  let everyone = 0;
  for (let s = 0; s < sectors.length; s++) {
    const held = sumOverGroups(w, c.usCustody + s);
    everyone += held;
    capacity += lever.custodyCapacity[s];
    overfull[s] = Math.min(Math.max(held / Math.max(lever.custodyCapacity[s], 1) - 1, 0), 1);
    leaving[s] = Math.min((1 + overfull[s]) / p.custodyStayDays, 1);
    room[s] = (cityRoom[citiesOfSector[s][0]] + cityRoom[citiesOfSector[s][1]]) / 2;
  }
  return everyone / Math.max(capacity, 1);
}

/** Of the group at hand: returned to Mexico and taken away from sectors of the chances in `draw`; and everyone but those, from all sectors. */
const pool = { people: 0, returned: 0, away: 0 };
const group = { released: 0, mpp: 0, held: 0, processed: 0 };

/** Those who leave one sector's custody, by where they are next; what else befell them is drawn for several sectors together. */
function leaveSector(w: World, g: number, sector: number, people: number): void {
  const { rng, memory } = w;
  const i = nationalityOf[g] * sectors.length + sector;
  const free = binomial(rng, people, draw.released);
  const returned = binomial(rng, people - free, draw.returned);
  const mpp = binomial(rng, people - free - returned, draw.mpp);
  memory.sectorSuccess[i] += free;
  memory.sectorFailure[i] += people - free;
  pool.people += people;
  pool.returned += returned;
  pool.away += people - free - returned - mpp;
  group.released += free;
  group.mpp += mpp;
  if (returned > 0) returnAcross(w, g, sector, returned, c.returnedToMexico);
  if (mpp > 0) returnAcross(w, g, sector, mpp, c.mppWaiting);
  if (overfull[sector] > 0) w.flow[o.fieldReleases] += binomial(rng, free, overfull[sector] / (1 + overfull[sector]));
}

/** Tells apart what befell the pooled people, books it and empties the pool. */
function settlePool(w: World, g: number): void {
  if (pool.people === 0) return;
  const { rng, state, flow, memory } = w;
  const n = nationalityOf[g];
  for (let k = 0; k < scarce.length; k++) demand[k] += pool.people * asks[k];
  memory.removalDemand[n] += (pool.people * asks[3]) / planningDays;
  const expelled = binomial(rng, pool.returned, draw.expelledOfReturned);
  const byAir = binomial(rng, pool.away, draw.byAirOfAway);
  const removed = binomial(rng, pool.away - byAir, draw.removedOfRest);
  const detained = pool.away - byAir - removed;
  state[g * blockSize + c.removedToOrigin] += byAir + removed;
  state[g * blockSize + c.detained] += detained;
  flow[o.expulsions + n] += expelled + byAir;
  flow[o.returnsToMexico + n] += pool.returned - expelled;
  flow[o.removals + n] += removed;
  group.held += removed + detained;
  group.processed += pool.people;
  pool.people = 0;
  pool.returned = 0;
  pool.away = 0;
}

/**
 * One group over all sectors. Neighbouring sectors mostly share room and overfullness, so the chances are worked out anew, and the pool is
 * settled, only where they differ: draws of the same chance for several sectors together have the same distribution as one by one.
 */
function endCustody(w: World, g: number, plan: Plan): void {
  const { state, rng } = w;
  const custody = g * blockSize + c.usCustody;
  let lastRoom = -1;
  let lastOverfull = -1;
  for (let s = 0; s < sectors.length; s++) {
    const held = state[custody + s];
    if (held <= w.negligible) continue;
    const people = binomial(rng, held, leaving[s]);
    if (people === 0) continue;
    state[custody + s] = held - people;
    // a city limits the nationals of other countries it takes, never Mexicans
    const roomHere = g < firstForeignGroup ? 1 : room[s];
    if (roomHere !== lastRoom || overfull[s] !== lastOverfull) {
      settlePool(w, g);
      weigh(chances[g], plan, roomHere, overfull[s]);
      lastRoom = roomHere;
      lastOverfull = overfull[s];
    }
    leaveSector(w, g, s, people);
  }
  settlePool(w, g);
  if (group.processed > 0) recordGroup(w, g, plan);
}

/** Books the group's sums over all sectors. Of those left for removal, detention or release, those who claim fear and are heard are drawn here. */
function recordGroup(w: World, g: number, plan: Plan): void {
  const { flow, memory } = w;
  const n = nationalityOf[g];
  const { released, processed } = group;
  w.state[g * blockSize + c.released] += released;
  flow[o.mppEnrolments] += group.mpp;
  flow[o.releases + n] += released;
  flow[o.fearScreenings] += binomial(w.rng, group.held + released, chances[g].fearClaim * plan.screening);
  memory.released[g] += released;
  memory.processed[g] += processed;
  memory.success[n] += released;
  memory.failure[n] += processed - released;
  group.released = 0;
  group.mpp = 0;
  group.held = 0;
  group.processed = 0;
}

/** Stage 11. People leave Border Patrol custody for a consequence; a full sector releases in the field and ports close elsewhere. */
export function usConsequences(w: World): void {
  const { p, memory } = w;
  const plan = planOfDay(w);
  fillChances(w, plan);
  demand.fill(0);
  for (let n = 0; n < nationalities.length; n++) memory.removalDemand[n] *= 1 - 1 / planningDays;
  for (let k = 0; k < cityRoom.length; k++) memory.cityReturnDemand[k] *= 1 - 1 / planningDays;
  const pressure = Math.max(fillSectors(w) - 1, 0);
  for (let g = 0; g < groupCount; g++) {
    w.rng.seek(streams.consequences, w.day, g);
    endCustody(w, g, plan);
  }
  smooth(memory.mppDemand, 0, demand[0], planningDays);
  smooth(memory.quotaDemand, 0, demand[1], planningDays);
  smooth(memory.screeningDemand, 0, demand[2], planningDays);
  smooth(memory.detentionDemand, 0, demand[4], planningDays);
  memory.portsClosed[0] = Math.min(pressure * p.portClosureSlope, p.portsClosedMost);
  detention(w);
}

/** People leave detention: removed, or released with a case. */
function detention(w: World): void {
  for (let g = 0; g < groupCount; g++) {
    const i = g * blockSize + c.detained;
    if (w.state[i] === 0) continue;
    w.rng.seek(streams.consequences, w.day, groupCount + g);
    const leaving = binomial(w.rng, w.state[i], 1 / w.p.detentionStayDays);
    const removed = binomial(w.rng, leaving, w.p.detentionRemovedShare);
    w.state[i] -= leaving;
    w.state[g * blockSize + c.removedToOrigin] += removed;
    w.state[g * blockSize + c.released] += leaving - removed;
    w.flow[o.removals + nationalityOf[g]] += removed;
  }
}
