import { multinomial } from "../engine/distributions.ts";
import { exp, log, pow } from "../engine/elementary.ts";
import { blockSize, c } from "./compartments.ts";
import { cities, groupCount, nationalities, sectorOfCity, sectors } from "./geography.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legs, northernLegCount } from "./network.ts";
import { learned } from "./perception.ts";
import { firstForeignGroup, householdOf, nationalityOf, type World } from "./world.ts";

const modeOfNorthernLeg = legs.slice(firstNorthernLeg).map(({ mode }) => mode);
/** A sector's pull is shared by the cities across from it, or a sector with two cities would draw double by road. */
const cityShare = cities.map((_, k) => 1 / sectorOfCity.filter((s) => s === sectorOfCity[k]).length);

/** How open each northern leg is today, whoever travels: learned interception, and for trains how they run; `open` as if trains ran freely. */
function legWeights(w: World, now: Float64Array, open: Float64Array): void {
  const { p, memory, lever } = w;
  const trains = lever.trainCapacity[0] * exp(-p.trainSecurityWeight * lever.trainSecurity[0]);
  for (let l = 0; l < northernLegCount; l++) {
    const city = cityOfNorthernLeg[l];
    const passed = pow(learned(p, memory.legPassed[l], memory.legCaught[l]), p.legRiskWeight);
    if (modeOfNorthernLeg[l] === "freight train") {
      open[l] = passed * p.railPull[city];
      now[l] = open[l] * trains * (lever.railClosure[city] > 0 ? p.railClosedWeight : 1);
    } else {
      open[l] = passed * cityShare[city];
      now[l] = open[l];
    }
  }
}

/** Pull of each sector on a nationality: networks of earlier travellers, attractiveness, barriers, learned success. */
function sectorPull(w: World, n: number, out: Float64Array): void {
  const { p, memory, latent, lever } = w;
  const { affinity } = w.inputs.latent;
  for (let s = 0; s < sectors.length; s++) {
    const i = n * sectors.length + s;
    const success = learned(p, memory.sectorSuccess[i], memory.sectorFailure[i]);
    const pull = latent.attractiveness[s] - p.barrierWeight * lever.barriers[s] + p.choiceWeight * log(success);
    out[s] = affinity[i] * exp(pull);
  }
}

/**
 * Stage 9, choice. Chance that a person of each nationality who leaves the hub takes each northern leg: a logit on what is known of the
 * way. Those who can only afford the train wait when it does not run: the pace of leaving the hub falls with what trains are worth to
 * the nationality.
 */
export function choosePaths(w: World): void {
  const { p, scratch } = w;
  const now = scratch.counts;
  const open = scratch.outcomes;
  const sector = scratch.weights;
  legWeights(w, now, open);
  for (let n = 0; n < nationalities.length; n++) {
    const choice = scratch.choice[n];
    const cityChoice = scratch.cityChoice[n];
    sectorPull(w, n, sector);
    let total = 0;
    let unhindered = 0;
    for (let l = 0; l < northernLegCount; l++) {
      const mode = modeOfNorthernLeg[l];
      const taste = mode === "freight train" ? p.trainAffinity[n] : mode === "air" ? p.airAffinity[n] : 1;
      const pull = sector[sectorOfCity[cityOfNorthernLeg[l]]] * taste;
      choice[l] = pull * now[l];
      total += choice[l];
      unhindered += pull * open[l];
    }
    scratch.pace[n] = Math.min(pow(total / unhindered, p.trainDependence), 1.5);
    cityChoice.fill(0);
    for (let l = 0; l < northernLegCount; l++) {
      choice[l] /= total;
      cityChoice[cityOfNorthernLeg[l]] += choice[l];
    }
  }
}

/**
 * How each group would cross. The share of attempts that try not to be found rises with the perceived chance of getting away and falls
 * with the perceived chance of release after surrender, and with the penalty of being caught, which an expulsion does not carry. Where an attempt of either kind is worth little, foreigners wait rather than try.
 */
export function chooseCrossing(w: World): void {
  const { p, lever, memory, scratch } = w;
  const away = 1 - learned(p, memory.evaderCaught[0], memory.evaderTried[0] - memory.evaderCaught[0]);
  const penalty = p.evadePenalty * (1 - lever.expulsionAuthority[0]);
  for (let g = 0; g < groupCount; g++) {
    const released = learned(p, memory.released[g], memory.processed[g] - memory.released[g]);
    const intercept = p.evadeIntercept[householdOf[g]] + p.evadeNationality[nationalityOf[g]] - penalty;
    const odds = exp(intercept + p.evadeWeight * log(away / (released + 0.02)));
    const evade = odds / (1 + odds);
    const worth = evade * away + (1 - evade) * released;
    scratch.evadeShare[g] = evade;
    scratch.readiness[g] = g < firstForeignGroup ? 1 : pow(Math.min(worth / p.readyWorth, 1), p.waitWeight);
  }
}

/** People arrive to stage in the northern cities, by today's choice of city; `prior` is 1 for those with an earlier attempt. */
export function enterCity(w: World, g: number, people: number, prior: number): void {
  if (people === 0) return;
  const n = nationalityOf[g];
  const { outcomes, cityChoice } = w.scratch;
  multinomial(w.rng, people, cityChoice[n], cities.length, outcomes, 1);
  const staging = g * blockSize + c.staging;
  for (let k = 0; k < cities.length; k++) w.state[staging + 2 * k + prior] += outcomes[k];
}
