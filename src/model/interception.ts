import { exp, pow } from "../engine/elementary.ts";
import { cities, groupCount, regions } from "./geography.ts";
import { firstForeignGroup, householdOf, nationalityOf, smooth, type World } from "./world.ts";

/** Days over which officers see how many people pass. */
export const flowDays = 7;

/** Effort of officers who have somewhere to take people: without a bed or a seat on a bus only the share `noRoomWork` of their work goes on. */
function workingEffort(w: World): number {
  const { arrivedInCustody, turnedOut, effort } = w.memory;
  const noRoom = arrivedInCustody[0] > 0 ? turnedOut[0] / arrivedInCustody[0] : 0;
  return effort[0] * (1 - (1 - w.p.noRoomWork) * noRoom);
}

/** Officers of a region who actually work on migration today, in thousands of effective officers. */
function effectiveOfficers(w: World, region: number): number {
  return pow(w.lever.interceptionOfficers[region] / 1000, w.p.officerElasticity) * workingEffort(w);
}

/**
 * Stage 5, before travel. Chance of interception per unit of exposure in each region, from the saturating response
 * I = a·E·N / (1 + a·h·N): proportional to effective officers `E` when few pass, capped at E/h by handling time when many do.
 */
export function updateInterception(w: World): void {
  for (let r = 0; r < regions.length; r++) {
    const rate = w.p.searchRate * effectiveOfficers(w, r);
    w.scratch.regionChance[r] = rate / (1 + w.p.searchRate * w.p.handlingDays * w.memory.regionFlow[r]);
  }
  const documented = 1 - w.p.permitProtection * w.lever.transitPermits[0];
  for (let g = firstForeignGroup; g < groupCount; g++) {
    w.scratch.exposure[g] = w.p.exposure[nationalityOf[g]] * w.p.householdExposure[householdOf[g]] * documented;
  }
}

/** Chance that a traveller of the group is intercepted over `checkpoints` of the region. */
export function interceptionChance(w: World, g: number, region: number, checkpoints: number): number {
  return 1 - exp(-w.scratch.regionChance[region] * checkpoints * w.scratch.exposure[g]);
}

/** Daily hazard of interception, per unit of exposure, for a foreigner who stages in a northern city: officers in the north, and raids. */
export function cityInterceptionHazard(w: World, city: number): number {
  const raiding = (w.lever.raids[city] * workingEffort(w)) / (1 + w.memory.cityFlow[city]);
  return w.scratch.regionChance[2] * w.p.cityInterceptionRate + w.p.raidRate * raiding;
}

/** Stage 5, after travel: what officers saw today. */
export function rememberFlows(w: World): void {
  for (let r = 0; r < regions.length; r++) smooth(w.memory.regionFlow, r, w.scratch.regionFlow[r], flowDays);
  for (let k = 0; k < cities.length; k++) smooth(w.memory.cityFlow, k, w.scratch.cityFlow[k], flowDays);
}
