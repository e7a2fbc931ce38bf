import { firstDayOfMonth, monthIndex } from "../engine/calendar.ts";
import { runDays } from "../engine/loop.ts";
import { Recorder } from "../engine/recorder.ts";
import { dailyModel } from "../model/day.ts";
import { cities, nationalities, sectorOfCity, sectors } from "../model/geography.ts";
import type { LeverId } from "../model/levers.ts";
import { columns, columnsOf, o } from "../model/observables.ts";
import type { Parameters } from "../model/parameters.ts";
import { createWorld, originDay, type Snapshot, takeSnapshot, type WorldInputs } from "../model/world.ts";
import { type LeverStep, loadScenario, type ResolvedScenario, topLayer } from "../scenario/load.ts";
import { leverPaths } from "../scenario/timeline.ts";
import { recorded } from "./fit-quality.ts";
import { prepare, type RunOptions } from "./run.ts";

/** What the experiments and the facts may be run with instead of the central member of the posterior that ships. */
export type FittedValues = Pick<RunOptions, "parameters" | "latent">;

/** A lever (all members, or those named) set to a value or to a multiple of its recorded value; it stands until the run ends. */
export interface LeverChange {
  readonly lever: LeverId;
  readonly members?: readonly string[];
  readonly value?: number;
  readonly multiply?: number;
}

/**
 * Mean-field runs of the history and of variants of it. A variant begins with the people and memory that the history has at the end of
 * the month before; its record holds the history's rows until then. Each distinct run is made once.
 */
export interface Laboratory {
  readonly parameters: Parameters;
  /** The history; with a month (since 2018-01), latent paths keep their value of that month from then on. */
  history(frozenFrom?: number): Recorder;
  /** The history with levers changed from the first day of one month, recorded to the end of another (ISO months). */
  under(changes: readonly LeverChange[], from: string, to: string): Recorder;
}

function stepsOf(changes: readonly LeverChange[], fromDay: number, scenario: ResolvedScenario): LeverStep[] {
  const layer = 1 + topLayer(scenario);
  return changes.map(({ members = [], ...change }, index) => ({
    ...change,
    members,
    fromDay,
    untilDay: null,
    announcedDay: fromDay,
    rampDays: 0,
    layer,
    file: "experiment",
    line: 1,
    path: `changes[${index}]`,
  }));
}

/** Runs the history once, keeping the state at every turn of month. Months outside the scenario's window throw RangeError. */
export function openLaboratory(
  options: FittedValues = {},
  scenario: ResolvedScenario = loadScenario("history"),
): Laboratory {
  const { inputs, firstMonth, months, start } = prepare(scenario, options);
  const lastMonth = firstMonth + months - 1;
  const beginnings = new Map<number, Snapshot>([[firstMonth, start]]);
  const runs = new Map<string, Recorder>();

  function fork(from: number, to: number, change: Partial<WorldInputs>, past?: Recorder): Recorder {
    const beginning = beginnings.get(from);
    if (!beginning || to > lastMonth || to < from) {
      throw new RangeError(`a run from month ${from} to ${to} lies outside the months ${firstMonth} to ${lastMonth}`);
    }
    const world = createWorld({ ...inputs, ...change, run: 0, mean: true }, beginning);
    const recorder = new Recorder(columns, firstMonth, to - firstMonth + 1);
    if (past) recorder.values.set(past.values.subarray(0, (from - firstMonth) * columns.length));
    runDays(dailyModel(world), recorder, firstDayOfMonth(from), firstDayOfMonth(to + 1) - 1, (month) => {
      if (!past) beginnings.set(month + 1, takeSnapshot(world));
    });
    return recorder;
  }

  function once(key: string, run: () => Recorder): Recorder {
    const record = runs.get(key) ?? run();
    runs.set(key, record);
    return record;
  }

  const base = fork(firstMonth, lastMonth, {});
  return {
    parameters: inputs.parameters,
    history(frozenFrom) {
      if (frozenFrom === undefined) return base;
      return once(`frozen ${frozenFrom}`, () => fork(frozenFrom, lastMonth, { frozenFrom }, base));
    },
    under(changes, from, to) {
      return once(JSON.stringify([changes, from, to]), () => {
        const steps = [...scenario.steps, ...stepsOf(changes, firstDayOfMonth(monthIndex(from)), scenario)];
        const levers = leverPaths({ ...scenario, steps }, originDay, firstDayOfMonth(lastMonth + 1) - 1);
        return fork(monthIndex(from), monthIndex(to), { levers }, base);
      });
    },
  };
}

