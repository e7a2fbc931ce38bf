import { binomial } from "../engine/distributions.ts";
import { exp, pow } from "../engine/elementary.ts";
import { blockSize, c } from "./compartments.ts";
import { groupCount, households, nationalities, sectors } from "./geography.ts";
import { o } from "./observables.ts";
import { householdOf, nationalityOf, streams, type World } from "./world.ts";

/**
 * Chance of apprehension of an evader per sector: 1 − exp(−k · (agents on the line / reference)^γ), agents on the line being those not
 * held back by processing when custody is full.
 */
function updateApprehension(w: World): void {
  const { p, lever, scratch } = w;
  for (let s = 0; s < sectors.length; s++) {
    let held = 0;
    for (let g = 0; g < groupCount; g++) held += w.state[g * blockSize + c.usCustody + s];
    const processing = Math.min(held / Math.max(p.agentsPerCustody, 1), p.processingMost * lever.agents[s]);
    const onTheLine = (lever.agents[s] - processing) / p.agentReference[s];
    scratch.apprehension[s] =
      1 -
      exp(-p.apprehensionRate * (1 + lever.barriers[s] * p.barrierApprehension) * pow(onTheLine, p.agentElasticity));
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

/**
 * Fates of an attempt that tries not to be found, by sector: apprehended; of the others, turned back; of the rest, died; and those who got
 * away are left.
 */
const chance = {
  apprehended: new Float64Array(sectors.length),
  turnedBack: new Float64Array(sectors.length),
  died: new Float64Array(sectors.length),
};

function fillFates(w: World): void {
  const { turnBackShare } = w.p;
  for (let s = 0; s < sectors.length; s++) {
    const died = deathHazard(w, s);
    const caught = w.scratch.apprehension[s];
    const away = (1 - caught) * (1 - turnBackShare) * (1 - died);
    chance.apprehended[s] = caught * (1 - died);
    chance.turnedBack[s] = (turnBackShare * (1 - caught) * (1 - died)) / (1 - chance.apprehended[s]);
    chance.died[s] = died / (died + away);
  }
}

/** Today's events by sector. */
const bySector = {
  encounters: new Float64Array(sectors.length),
  attempts: new Float64Array(sectors.length),
  gotAway: new Float64Array(sectors.length),
};
/** Today's deaths by household. */
const deathsByHousehold = new Float64Array(households.length);

/** Of those who went on some died; the others got away. Their prior attempts no longer matter. */
function endAttempts(w: World, g: number, sector: number, people: number): void {
  const dead = binomial(w.rng, people, chance.died[sector]);
  const base = g * blockSize;
  w.state[base + c.gotaway] += people - dead;
  bySector.gotAway[sector] += people - dead;
  const i = nationalityOf[g] * sectors.length + sector;
  w.memory.sectorSuccess[i] += people - dead;
  w.memory.sectorFailure[i] += dead;
  w.memory.success[nationalityOf[g]] += people - dead;
  w.memory.failure[nationalityOf[g]] += dead;
  if (dead === 0) return;
  w.state[base + c.died] += dead;
  w.flow[o.deathsBySector + sector] += dead;
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

/** One group over all sectors; a cell with next to nobody rests. Counts by nationality and household are written once, after the sectors. */
function crossGroup(w: World, g: number): void {
  const { state, flow, memory, rng, negligible } = w;
  const base = g * blockSize;
  const n = nationalityOf[g];
  let surrenders = 0;
  let encounters = 0;
  let repeats = 0;
  let caught = 0;
  let turnedBack = 0;
  let evaders = 0;
  for (let s = 0; s < sectors.length; s++) {
    const attempting = base + c.attempting + 4 * s;
    const surrendering = state[attempting];
    const surrenderingAgain = state[attempting + 1];
    const evading = state[attempting + 2];
    const evadingAgain = state[attempting + 3];
    const tried = evading + evadingAgain;
    if (surrendering + surrenderingAgain + tried <= negligible) continue;
    state[attempting] = 0;
    state[attempting + 1] = 0;
    state[attempting + 2] = 0;
    state[attempting + 3] = 0;
    surrenders += surrendering + surrenderingAgain;
    let first = surrendering;
    let repeat = surrenderingAgain;
    if (tried > 0) {
      const caughtFirst = binomial(rng, evading, chance.apprehended[s]);
      const caughtAgain = binomial(rng, evadingAgain, chance.apprehended[s]);
      const back = binomial(rng, evading - caughtFirst, chance.turnedBack[s]);
      const backAgain = binomial(rng, evadingAgain - caughtAgain, chance.turnedBack[s]);
      const onward = tried - caughtFirst - caughtAgain - back - backAgain;
      state[base + c.staging + 2 * cityOfSector[s]] += back;
      state[base + c.staging + 2 * cityOfSector[s] + 1] += backAgain;
      if (onward > 0) endAttempts(w, g, s, onward);
      first += caughtFirst;
      repeat += caughtAgain;
      caught += caughtFirst + caughtAgain;
      turnedBack += back + backAgain;
      evaders += tried;
      bySector.attempts[s] += tried;
    }
    const met = first + repeat;
    if (met === 0) continue;
    state[base + c.usCustody + s] += met;
    flow[o.usbpBySectorNationality + s * nationalities.length + n] += met;
    bySector.encounters[s] += met;
    encounters += met;
    repeats += repeat;
  }
  memory.evaderCaught[0] += caught;
  memory.evaderTried[0] += evaders;
  flow[o.surrenders] += surrenders;
  flow[o.turnBacks] += turnedBack;
  flow[o.usbp + n] += encounters;
  flow[o.usbpByHousehold + householdOf[g]] += encounters;
  flow[o.usbpRepeat] += repeats;
  if (n === 0) flow[o.usbpRepeatMexican] += repeats;
}
