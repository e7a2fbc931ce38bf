import { binomial, multinomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { groupCount, households, nationalities, sectors } from "./geography.ts";
import { o } from "./observables.ts";
import { learnOutcome } from "./perception.ts";
import { householdOf, nationalityOf, streams, type World } from "./world.ts";

/** What happens to someone who tries not to be found, in the order of the draw. */
const fates = ["apprehended", "turned back", "got away", "died"] as const;

/**
 * Chance of apprehension of an evader per sector: 1 − exp(−k · (agents on the line / reference)^γ), agents on the line being those not
 * held back by processing when custody is full.
 */
export function updateApprehension(w: World): void {
  const { p, lever, scratch } = w;
  for (let s = 0; s < sectors.length; s++) {
    let held = 0;
    for (let g = 0; g < groupCount; g++) {
      const i = g * blockSize + c.usCustody + 2 * s;
      held += w.state[i] + w.state[i + 1];
    }
    const processing = Math.min(held / Math.max(p.agentsPerCustody, 1), 0.6 * lever.agents[s]);
    const onTheLine = (lever.agents[s] - processing) / p.agentReference[s];
    scratch.apprehension[s] = 1 - Math.exp(-p.apprehensionRate * (1 + lever.barriers[s] * 0.3) * onTheLine ** p.agentElasticity);
  }
}

/** Deaths per evading attempt: the sector's hazard, raised by heat and by barriers that push people to remote ground. */
function deathHazard(w: World, sector: number): number {
  const heat = 1 + w.p.heatDeath * w.p.heat[w.calendarMonth];
  return w.p.attemptDeathHazard[sector] * heat * (1 + w.p.remotenessDeath * (w.lever.barriers[sector] + w.scratch.apprehension[sector]));
}

/** Counts an encounter between ports: people enter custody. */
function encounter(w: World, g: number, sector: number, prior: number, people: number): void {
  if (people === 0) return;
  const n = nationalityOf[g];
  w.state[g * blockSize + c.usCustody + 2 * sector + prior] += people;
  w.flow[o.usbp + n] += people;
  w.flow[o.usbpBySector + sector] += people;
  w.flow[o.usbpByHousehold + (g % households.length)] += people;
  w.flow[o.usbpBySectorNationality + sector * nationalities.length + n] += people;
  if (prior === 1) {
    w.flow[o.usbpRepeat] += people;
    if (n === 0) w.flow[o.usbpRepeatMexican] += people;
  }
  w.memory.encounters[0] += people;
}

/** Chances of each fate, by sector. */
const fateChances: readonly Float64Array[] = sectors.map(() => new Float64Array(fates.length));

function fillFates(w: World): void {
  const { turnBackShare } = w.p;
  for (let s = 0; s < sectors.length; s++) {
    const died = deathHazard(w, s);
    const caught = w.scratch.apprehension[s];
    const chance = fateChances[s];
    chance[0] = caught * (1 - died);
    chance[1] = (1 - caught) * turnBackShare * (1 - died);
    chance[2] = (1 - caught) * (1 - turnBackShare) * (1 - died);
    chance[3] = died;
  }
}

function evade(w: World, g: number, sector: number, prior: number, people: number): void {
  const { p, scratch, memory } = w;
  const base = g * blockSize;
  const out = scratch.outcomes;
  multinomial(w.rng, people, fateChances[sector], fates.length, out);
  const apprehended = out[0];
  const turnedBack = out[1];
  const gotAway = out[2];
  const dead = out[3];
  const city = cityOfSector[sector];
  w.state[base + c.staging + 2 * city + prior] += turnedBack;
  w.state[base + c.gotaway] += gotAway;
  w.state[base + c.died] += dead;
  w.flow[o.evadingAttempts + sector] += people;
  w.flow[o.turnBacks] += turnedBack;
  w.flow[o.gotaways + sector] += binomial(w.rng, gotAway, p.knownGotawayShare);
  w.flow[o.deathsBySector + sector] += dead;
  if (dead > 0) w.flow[o.childDeaths] += binomial(w.rng, dead, p.childShare[householdOf[g]]);
  memory.evaderCaught[0] += apprehended;
  memory.evaderTried[0] += people;
  learnOutcome(w, nationalityOf[g], sector, gotAway, dead);
  encounter(w, g, sector, prior, apprehended);
}

/** One city per sector takes those turned back: the first across the line. */
const cityOfSector: readonly number[] = [0, 1, 2, 3, 4, 5, 7, 8, 9];

/** Stage 10, attempts of the day before: surrender ends in custody; evasion in apprehension, turning back, getting away, or death. */
export function crossing(w: World): void {
  updateApprehension(w);
  fillFates(w);
  for (let g = 0; g < groupCount; g++) {
    const base = g * blockSize;
    w.rng.seek(streams.attempts, w.day, g);
    for (let s = 0; s < sectors.length; s++) {
      for (let prior = 0; prior < 2; prior++) {
        const i = base + c.attempting + 4 * s + prior;
        const surrendering = w.state[i];
        const evading = w.state[i + 2];
        if (surrendering + evading === 0) continue;
        w.state[i] = 0;
        w.state[i + 2] = 0;
        w.flow[o.surrenders] += surrendering;
        encounter(w, g, s, prior, surrendering);
        if (evading > 0) evade(w, g, s, prior, evading);
      }
    }
  }
}