/** Sum of columns over months, both included (ISO months). */
export function sumOf(record: Recorder, which: readonly number[], from: string, to = from): number {
  let sum = 0;
  for (let month = monthIndex(from); month <= monthIndex(to); month++) sum += recorded(record, month, which);
  return sum;
}

function relativeChange(after: number, before: number): number {
  return after / before - 1;
}

/** Relative change of a sum of columns that an arm makes to the history over months, both included. */
function changeOf(lab: Laboratory, arm: Recorder, which: readonly number[], from: string, to = from): number {
  return relativeChange(sumOf(arm, which, from, to), sumOf(lab.history(), which, from, to));
}

const tripled = { from: "2019-10", to: "2022-09", lastYear: "2021-10" } as const;

function agentsTripled(lab: Laboratory): Recorder {
  return lab.under([{ lever: "agents", members: sectors, multiply: 3 }], tripled.from, tripled.to);
}

/**
 * Gathmann 2008: three times the Border Patrol agents.
 * Lever: `agents` × 3 in every sector from 2019-10. Horizon: three years. Measure: evading attempts in all sectors over the last
 * twelve months, relative to the history. Attempts are events: whoever is turned back and tries again counts twice.
 */
function evasionUnderTripledAgents(lab: Laboratory): number {
  return changeOf(lab, agentsTripled(lab), columnsOf("evadingAttempts"), tripled.lastYear, tripled.to);
}

/**
 * Gathmann 2008: what the same run does to the smugglers' price.
 * Measure: the recorded fee, mean of the ends of the last twelve months, relative to the history. The record holds the fee of Hondurans;
 * that of Mexicans, whom the study is about, moves by the same share with risk and differs only in how demand moves it.
 */
function feeUnderTripledAgents(lab: Laboratory): number {
  return changeOf(lab, agentsTripled(lab), [o.smugglingFee], tripled.lastYear, tripled.to);
}

/** `beds` over `agents`, both relative changes of evasion; NaN unless more agents reduce evasion. Negative if more beds raise it. */
export function ratioOfReductions(beds: number, agents: number): number {
  return agents < 0 ? beds / agents : Number.NaN;
}

/**
 * Wein, Liu and Motskin 2009: detention beds against agents.
 * Levers, one per arm: `detentionBeds` × 1.5, and `agents` × 1.5 in every sector, from 2021-10. Horizon: three years. Measure: ratio of the
 * relative changes of evading attempts over the last twelve months, the one fiscal year after Title 42 (an expulsion needs no bed).
 */
function bedsAgainstAgents(lab: Laboratory): number {
  const [from, lastYear, to] = ["2021-10", "2023-10", "2024-09"] as const;
  const evasion = (change: LeverChange): number =>
    changeOf(lab, lab.under([change], from, to), columnsOf("evadingAttempts"), lastYear, to);
  return ratioOfReductions(
    evasion({ lever: "detentionBeds", multiply: 1.5 }),
    evasion({ lever: "agents", members: sectors, multiply: 1.5 }),
  );
}

/** Sectors that hold at least `share` of all encounters of a month. */
function sectorsHolding(record: Recorder, share: number, month: string): number {
  const all = sumOf(record, columnsOf("usbpBySector"), month);
  return sectors.filter((_, s) => sumOf(record, [o.usbpBySector + s], month) >= share * all).length;
}

function foreignEncounters(record: Recorder, sector: number, from: string, to: string): number {
  const first = o.usbpBySectorNationality + sector * nationalities.length;
  return sumOf(
    record,
    nationalities.slice(1).map((_, n) => first + 1 + n),
    from,
    to,
  );
}

