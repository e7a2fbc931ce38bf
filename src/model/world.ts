import { calendarMonth, firstDayOfMonth, monthOf } from "../engine/calendar.ts";
import { Rng } from "../engine/rng.ts";
import { blockSize, c, filingMonths } from "./compartments.ts";
import { cities, groupCount, households, nationalities, regions, sectors } from "./geography.ts";
import { emptyLatentToday, type LatentPaths, type LatentToday, latentAt } from "./latent.ts";
import type { LeverPath, LeverPaths } from "./lever-paths.ts";
import { type LeverId, levers } from "./levers.ts";
import { createMemory, type Memory } from "./memory.ts";
import { legs, northernLegCount } from "./network.ts";
import { columns } from "./observables.ts";
import type { Parameters } from "./parameters.ts";

/** Independent streams of random numbers, one per process; their order is part of every stored result. */
export const streams = {
  departures: 1,
  transit: 2,
  choice: 3,
  custody: 4,
  transfer: 5,
  border: 6,
  attempts: 7,
  consequences: 8,
  returned: 9,
  courts: 10,
  harm: 11,
  start: 12,
} as const;

/** What a run is made of; nothing here changes during the run. */
export interface WorldInputs {
  readonly parameters: Parameters;
  readonly latent: LatentPaths;
  readonly levers: LeverPaths;
  /** Month from which latent paths keep their value; Infinity for never. */
  readonly frozenFrom: number;
  readonly seed: number;
  readonly run: number;
  /** The mean-field switch. */
  readonly mean: boolean;
}

/** Where a run stands: people, memory and departures so far. Copying it forks the run. */
export interface Snapshot {
  readonly day: number;
  readonly state: Float64Array;
  readonly memory: Float64Array;
  readonly departed: Float64Array;
}

/** One lever as the run reads it: its path, its values today and yesterday, and whether both are known to be equal. */
interface LeverRow {
  readonly path: LeverPath;
  readonly now: Float64Array;
  readonly before: Float64Array;
  row: number;
  settled: boolean;
}

/** Everything the processes of a day read and write. */
export interface World {
  readonly p: Parameters;
  readonly inputs: WorldInputs;
  readonly rng: Rng;
  /** groups × `blockSize`: people by group and compartment. */
  readonly state: Float64Array;
  readonly memory: Memory;
  /** Everyone who ever set out, by group. */
  readonly departed: Float64Array;
  /** Flows of the month so far, by column. */
  readonly flow: Float64Array;
  /** Today's lever values and yesterday's, by lever. */
  readonly lever: Readonly<Record<LeverId, Float64Array>>;
  readonly leverBefore: Readonly<Record<LeverId, Float64Array>>;
  readonly leverRows: readonly LeverRow[];
  readonly latent: LatentToday;
  readonly scratch: Scratch;
  /**
   * Cells of up to this many people rest for the day: 0 in stochastic mode, a hundredth of a person in mean field, where a third of all
   * cells would otherwise be busy moving next to nobody. They move once enough has gathered, so flows are kept.
   */
  readonly negligible: number;
  /** Today, days since 2018-01-01. */
  day: number;
  /** Months since 2018-01. */
  month: number;
  /** 0 = January. */
  calendarMonth: number;
}

/** Values that one process of the day leaves for a later one, and work space for draws. */
export interface Scratch {
  /** By nationality: chance of choosing each northern leg at the hub. */
  readonly choice: readonly Float64Array[];
  /** By nationality: the same, by city. */
  readonly cityChoice: readonly Float64Array[];
  /** By nationality: pace of leaving the hub, 1 when trains run freely. */
  readonly pace: Float64Array;
  /** Chance of interception per unit of exposure, by region. */
  readonly regionChance: Float64Array;
  /** Passings today, by region, and people staging, by city. */
  readonly regionFlow: Float64Array;
  readonly cityFlow: Float64Array;
  /** By group: share of attempts that evade. */
  readonly evadeShare: Float64Array;
  /** By group: readiness to attempt at all, 0 to 1. */
  readonly readiness: Float64Array;
  /** By group: exposure to officers in Mexico. */
  readonly exposure: Float64Array;
  readonly apprehension: Float64Array;
  /** By nationality: what a smuggler asks today, USD. */
  readonly fee: Float64Array;
  /** By nationality: chance that an interception ends in a payment. */
  readonly bribeChance: Float64Array;
  readonly weights: Float64Array;
  readonly outcomes: Float64Array;
  readonly counts: Float64Array;
}

function createScratch(): Scratch {
  const perNationality = (size: number): Float64Array[] => nationalities.map(() => new Float64Array(size));
  return {
    choice: perNationality(northernLegCount),
    cityChoice: perNationality(cities.length),
    pace: new Float64Array(nationalities.length),
    regionChance: new Float64Array(regions.length),
    regionFlow: new Float64Array(regions.length),
    cityFlow: new Float64Array(cities.length),
    evadeShare: new Float64Array(groupCount),
    readiness: new Float64Array(groupCount),
    exposure: new Float64Array(groupCount),
    apprehension: new Float64Array(sectors.length),
    fee: new Float64Array(nationalities.length),
    bribeChance: new Float64Array(nationalities.length),
    weights: new Float64Array(legs.length),
    outcomes: new Float64Array(legs.length),
    counts: new Float64Array(legs.length),
  };
}

