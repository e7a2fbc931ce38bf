import { binomial, multinomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { planningDays, servedShare } from "./custody.ts";
import { groupCount, nationalities, sectors } from "./geography.ts";
import { o } from "./observables.ts";
import { learnOutcome } from "./perception.ts";
import { householdOf, nationalityOf, smooth, streams, sumOverGroups, type World } from "./world.ts";

/** What follows Border Patrol custody, in the order in which it is tried. */
const consequences = [
  "expelled to Mexico",
  "expelled by air",
  "Mexican returned",
  "MPP",
  "returned to Mexico",
  "removed",
  "detained",
  "released",
] as const;
const released = consequences.length - 1;

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

/** Chances of each consequence for the group and sector at hand, and what one person asks of each scarce thing. */
const weights = new Float64Array(consequences.length);
const asks = new Float64Array(scarce.length);

/** Fills `weights` and `asks` for a group where so much room is left across the line and custody is so overfull. */
function weigh(chance: GroupChances, plan: Plan, room: number, overfull: number): void {
  let left = 1;
  weights[0] = left * chance.expelledToMexico * room;
  left -= weights[0];
  weights[1] = left * chance.expelledByAir;
  left -= weights[1];
  weights[2] = left * chance.mexicanReturned;
  left -= weights[2];
  asks[0] = left * chance.mppWanted;
  weights[3] = asks[0] * plan.mpp;
  left -= weights[3];
  asks[1] = left * chance.quotaWanted;
  weights[4] = asks[1] * plan.quota * room;
  left -= weights[4];
  asks[2] = left * chance.fearClaim;
  asks[3] = left * chance.removable;
  weights[5] = left * chance.removed;
  left -= weights[5];
  asks[4] = left * chance.detained * (1 - overfull);
  weights[6] = asks[4] * plan.bed;
  left -= weights[6];
  weights[released] = left;
}

/** People arrive back in the cities across from the sector. */
function returnAcross(w: World, g: number, sector: number, people: number, compartment: number): void {
  if (people === 0) return;
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
    const held = sumOverGroups(w, c.usCustody + 2 * s, 2);
    everyone += held;
    capacity += lever.custodyCapacity[s];
    overfull[s] = Math.min(Math.max(held / Math.max(lever.custodyCapacity[s], 1) - 1, 0), 1);
    leaving[s] = Math.min((1 + overfull[s]) / p.custodyStayDays, 1);
    room[s] = (cityRoom[citiesOfSector[s][0]] + cityRoom[citiesOfSector[s][1]]) / 2;
  }
  return everyone / Math.max(capacity, 1);
}

/** Consequences of the group at hand, summed over sectors. */
const totals = new Float64Array(consequences.length);

/** One group over all sectors. Neighbouring sectors mostly share room and overfullness, so the chances are worked out anew only where they differ. */
function endCustody(w: World, g: number, plan: Plan): void {
  const { state, rng, memory } = w;
  const n = nationalityOf[g];
  const custody = g * blockSize + c.usCustody;
  const out = w.scratch.outcomes;
  let lastRoom = -1;
  let lastOverfull = -1;
  for (let k = 0; k < consequences.length; k++) totals[k] = 0;
  for (let s = 0; s < sectors.length; s++) {
    if (state[custody + 2 * s] + state[custody + 2 * s + 1] <= w.negligible) continue;
    const first = binomial(rng, state[custody + 2 * s], leaving[s]);
    const repeat = binomial(rng, state[custody + 2 * s + 1], leaving[s]);
    const people = first + repeat;
    if (people === 0) continue;
    state[custody + 2 * s] -= first;
    state[custody + 2 * s + 1] -= repeat;
    // a city limits the nationals of other countries it takes, never Mexicans
    const roomHere = n === 0 ? 1 : room[s];
    if (roomHere !== lastRoom || overfull[s] !== lastOverfull) weigh(chances[g], plan, roomHere, overfull[s]);
    lastRoom = roomHere;
    lastOverfull = overfull[s];
    for (let k = 0; k < scarce.length; k++) demand[k] += people * asks[k];
    memory.removalDemand[n] += (people * asks[3]) / planningDays;
    multinomial(rng, people, weights, consequences.length, out, 1);
    for (let k = 0; k < consequences.length; k++) totals[k] += out[k];
    const free = out[released];
    const toMexico = out[0] + out[2] + out[4];
    const mpp = out[3];
    learnOutcome(w, n, s, free, people - free);
    returnAcross(w, g, s, toMexico, c.returnedToMexico);
    returnAcross(w, g, s, mpp, c.mppWaiting);
    if (overfull[s] > 0) w.flow[o.fieldReleases] += binomial(rng, free, overfull[s] / (1 + overfull[s]));
  }
  recordConsequences(w, g, plan);
}

/** Books the group's totals. Of those left for removal, detention or release, those who claim fear and are heard are drawn here. */
function recordConsequences(w: World, g: number, plan: Plan): void {
  const { state, flow, memory } = w;
  const base = g * blockSize;
  const n = nationalityOf[g];
  const [toMexico, byAir, mexicans, mpp, quota, removed, detained, free] = totals;
  state[base + c.removedToOrigin] += byAir + removed;
  state[base + c.detained] += detained;
  state[base + c.released] += free;
  flow[o.expulsions + n] += toMexico + byAir;
  flow[o.returnsToMexico + n] += mexicans + quota;
  flow[o.mppEnrolments] += mpp;
  flow[o.removals + n] += removed;
  flow[o.releases + n] += free;
  flow[o.fearScreenings] += binomial(w.rng, removed + detained + free, chances[g].fearClaim * plan.screening);
  memory.released[g] += free;
  memory.processed[g] += toMexico + byAir + mexicans + mpp + quota + removed + detained + free;
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
  memory.portsClosed[0] = Math.min(pressure * p.portClosureSlope, 0.8);
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
