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

/** What people of the day ask of each scarce thing; numbers in one array, as it is added to in the hot loop. */
const demand = new Float64Array(4);
const askedMpp = 0;
const askedQuota = 1;
const askedScreening = 2;
const askedBeds = 3;

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

/** Chances of each consequence in a sector, into `weights`, and what the group asks of scarce places. */
function weigh(w: World, g: number, sector: number, plan: Plan, overfull: number, people: number): void {
  const chance = chances[g];
  const weights = w.scratch.weights;
  const [cityA, cityB] = citiesOfSector[sector];
  // a city limits the nationals of other countries it takes, never Mexicans
  const room = nationalityOf[g] === 0 ? 1 : (cityRoom[cityA] + cityRoom[cityB]) / 2;
  let left = 1;
  weights[0] = left * chance.expelledToMexico * room;
  left -= weights[0];
  weights[1] = left * chance.expelledByAir;
  left -= weights[1];
  weights[2] = left * chance.mexicanReturned;
  left -= weights[2];
  demand[askedMpp] += people * left * chance.mppWanted;
  weights[3] = left * chance.mppWanted * plan.mpp;
  left -= weights[3];
  demand[askedQuota] += people * left * chance.quotaWanted;
  weights[4] = left * chance.quotaWanted * plan.quota * room;
  left -= weights[4];
  demand[askedScreening] += people * left * chance.fearClaim;
  w.memory.removalDemand[nationalityOf[g]] += (people * left * chance.removable) / planningDays;
  weights[5] = left * chance.removed;
  left -= weights[5];
  const detain = chance.detained * (1 - overfull);
  demand[askedBeds] += people * left * detain;
  weights[6] = left * detain * plan.bed;
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

/** Of those left for removal, detention or release: who claim fear and are heard. */
function recordScreenings(w: World, g: number, people: number, screening: number): void {
  if (people === 0 || chances[g].fearClaim === 0) return;
  w.flow[o.fearScreenings] += binomial(w.rng, people, chances[g].fearClaim * screening);
}

function applyConsequences(w: World, g: number, sector: number, people: number, screening: number): void {
  const base = g * blockSize;
  const n = nationalityOf[g];
  const out = w.scratch.outcomes;
  multinomial(w.rng, people, w.scratch.weights, consequences.length, out, 1);
  const toMexico = out[0];
  const byAir = out[1];
  const mexicans = out[2];
  const mpp = out[3];
  const quota = out[4];
  const removed = out[5];
  const detained = out[6];
  const free = out[7];
  returnAcross(w, g, sector, toMexico + mexicans + quota, c.returnedToMexico);
  returnAcross(w, g, sector, mpp, c.mppWaiting);
  w.state[base + c.removedToOrigin] += byAir + removed;
  w.state[base + c.detained] += detained;
  w.state[base + c.released] += free;
  w.flow[o.expulsions + n] += toMexico + byAir;
  w.flow[o.returnsToMexico + n] += mexicans + quota;
  w.flow[o.mppEnrolments] += mpp;
  w.flow[o.removals + n] += removed;
  w.flow[o.releases + n] += free;
  w.memory.released[g] += free;
  w.memory.processed[g] += people;
  learnOutcome(w, n, sector, free, people - free);
  recordScreenings(w, g, removed + detained + free, screening);
}

/** Stage 11. People leave Border Patrol custody for a consequence; a full sector releases in the field and ports close elsewhere. */
export function usConsequences(w: World): void {
  const { p, lever, memory } = w;
  const plan = planOfDay(w);
  fillChances(w, plan);
  demand.fill(0);
  for (let n = 0; n < nationalities.length; n++) memory.removalDemand[n] *= 1 - 1 / planningDays;
  for (let k = 0; k < cityRoom.length; k++) memory.cityReturnDemand[k] *= 1 - 1 / planningDays;
  let capacity = 0;
  let everyone = 0;
  for (let s = 0; s < sectors.length; s++) {
    const held = sumOverGroups(w, c.usCustody + 2 * s, 2);
    everyone += held;
    capacity += lever.custodyCapacity[s];
    const overfull = Math.min(Math.max(held / Math.max(lever.custodyCapacity[s], 1) - 1, 0), 1);
    const leaving = Math.min((1 + overfull) / p.custodyStayDays, 1);
    for (let g = 0; g < groupCount; g++) {
      const i = g * blockSize + c.usCustody + 2 * s;
      if (w.state[i] + w.state[i + 1] <= w.negligible) continue;
      w.rng.seek(streams.consequences, w.day, s * groupCount + g);
      const first = binomial(w.rng, w.state[i], leaving);
      const repeat = binomial(w.rng, w.state[i + 1], leaving);
      if (first + repeat === 0) continue;
      w.state[i] -= first;
      w.state[i + 1] -= repeat;
      weigh(w, g, s, plan, overfull, first + repeat);
      applyConsequences(w, g, s, first + repeat, plan.screening);
      if (overfull > 0)
        w.flow[o.fieldReleases] += binomial(w.rng, w.scratch.outcomes[released], overfull / (1 + overfull));
    }
  }
  smooth(memory.mppDemand, 0, demand[askedMpp], planningDays);
  smooth(memory.quotaDemand, 0, demand[askedQuota], planningDays);
  smooth(memory.screeningDemand, 0, demand[askedScreening], planningDays);
  smooth(memory.detentionDemand, 0, demand[askedBeds], planningDays);
  const pressure = Math.max(everyone / Math.max(capacity, 1) - 1, 0);
  memory.portsClosed[0] = Math.min(pressure * p.portClosureSlope, 0.8);
  detention(w);
}

/** People leave detention: removed, or released with a case. */
function detention(w: World): void {
  for (let g = 0; g < groupCount; g++) {
    const i = g * blockSize + c.detained;
    if (w.state[i] === 0) continue;
    w.rng.seek(streams.consequences, w.day, sectors.length * groupCount + g);
    const leaving = binomial(w.rng, w.state[i], 1 / w.p.detentionStayDays);
    const removed = binomial(w.rng, leaving, w.p.detentionRemovedShare);
    w.state[i] -= leaving;
    w.state[g * blockSize + c.removedToOrigin] += removed;
    w.state[g * blockSize + c.released] += leaving - removed;
    w.flow[o.removals + nationalityOf[g]] += removed;
  }
}
