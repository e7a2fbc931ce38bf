import { multinomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { cities, groupCount, households, nationalities, sectorOfCity, sectors } from "./geography.ts";
import { affinity } from "./affinity.ts";
import { cityOfNorthernLeg, firstNorthernLeg, legs, northernLegCount } from "./network.ts";
import { learned } from "./perception.ts";
import { nationalityOf, type World } from "./world.ts";

/**
 * Stage 9, choice. Chance that a person of each nationality who leaves the hub takes each northern leg: a logit on what is known of the
 * way (networks of earlier travellers, attractiveness of the sector, learned success there, learned interception on the leg, trains).
 */
export function choosePaths(w: World): void {
  const { p, memory, latent, lever, scratch } = w;
  const trainOpen = Math.max(lever.trainCapacity[0], 1e-6) * Math.exp(-p.trainSecurityWeight * lever.trainSecurity[0]);
  for (let n = 0; n < nationalities.length; n++) {
    const cityChoice = scratch.cityChoice.subarray(n * cities.length, (n + 1) * cities.length);
    cityChoice.fill(0);
    const sectorWeight = scratch.weights;
    for (let s = 0; s < sectors.length; s++) {
      const i = n * sectors.length + s;
      const success = learned(memory.sectorSuccess[i], memory.sectorFailure[i]);
      sectorWeight[s] =
        affinity[i] * Math.exp(latent.attractiveness[s] - p.barrierWeight * lever.barriers[s]) * success ** p.choiceWeight;
    }
    let total = 0;
    for (let l = 0; l < northernLegCount; l++) {
      const { mode } = legs[firstNorthernLeg + l];
      const city = cityOfNorthernLeg[l];
      const passed = learned(memory.legPassed[l], memory.legCaught[l]);
      const rail = lever.railClosure[city] > 0 ? 0.3 : 1;
      const modeWeight = mode === "freight train" ? p.trainAffinity[n] * trainOpen * rail : mode === "air" ? p.airAffinity[n] : 1;
      const weight = sectorWeight[sectorOfCity[city]] * modeWeight * passed ** p.legRiskWeight;
      scratch.choice[n * northernLegCount + l] = weight;
      cityChoice[city] += weight;
      total += weight;
    }
    for (let l = 0; l < northernLegCount; l++) scratch.choice[n * northernLegCount + l] /= total;
    for (let k = 0; k < cities.length; k++) cityChoice[k] /= total;
  }
}

/**
 * Share of each group's attempts that try not to be found. It rises with the perceived chance of getting away and falls with the
 * perceived chance of being released after surrender.
 */
export function chooseCrossing(w: World): void {
  const { p, memory, scratch } = w;
  const caught = learned(memory.evaderCaught[0], memory.evaderTried[0] - memory.evaderCaught[0]);
  for (let g = 0; g < groupCount; g++) {
    const released = learned(memory.released[g], memory.processed[g] - memory.released[g]);
    const intercept = p.evadeIntercept[g % households.length] + p.evadeNationality[nationalityOf[g]];
    const odds = Math.exp(intercept) * ((1 - caught) / (released + 0.02)) ** p.evadeWeight;
    scratch.evadeShare[g] = odds / (1 + odds);
  }
}

/** People arrive to stage in the northern cities, by today's choice of city; `prior` is 1 for those with an earlier attempt. */
export function enterCity(w: World, g: number, people: number, prior: number): void {
  if (people === 0) return;
  const n = nationalityOf[g];
  const { outcomes, cityChoice } = w.scratch;
  multinomial(w.rng, people, cityChoice.subarray(n * cities.length, (n + 1) * cities.length), cities.length, outcomes);
  const staging = g * blockSize + c.staging;
  for (let k = 0; k < cities.length; k++) w.state[staging + 2 * k + prior] += outcomes[k];
}
