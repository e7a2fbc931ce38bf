import { binomial, multinomial, poisson } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { cities, groupCount } from "./geography.ts";
import { legs } from "./network.ts";
import { o } from "./observables.ts";
import { firstForeignGroup, householdOf, streams, type World, week, weekly } from "./world.ts";

const legDanger = Float64Array.from(legs, ({ danger }) => danger);

/** Deaths on the road, once a week: one draw over all legs, then shared out by danger. */
function deathsInTransit(w: World, g: number): void {
  const { state, p, scratch } = w;
  const travelling = g * blockSize + c.travelling;
  let people = 0;
  let danger = 0;
  for (let l = 0; l < legs.length; l++) {
    const here = state[travelling + l];
    people += here;
    scratch.weights[l] = here * legDanger[l];
    danger += scratch.weights[l];
  }
  if (danger === 0) return;
  const dead = binomial(w.rng, people, (week * p.roadDeathHazard * danger) / people);
  if (dead === 0) return;
  multinomial(w.rng, dead, scratch.weights, legs.length, scratch.outcomes, danger);
  let taken = 0;
  for (let l = 0; l < legs.length; l++) {
    if (scratch.outcomes[l] === 0) continue;
    const here = Math.min(scratch.outcomes[l], state[travelling + l]);
    state[travelling + l] -= here;
    taken += here;
  }
  state[g * blockSize + c.died] += taken;
  w.flow[o.deathsInTransit] += taken;
  w.flow[o.childDeaths] += binomial(w.rng, taken, p.childShare[householdOf[g]]);
}

/** Stage 15. Person-days in each dangerous place × hazard: reported attacks, deaths on the road, days in limbo, people above shelter capacity. */
export function harm(w: World): void {
  const { p, lever, flow, state } = w;
  for (let g = firstForeignGroup; g < groupCount; g++) {
    if (!weekly(w, g)) continue;
    w.rng.seek(streams.harm, w.day, g);
    deathsInTransit(w, g);
  }
  w.rng.seek(streams.harm, w.day, 0);
  for (let k = 0; k < cities.length; k++) {
    let returned = 0;
    let mpp = 0;
    let others = 0;
    for (let g = 0; g < groupCount; g++) {
      const base = g * blockSize;
      returned += state[base + c.returnedToMexico + k];
      mpp += state[base + c.mppWaiting + k];
      if (g < firstForeignGroup) continue;
      others += state[base + c.staging + 2 * k] + state[base + c.staging + 2 * k + 1];
      others += state[base + c.appointmentWaiting + k] + state[base + c.portQueue + k];
    }
    const waiting = returned + mpp + others;
    const houseless = Math.max(waiting - lever.shelterPlaces[k], 0);
    const hazard = p.attackHazard[k] * (1 + (waiting > 0 ? (p.attackHouseless * houseless) / waiting : 0));
    const onReturned = poisson(w.rng, returned * hazard);
    const onMpp = poisson(w.rng, mpp * hazard);
    flow[o.attacks + k] += onReturned + onMpp + poisson(w.rng, others * hazard);
    flow[o.attacksOnExpelled] += onReturned;
    flow[o.attacksOnMpp] += onMpp;
    flow[o.limboPersonDays] += waiting;
    flow[o.overShelterPersonDays + k] += houseless;
  }
}