/**
 * Magliocca et al. 2019 (NarcoLogic): interception doubled on the busiest route.
 * The model has no officers on a single leg; `raids` is the one lever of interception that is local. Lever: `raids`, from 2022-01, in the
 * cities across from the sector where most foreigners are encountered, with as many officers as stop as many people again as the history
 * intercepts on that route. The route's interceptions are the sector's share, by encounters of foreigners, of all of them; officers follow
 * from `raidRate` and mean effort. Horizon: six months, all before train security begins. Measure: sectors with at least 3% of
 * encounters in the sixth month, less those of the history. People who are stopped choose their way anew; raids are not among what
 * smugglers remember of a leg, so this tests how traffic spreads and not how the memory of risk does.
 */
function sectorsUnderDoubledInterception(lab: Laboratory): number {
  const [from, to] = ["2022-01", "2022-06"] as const;
  const history = lab.history();
  const encounters = sectors.map((_, s) => foreignEncounters(history, s, from, to));
  const busiest = encounters.indexOf(Math.max(...encounters));
  const share = encounters[busiest] / encounters.reduce((sum, count) => sum + count, 0);
  const days = firstDayOfMonth(monthIndex(to) + 1) - firstDayOfMonth(monthIndex(from));
  const perDay = (sumOf(history, columnsOf("interceptions"), from, to) * share) / days;
  const effort = sumOf(history, [o.effort], from, to) / (monthIndex(to) - monthIndex(from) + 1);
  const members = cities.filter((_, k) => sectorOfCity[k] === busiest);
  const officers = perDay / (lab.parameters.raidRate * effort) / members.length;
  const arm = lab.under([{ lever: "raids", members, value: officers }], from, to);
  return sectorsHolding(arm, 0.03, to) - sectorsHolding(history, 0.03, to);
}

/**
 * Bazzi et al. 2021: sanctions for returned Mexicans.
 * Lever: `sanctionShare` 0.15 in one arm and 0.85 in the other from 2018-10. Horizon: the 17 months until Title 42, under which sanctions
 * do not apply (the study's 18 months do not fit between the start of the record and March 2020). Measure: repeat encounters over all
 * encounters of Mexicans, 2019-03 to 2020-02; the arm with 0.85 less the other.
 */
function recidivismUnderSanctions(lab: Laboratory): number {
  const [from, lastYear, to] = ["2018-10", "2019-03", "2020-02"] as const;
  const repeatShare = (value: number): number => {
    const arm = lab.under([{ lever: "sanctionShare", value }], from, to);
    return sumOf(arm, [o.usbpRepeatMexican], lastYear, to) / sumOf(arm, [o.usbp], lastYear, to);
  };
  return repeatShare(0.85) - repeatShare(0.15);
}

/**
 * Clemens 2024: a tenth more lawful pathways.
 * Lever: `workVisas` × 1.1 from 2022-01. Horizon and measure: Border Patrol encounters of the tenth month, 2022-10, relative to the history.
 */
function crossingsUnderMoreVisas(lab: Laboratory): number {
  const arm = lab.under([{ lever: "workVisas", multiply: 1.1 }], "2022-01", "2022-10");
  return changeOf(lab, arm, columnsOf("usbp"), "2022-10");
}

/**
 * Feigenberg 2020: a barrier along one sector's urban stretch.
 * Lever: `barriers` 1 in El Paso from 2022-01. El Paso and Ciudad Juárez are the largest pair of cities on the line whose sector faces one
 * model city alone and was among the busiest. Horizon: twelve months. Measure: encounters and known got-aways of the sector, relative to
 * the history. They are added because a barrier also shifts evaders from one to the other; evading attempts would count those caught twice.
 */
function crossingsAtABarrier(lab: Laboratory): number {
  const [from, to] = ["2022-01", "2022-12"] as const;
  const elPaso = sectors.indexOf("El Paso");
  const arm = lab.under([{ lever: "barriers", members: ["El Paso"], value: 1 }], from, to);
  return changeOf(lab, arm, [o.usbpBySector + elPaso, o.gotaways + elPaso], from, to);
}

/** The experiment behind each `literature` fact, by id. In each, the arms differ in one lever and in nothing else. */
export const experiments: Readonly<Record<string, (lab: Laboratory) => number>> = {
  F46: evasionUnderTripledAgents,
  F47: feeUnderTripledAgents,
  F48: bedsAgainstAgents,
  F49: sectorsUnderDoubledInterception,
  F50: recidivismUnderSanctions,
  F51: crossingsUnderMoreVisas,
  F52: crossingsAtABarrier,
};
