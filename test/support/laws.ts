import { expect } from "vitest";
import type { Recorder } from "../../src/engine/recorder.ts";
import { blockSize, compartments } from "../../src/model/compartments.ts";
import { groupCount } from "../../src/model/geography.ts";
import { columns, type ObservableName, observableNames } from "../../src/model/observables.ts";
import type { World } from "../../src/model/world.ts";
import { firstDifference, type Run } from "./runs.ts";

/** Columns whose values are not counts of people or events and may be fractional in a stochastic run, with the reason. */
export const fractional: Readonly<Partial<Record<ObservableName, string>>> = {
  bribeMoney: "money",
  mexicoSpending: "money",
  mexicoSpendingOnReturns: "money",
  mexicoSpendingOnTransfers: "money",
  usRemovalSpending: "money",
  usDetentionSpending: "money",
  usCourtSpending: "money",
  usAid: "money",
  usFundsToMexico: "money",
  smugglingRevenue: "money",
  smugglingFee: "money",
  tradeLoss: "money",
  filings: "cases from outside the corridor are an even daily stream",
  completions: "cases from outside the corridor are an even daily stream",
  backlog: "cases from outside the corridor are an even daily stream",
  expectedWait: "years",
  meanCaseAge: "years",
  everRemovedShare: "share",
  funded: "share",
  agendaSpace: "share",
  portsClosed: "share",
  perceivedSuccess: "share",
  effort: "index",
  salience: "index",
  loops: "ratio",
  limboPersonDays: "person-days",
  childCustodyDays: "person-days",
  overShelterPersonDays: "person-days above a capacity that may be fractional",
};

const familyOf = (column: string): ObservableName => column.split("/")[0] as ObservableName;
const isCount = columns.map(({ name }) => fractional[familyOf(name)] === undefined);

/** Names in `fractional` that no observable has. */
export const unknownExemptions = Object.keys(fractional).filter(
  (name) => !observableNames.includes(name as ObservableName),
);

function compartmentAt(index: number): string {
  const within = index % blockSize;
  const entry = compartments.entries.findLast(({ offset }) => offset <= within);
  return `${entry?.name}[${within - (entry?.offset ?? 0)}] of group ${Math.floor(index / blockSize)}`;
}

function firstBad(values: Float64Array, good: (value: number) => boolean): number {
  for (let i = 0; i < values.length; i++) if (!good(values[i])) return i;
  return -1;
}

const isWholeCount = (value: number): boolean => value >= 0 && Number.isSafeInteger(value);

/** Fails unless each group's people are exactly those who set out: to the unit in whole people, to 1e-6 of them in the mean. */
export function expectConserved(w: World): void {
  for (let g = 0; g < groupCount; g++) {
    let people = 0;
    for (let i = g * blockSize; i < (g + 1) * blockSize; i++) people += w.state[i];
    const departed = w.departed[g];
    const slack = w.rng.mean ? 1e-6 * Math.max(departed, 1) : 0;
    if (!(Math.abs(people - departed) <= slack)) {
      expect.fail(`day ${w.day}, group ${g}: ${people} people where ${departed} set out`);
    }
  }
}

/** Fails on a count that is negative, NaN or, in whole people, fractional: in the state, in the flows of the month, among departures. */
export function expectSoundCounts(w: World): void {
  const sound = w.rng.mean ? (x: number) => x >= -1e-6 && x < Infinity : isWholeCount;
  const at = firstBad(w.state, sound);
  if (at >= 0) expect.fail(`day ${w.day}: ${w.state[at]} people in ${compartmentAt(at)}`);
  const group = firstBad(w.departed, sound);
  if (group >= 0) expect.fail(`day ${w.day}: ${w.departed[group]} people of group ${group} set out`);
  expectSoundRow(w.flow, w.rng.mean, `flow of day ${w.day}`);
  const memory = firstBad(w.memory.all, Number.isFinite);
  if (memory >= 0) expect.fail(`day ${w.day}: memory ${memory} is ${w.memory.all[memory]}`);
}

function expectSoundRow(row: Float64Array, mean: boolean, where: string): void {
  for (let i = 0; i < columns.length; i++) {
    const value = row[i];
    const sound = isCount[i] && !mean ? isWholeCount(value) : Number.isFinite(value) && value >= -1e-6;
    if (!sound) expect.fail(`${where}: ${columns[i].name} is ${value} ${columns[i].unit}`);
  }
}

/** The same for every value of a record. */
export function expectSoundRecord(recorder: Recorder, mean: boolean): void {
  for (let m = 0; m < recorder.months; m++) {
    const row = recorder.values.subarray(m * columns.length, (m + 1) * columns.length);
    expectSoundRow(row, mean, `row ${m} of the record`);
  }
}

/** Fails unless two runs stand at the same bytes: people, memory, departures, record. */
export function expectSameBytes(a: Run, b: Run): void {
  expect(firstDifference(a.world.state.buffer, b.world.state.buffer), "state").toBe(-1);
  expect(firstDifference(a.world.memory.all.buffer, b.world.memory.all.buffer), "memory").toBe(-1);
  expect(firstDifference(a.world.departed.buffer, b.world.departed.buffer), "departed").toBe(-1);
  expect(firstDifference(a.world.flow.buffer, b.world.flow.buffer), "flow").toBe(-1);
  expect(firstDifference(a.recorder.toBuffer(), b.recorder.toBuffer()), "record").toBe(-1);
}
