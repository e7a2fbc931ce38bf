import { binomial, multinomial } from "../engine/distributions.ts";
import { blockSize, c } from "./compartments.ts";
import { groupCount, nationalities, sectors } from "./geography.ts";
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

/** Counts encounters between ports. */
function recordEncounters(w: World, g: number, sector: number, first: number, repeat: number): void {
  const { flow } = w;
  const n = nationalityOf[g];
  const people = first + repeat;
  flow[o.usbp + n] += people;
  flow[o.usbpBySector + sector] += people;
  flow[o.usbpByHousehold + householdOf[g]] += people;
  flow[o.usbpBySectorNationality + sector * nationalities.length + n] += people;
  flow[o.usbpRepeat] += repeat;
  if (n === 0) flow[o.usbpRepeatMexican] += repeat;
  w.memory.encounters[0] += people;
}

/** Fates of those who evade, by prior attempt; returns those apprehended. */
function drawFates(w: World, g: number, sector: number, prior: number, people: number, sums: Float64Array): number {
  if (people === 0) return 0;
  const out = w.scratch.outcomes;
  multinomial(w.rng, people, fateChances[sector], fates.length, out);
  w.state[g * blockSize + c.staging + 2 * cityOfSector[sector] + prior] += out[1];
  for (let k = 0; k < fates.length; k++) sums[k] += out[k];
  return out[0];
}

const sums = new Float64Array(fates.length);

function recordEvasion(w: World, g: number, sector: number, tried: number): void {
  const { flow, memory, p, state } = w;
  const base = g * blockSize;
  const gotAway = sums[2];
  const dead = sums[3];
  state[base + c.gotaway] += gotAway;
  state[base + c.died] += dead;
  flow[o.evadingAttempts + sector] += tried;
  flow[o.turnBacks] += sums[1];
  flow[o.gotaways + sector] += binomial(w.rng, gotAway, p.knownGotawayShare);
  flow[o.deathsBySector + sector] += dead;
  if (dead > 0) flow[o.childDeaths] += binomial(w.rng, dead, p.childShare[householdOf[g]]);
  memory.evaderCaught[0] += sums[0];
  memory.evaderTried[0] += tried;
  learnOutcome(w, nationalityOf[g], sector, gotAway, dead);
}

/** One city per sector takes those turned back: the first across the line. */
const cityOfSector: readonly number[] = [0, 1, 2, 3, 4, 5, 7, 8, 9];

/** Stage 10, attempts of the day before: surrender ends in custody; evasion in apprehension, turning back, getting away, or death. */
export function crossing(w: World): void {
  updateApprehension(w);
  fillFates(w);
  const { state } = w;
  for (let g = 0; g < groupCount; g++) {
    w.rng.seek(streams.attempts, w.day, g);
    for (let s = 0; s < sectors.length; s++) {
      const attempting = g * blockSize + c.attempting + 4 * s;
      const surrendering = state[attempting] + state[attempting + 1];
      const evading = state[attempting + 2] + state[attempting + 3];
      if (surrendering + evading <= w.negligible) continue;
      // not fill(): a builtin call costs more than four writes here
      for (let k = 0; k < fates.length; k++) sums[k] = 0;
      const first = state[attempting] + drawFates(w, g, s, 0, state[attempting + 2], sums);
      const repeat = state[attempting + 1] + drawFates(w, g, s, 1, state[attempting + 3], sums);
      for (let k = 0; k < 4; k++) state[attempting + k] = 0;
      w.flow[o.surrenders] += surrendering;
      if (evading > 0) recordEvasion(w, g, s, evading);
      const custody = g * blockSize + c.usCustody + 2 * s;
      state[custody] += first;
      state[custody + 1] += repeat;
      recordEncounters(w, g, s, first, repeat);
    }
  }
}
