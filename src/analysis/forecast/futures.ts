import type { Rng } from "../../engine/rng.ts";
import { households, nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import type { LeverPaths } from "../../model/lever-paths.ts";
import { columns } from "../../model/observables.ts";
import { pathPrior } from "../fit/path-smoother.ts";
import { standardNormal } from "../prior.ts";
import { simulateMonths } from "../run.ts";
import type { Filtered } from "./filter.ts";

/** Months whose mean departures return to. */
const memory = 4;
/** Part of the distance that is left after a month. */
const persistence = 0.5;
/** Months ahead that a forecast may reach. */
export const longestHorizon = 12;

/**
 * Paths that go on beyond an origin. Log departures return to their mean of the last four months, half of the way each month: the last
 * value is the least certain, and after a sudden rise it overshoots. Attractiveness and household mixes stay level. With random
 * numbers, both paths also walk on by the steps of their prior.
 */
export function continued(latent: LatentPaths, ahead: number, rng?: Rng): LatentPaths {
  const months = latent.months + ahead;
  const last = latent.months - 1;
  const longer = (path: Float64Array, width: number): Float64Array => {
    const out = new Float64Array(months * width);
    out.set(path);
    return out;
  };
  const departures = longer(latent.departures, nationalities.length);
  const attractiveness = longer(latent.attractiveness, sectors.length);
  const householdMix = longer(latent.householdMix, nationalities.length * households.length);
  const step = (sd: number): number => (rng ? sd * standardNormal(rng) : 0);
  nationalities.forEach((name, n) => {
    const at = (m: number): number => latent.departures[Math.max(m, 0) * nationalities.length + n];
    const mean = Array.from({ length: memory }, (_, k) => at(last - k)).reduce((sum, z) => sum + z, 0) / memory;
    let walked = 0;
    for (let h = 1; h <= ahead; h++) {
      walked += step(pathPrior.departureStep[name]);
      departures[(last + h) * nationalities.length + n] = mean + persistence ** h * (at(last) - mean) + walked;
    }
  });
  sectors.forEach((_, s) => {
    let value = latent.attractiveness[last * sectors.length + s];
    for (let h = 1; h <= ahead; h++) {
      value += step(pathPrior.attractivenessStep);
      attractiveness[(last + h) * sectors.length + s] = value;
    }
  });
  const mix = nationalities.length * households.length;
  for (let h = 1; h <= ahead; h++)
    householdMix.set(latent.householdMix.subarray(last * mix, (last + 1) * mix), (last + h) * mix);
  return { ...latent, months, departures, attractiveness, householdMix };
}

/**
 * What comes after an origin (a month since 2018-01) under given levers, in mean field.
 * @param rng draws a future; without it the paths take their expected course.
 * @returns months × columns, from the month after the origin.
 */
export function futureOf(
  { parameters, latent, beginnings }: Filtered,
  levers: LeverPaths,
  origin: number,
  ahead: number,
  rng?: Rng,
): Float64Array {
  const beginning = beginnings.get(origin);
  if (!beginning) throw new RangeError(`origin ${origin} was given; expected the one to which the member was filtered`);
  const member = { parameters, latent: continued(latent, ahead, rng) };
  return simulateMonths(member, levers, origin, origin + ahead, beginning).subarray(columns.length);
}