export const nationalityOf = Uint8Array.from({ length: groupCount }, (_, g) => Math.floor(g / households.length));
export const householdOf = Uint8Array.from({ length: groupCount }, (_, g) => g % households.length);
/** Groups of Mexican nationals come first and do not travel through Mexico as foreigners. */
export const firstForeignGroup = households.length;

/** First day of every simulation: the state before is unknown and fills within the months before the first reported one. */
export const originDay = firstDayOfMonth(3);

export function emptySnapshot(): Snapshot {
  return {
    day: originDay - 1,
    state: new Float64Array(groupCount * blockSize),
    memory: createMemory().all,
    departed: new Float64Array(groupCount),
  };
}

export function createWorld(given: WorldInputs, start: Snapshot): World {
  const { parameters, latent, levers: leverPaths, frozenFrom, seed, run, mean } = given;
  // written out, not spread: the inputs of every run then have the same shape in V8, and code compiled for one run serves the next
  const inputs: WorldInputs = { parameters, latent, levers: leverPaths, frozenFrom, seed, run, mean };
  const values = (): Record<LeverId, Float64Array> =>
    Object.fromEntries(levers.map(({ id }) => [id, new Float64Array(inputs.levers.paths[id].width)])) as Record<
      LeverId,
      Float64Array
    >;
  const lever = values();
  const leverBefore = values();
  const leverRows = levers.map(({ id }) => ({
    path: inputs.levers.paths[id],
    now: lever[id],
    before: leverBefore[id],
    row: -1,
    settled: false,
  }));
  const world: World = {
    p: inputs.parameters,
    inputs,
    rng: new Rng(inputs.seed, inputs.run, inputs.mean),
    state: Float64Array.from(start.state),
    memory: createMemory(start.memory),
    departed: Float64Array.from(start.departed),
    flow: new Float64Array(columns.length),
    lever,
    leverBefore,
    leverRows,
    latent: emptyLatentToday(),
    scratch: createScratch(),
    negligible: inputs.mean ? 0.01 : 0,
    day: start.day,
    month: 0,
    calendarMonth: 0,
  };
  resolveLevers(world, start.day);
  return world;
}

export function takeSnapshot(w: World): Snapshot {
  return {
    day: w.day,
    state: Float64Array.from(w.state),
    memory: Float64Array.from(w.memory.all),
    departed: Float64Array.from(w.departed),
  };
}

/** The remembered sums of pending cases, counted anew. */
function countCorridorCases(state: Float64Array, memory: Memory): void {
  for (let m = 0; m < filingMonths; m++) {
    memory.corridorCases[m] = 0;
    for (let g = 0; g < groupCount; g++) memory.corridorCases[m] += state[g * blockSize + c.pendingCase + m];
  }
}

/**
 * Turns a mean-field snapshot into whole people, by systematic sampling: running sums, group by group, are rounded down after a random offset
 * of the run, so that each cell has its mean over runs and each group's total is off by less than one person.
 */
export function wholePeople(snapshot: Snapshot, seed: number, run: number): Snapshot {
  const rng = new Rng(seed, run, false);
  const state = Float64Array.from(snapshot.state);
  const departed = new Float64Array(groupCount);
  for (let g = 0; g < groupCount; g++) {
    rng.seek(streams.start, snapshot.day, g);
    let exact = rng.next();
    let whole = 0;
    for (let i = g * blockSize; i < (g + 1) * blockSize; i++) {
      exact += state[i];
      state[i] = Math.floor(exact) - whole;
      whole += state[i];
    }
    departed[g] = whole;
  }
  const memory = createMemory(snapshot.memory);
  memory.workPermitQueue[0] = Math.round(memory.workPermitQueue[0]);
  countCorridorCases(state, memory);
  return { day: snapshot.day, state, memory: memory.all, departed };
}

/** Stage 1: every lever and latent path at today's date. */
export function resolveLevers(w: World, day: number): void {
  w.day = day;
  w.month = monthOf(day);
  w.calendarMonth = calendarMonth(day);
  const { firstDay, lastDay } = w.inputs.levers;
  const index = Math.min(Math.max(day, firstDay), lastDay) - firstDay;
  for (let i = 0; i < w.leverRows.length; i++) {
    const { path, now, before } = w.leverRows[i];
    const row = path.row[index] * path.width;
    // most levers rest on most days: copy only where yesterday or today differs
    if (w.leverRows[i].row === row && w.leverRows[i].settled) continue;
    w.leverRows[i].settled = w.leverRows[i].row === row;
    w.leverRows[i].row = row;
    for (let k = 0; k < path.width; k++) {
      before[k] = now[k];
      now[k] = path.values[row + k];
    }
  }
  latentAt(w.inputs.latent, day, w.inputs.frozenFrom, w.latent);
}

/** Sum over the groups of `count` numbers of the block from offset `first` on. */
export function sumOverGroups(w: World, first: number, count = 1): number {
  const { state } = w;
  let sum = 0;
  for (let base = first; base < state.length; base += blockSize) {
    for (let i = 0; i < count; i++) sum += state[base + i];
  }
  return sum;
}

/** Days of a week, the clock of what happens rarely. */
export const week = 7;

/**
 * Whether today is the day of the week on which a group does what it does rarely. A model assumption for speed: daily draws of rare events
 * would be a third of all draws of a run.
 */
export function weekly(w: World, g: number): boolean {
  return (w.day + g) % week === 0;
}

/** Exponential smoothing of a remembered number towards today's value over `days`. */
export function smooth(memory: Float64Array, index: number, value: number, days: number): void {
  memory[index] += (value - memory[index]) / days;
}
