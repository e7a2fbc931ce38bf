import { binomial } from "../engine/distributions.ts";
import { pow } from "../engine/elementary.ts";
import { blockSize, c } from "./compartments.ts";
import { cities, groupCount } from "./geography.ts";
import { firstForeignGroup, streams, type World, week, weekly } from "./world.ts";

/** Chance that someone who was returned tries again: higher after an expulsion, lower under sanctions (Bazzi et al. 2021). */
function retryChance(w: World, g: number): number {
  if (w.lever.expulsionAuthority[0] > 0) return w.p.retryExpelled;
  const sanction = g < firstForeignGroup ? w.p.retrySanction * w.lever.sanctionShare[0] : 0;
  return Math.max(w.p.retryReturned - sanction, 0);
}

/** People of one city who try again stage there; returns the others. */
function retryFrom(w: World, g: number, city: number, people: number, retry: number): number {
  if (people === 0) return 0;
  const retrying = binomial(w.rng, people, retry);
  w.state[g * blockSize + c.staging + 2 * city + 1] += retrying;
  return people - retrying;
}

/** Those who do not try again go home or stay on in Mexico, whatever the city. */
function giveUp(w: World, g: number, people: number): void {
  if (people === 0) return;
  const home = g < firstForeignGroup ? people : binomial(w.rng, people, w.p.returnedHomeShare);
  w.state[g * blockSize + c.returnedToOrigin] += home;
  w.state[g * blockSize + c.livingInMexico] += people - home;
}

/** Those who leave a cell of people waiting; a cell with next to nobody rests. */
function leave(w: World, cell: number, chance: number): number {
  if (w.state[cell] <= w.negligible) return 0;
  const leaving = binomial(w.rng, w.state[cell], chance);
  w.state[cell] -= leaving;
  return leaving;
}

/** The wait in MPP ends in relief or in giving the case up; returns those who neither win nor try again. Hearings are once a week. */
function endMpp(w: World, g: number): number {
  const { p } = w;
  const base = g * blockSize;
  const ending = 1 - pow(1 - 1 / p.mppStayDays, week);
  let others = 0;
  for (let k = 0; k < cities.length; k++) {
    const leaving = leave(w, base + c.mppWaiting + k, ending);
    if (leaving === 0) continue;
    const relief = binomial(w.rng, leaving, p.mppRelief);
    w.state[base + c.released] += relief;
    others += retryFrom(w, g, k, leaving - relief, p.mppAbandonRetry);
  }
  return others;
}

/** Stage 12. People returned to Mexico try again, stay or go home; those in MPP wait for hearings, win relief, or abandon. */
export function afterReturn(w: World): void {
  for (let g = 0; g < groupCount; g++) {
    const retry = retryChance(w, g);
    w.rng.seek(streams.returned, w.day, g);
    let others = weekly(w, g) ? endMpp(w, g) : 0;
    for (let k = 0; k < cities.length; k++) {
      const back = leave(w, g * blockSize + c.returnedToMexico + k, 1 / w.p.returnedStayDays);
      others += retryFrom(w, g, k, back, retry);
    }
    giveUp(w, g, others);
  }
}
