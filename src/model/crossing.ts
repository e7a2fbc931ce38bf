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
    scratch.apprehension[s] =
      1 - Math.exp(-p.apprehensionRate * (1 + lever.barriers[s] * 0.3) * onTheLine ** p.agentElasticity);
  }
}

/** Deaths per evading attempt: the sector's hazard, raised by heat and by barriers that push people to remote ground. */
function deathHazard(w: World, sector: number): number {
  const heat = 1 + w.p.heatDeath * w.p.heat[w.calendarMonth];
  return (
    w.p.attemptDeathHazard[sector] *
    heat *
    (1 + w.p.remotenessDeath * (w.lever.barriers[sector] + w.scratch.apprehension[sector]))
  );
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

/** What happened to a group in a sector today: by fate, summed over prior attempts. */
const sums = new Float64Array(fates.length);
/** Today's events by sector. */
const bySector = {
  encounters: new Float64Array(sectors.length),
  attempts: new Float64Array(sectors.length),
  gotAway: new Float64Array(sectors.length),
};
/** Today's deaths by household. */
const deathsByHousehold = new Float64Array(households.length);

/** Takes the people of one cell of attempts; a cell with next to nobody rests. */
function takeAttempts(w: World, cell: number): number {
  const people = w.state[cell];
  if (people <= w.negligible) return 0;
  w.state[cell] = 0;
  return people;
}

/** Fates of those who evade, by prior attempt; returns those apprehended. */
function drawFates(w: World, g: number, sector: number, prior: number, people: number): number {
  if (people === 0) return 0;
  const out = w.scratch.outcomes;
  multinomial(w.rng, people, fateChances[sector], fates.length, out, 1);
  w.state[g * blockSize + c.staging + 2 * cityOfSector[sector] + prior] += out[1];
  for (let k = 0; k < fates.length; k++) sums[k] += out[k];
  return out[0];
}

function recordEvasion(w: World, g: number, sector: number, tried: number): void {
  const { flow, memory, state } = w;
  const base = g * blockSize;
  const gotAway = sums[2];
  const dead = sums[3];
  state[base + c.gotaway] += gotAway;
  bySector.attempts[sector] += tried;
  flow[o.turnBacks] += sums[1];
  bySector.gotAway[sector] += gotAway;
  memory.evaderCaught[0] += sums[0];
  memory.evaderTried[0] += tried;
  learnOutcome(w, nationalityOf[g], sector, gotAway, dead);
  if (dead === 0) return;
  state[base + c.died] += dead;
  flow[o.deathsBySector + sector] += dead;
  deathsByHousehold[householdOf[g]] += dead;
}

/** One city per sector takes those turned back: the first across the line. */
const cityOfSector: readonly number[] = [0, 1, 2, 3, 4, 5, 7, 8, 9];

/** Stage 10, attempts of the day before: surrender ends in custody; evasion in apprehension, turning back, getting away, or death. */
export function crossing(w: World): void {
  updateApprehension(w);
  fillFates(w);
  bySector.encounters.fill(0);
  bySector.attempts.fill(0);
  bySector.gotAway.fill(0);
  deathsByHousehold.fill(0);
  for (let g = 0; g < groupCount; g++) {
    w.rng.seek(streams.attempts, w.day, g);
    crossGroup(w, g);
  }
  recordSectors(w);
}

/** What is known of got-aways, and children among the dead, are drawn from the day's sums. */
function recordSectors(w: World): void {
  w.rng.seek(streams.attempts, w.day, groupCount);
  for (let h = 0; h < households.length; h++)
    w.flow[o.childDeaths] += binomial(w.rng, deathsByHousehold[h], w.p.childShare[h]);
  for (let s = 0; s < sectors.length; s++) {
    w.flow[o.gotaways + s] += binomial(w.rng, bySector.gotAway[s], w.p.knownGotawayShare);
    w.flow[o.usbpBySector + s] += bySector.encounters[s];
    w.flow[o.evadingAttempts + s] += bySector.attempts[s];
    w.memory.encounters[0] += bySector.encounters[s];
  }
}

/** One group over all sectors; counts by nationality and household are written once, after the sectors. */
function crossGroup(w: World, g: number): void {
  const { state, flow } = w;
  const n = nationalityOf[g];
  let surrenders = 0;
  let encounters = 0;
  let repeats = 0;
  for (let s = 0; s < sectors.length; s++) {
    const attempting = g * blockSize + c.attempting + 4 * s;
    let first = takeAttempts(w, attempting);
    let repeat = takeAttempts(w, attempting + 1);
    const evadeFirst = takeAttempts(w, attempting + 2);
    const evadeRepeat = takeAttempts(w, attempting + 3);
    surrenders += first + repeat;
    if (evadeFirst + evadeRepeat > 0) {
      // not fill(): a builtin call costs more than four writes here
      for (let k = 0; k < fates.length; k++) sums[k] = 0;
      first += drawFates(w, g, s, 0, evadeFirst);
      repeat += drawFates(w, g, s, 1, evadeRepeat);
      recordEvasion(w, g, s, evadeFirst + evadeRepeat);
    }
    if (first + repeat === 0) continue;
    const custody = g * blockSize + c.usCustody + 2 * s;
    state[custody] += first;
    state[custody + 1] += repeat;
    bySector.encounters[s] += first + repeat;
    flow[o.usbpBySectorNationality + s * nationalities.length + n] += first + repeat;
    encounters += first + repeat;
    repeats += repeat;
  }
  flow[o.surrenders] += surrenders;
  flow[o.usbp + n] += encounters;
  flow[o.usbpByHousehold + householdOf[g]] += encounters;
  flow[o.usbpRepeat] += repeats;
  if (n === 0) flow[o.usbpRepeatMexican] += repeats;
}
