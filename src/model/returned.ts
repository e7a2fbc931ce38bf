import { binomial, multinomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { cities, groupCount } from "./geography.ts";
import { firstForeignGroup, streams, type World } from "./world.ts";

/** Chance that someone who was returned tries again: higher after an expulsion, lower under sanctions (Bazzi et al. 2021). */
function retryChance(w: World, g: number): number {
  if (w.lever.expulsionAuthority[0] > 0) return w.p.retryExpelled;
  const sanction = g < firstForeignGroup ? w.p.retrySanction * w.lever.sanctionShare[0] : 0;
  return Math.max(w.p.retryReturned - sanction, 0);
}

/** Retry, go home, or stay on in Mexico, for people leaving a waiting compartment in a city. */
function decide(w: World, g: number, city: number, people: number, retry: number): void {
  const base = g * blockSize;
  const { weights, outcomes } = w.scratch;
  weights[0] = retry;
  weights[1] = (1 - retry) * (g < firstForeignGroup ? 1 : w.p.returnedHomeShare);
  weights[2] = 1 - weights[0] - weights[1];
  if (weights[2] < 1e-12) weights[2] = 0;
  multinomial(w.rng, people, weights, 3, outcomes, 1);
  w.state[base + c.staging + 2 * city + 1] += outcomes[0];
  w.state[base + c.returnedToOrigin] += outcomes[1];
  w.state[base + c.livingInMexico] += outcomes[2];
}

/** Stage 12. People returned to Mexico try again, stay or go home; those in MPP wait for hearings, win relief, or abandon. */
export function afterReturn(w: World): void {
  const { p } = w;
  for (let g = 0; g < groupCount; g++) {
    const base = g * blockSize;
    const retry = retryChance(w, g);
    w.rng.seek(streams.returned, w.day, g);
    for (let k = 0; k < cities.length; k++) {
      const back = base + c.returnedToMexico + k;
      const leaving = w.state[back] > w.negligible ? binomial(w.rng, w.state[back], 1 / p.returnedStayDays) : 0;
      if (leaving > 0) {
        w.state[back] -= leaving;
        decide(w, g, k, leaving, retry);
      }
      const mpp = base + c.mppWaiting + k;
      const ending = w.state[mpp] > w.negligible ? binomial(w.rng, w.state[mpp], 1 / p.mppStayDays) : 0;
      if (ending > 0) {
        w.state[mpp] -= ending;
        const relief = binomial(w.rng, ending, p.mppRelief);
        w.state[base + c.released] += relief;
        decide(w, g, k, ending - relief, p.mppAbandonRetry);
      }
    }
  }
}
