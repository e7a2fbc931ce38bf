import { multinomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { cities, groupCount, nationalities, sectorOfCity, sectors } from "./geography.ts";
import { affinity } from "./affinity.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legs, northernLegCount } from "./network.ts";
import { learned } from "./perception.ts";
import { firstForeignGroup, householdOf, nationalityOf, type World } from "./world.ts";

const modeOfNorthernLeg = legs.slice(firstNorthernLeg).map(({ mode }) => mode);
/** Weight of a rail line whose bridge is closed: fewer trains run north. A guess. */
const railClosedWeight = 0.3;

/** Weight of each northern leg for a nationality that knows nothing of modes, today: trains as open as they run, interception as learned. */
function legWeights(w: World, out: Float64Array): void {
  const { p, memory, lever } = w;
  const trains = lever.trainCapacity[0] * Math.exp(-p.trainSecurityWeight * lever.trainSecurity[0]);
  for (let l = 0; l < northernLegCount; l++) {
    const rail = lever.railClosure[cityOfNorthernLeg[l]] > 0 ? railClosedWeight : 1;
    const open = modeOfNorthernLeg[l] === "freight train" ? trains * rail : 1;
    out[l] = open * learned(memory.legPassed[l], memory.legCaught[l]) ** p.legRiskWeight;
  }
}

/**
 * Stage 9, choice. Chance that a person of each nationality who leaves the hub takes each northern leg: a logit on what is known of the
 * way (networks of earlier travellers, attractiveness of the sector, learned success there, learned interception on the leg, trains).
 */
export function choosePaths(w: World): void {
  const { p, memory, latent, lever, scratch } = w;
  legWeights(w, scratch.counts);
  for (let n = 0; n < nationalities.length; n++) {
    const choice = scratch.choice[n];
    const cityChoice = scratch.cityChoice[n];
    const sectorWeight = scratch.weights;
    for (let s = 0; s < sectors.length; s++) {
      const i = n * sectors.length + s;
      const success = learned(memory.sectorSuccess[i], memory.sectorFailure[i]);
      const pull = latent.attractiveness[s] - p.barrierWeight * lever.barriers[s] + p.choiceWeight * Math.log(success);
      sectorWeight[s] = affinity[i] * Math.exp(pull);
    }
    let total = 0;
    for (let l = 0; l < northernLegCount; l++) {
      const mode = modeOfNorthernLeg[l];
      const taste = mode === "freight train" ? p.trainAffinity[n] : mode === "air" ? p.airAffinity[n] : 1;
      const weight = sectorWeight[sectorOfCity[cityOfNorthernLeg[l]]] * taste * scratch.counts[l];
      choice[l] = weight;
      total += weight;
    }
    cityChoice.fill(0);
    for (let l = 0; l < northernLegCount; l++) {
      choice[l] /= total;
      cityChoice[cityOfNorthernLeg[l]] += choice[l];
    }
  }
}

/** Perceived worth of an attempt at which people cross without hesitation. */
const readyWorth = 0.75;

/**
 * How each group would cross. The share of attempts that try not to be found rises with the perceived chance of getting away and falls
 * with the perceived chance of release after surrender. Where an attempt of either kind is worth little, foreigners wait rather than try.
 */
export function chooseCrossing(w: World): void {
  const { p, memory, scratch } = w;
  const away = 1 - learned(memory.evaderCaught[0], memory.evaderTried[0] - memory.evaderCaught[0]);
  for (let g = 0; g < groupCount; g++) {
    const released = learned(memory.released[g], memory.processed[g] - memory.released[g]);
    const intercept = p.evadeIntercept[householdOf[g]] + p.evadeNationality[nationalityOf[g]];
    const odds = Math.exp(intercept) * (away / (released + 0.02)) ** p.evadeWeight;
    const evade = odds / (1 + odds);
    const worth = evade * away + (1 - evade) * released;
    scratch.evadeShare[g] = evade;
    scratch.readiness[g] = g < firstForeignGroup ? 1 : Math.min(worth / readyWorth, 1) ** p.waitWeight;
  }
}

/** People arrive to stage in the northern cities, by today's choice of city; `prior` is 1 for those with an earlier attempt. */
export function enterCity(w: World, g: number, people: number, prior: number): void {
  if (people === 0) return;
  const n = nationalityOf[g];
  const { outcomes, cityChoice } = w.scratch;
  multinomial(w.rng, people, cityChoice[n], cities.length, outcomes);
  const staging = g * blockSize + c.staging;
  for (let k = 0; k < cities.length; k++) w.state[staging + 2 * k + prior] += outcomes[k];
}
