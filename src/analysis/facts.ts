import { type Fact, facts } from "../data/ledgers.ts";
import { ofoTotal, usbpTotal, valueAt } from "../data/series.ts";
import { table } from "../data/tables.ts";
import { monthIndex } from "../engine/calendar.ts";
import type { Recorder } from "../engine/recorder.ts";
import { type Nationality, nationalities, type Sector, sectors } from "../model/geography.ts";
import { columnsOf, type ObservableName, o } from "../model/observables.ts";
import type { Parameters } from "../model/parameters.ts";
import { experiments, type FittedValues, type Laboratory, openLaboratory, sumOf } from "./experiments.ts";
import { recorded } from "./fit-quality.ts";

/** A fact with what the model makes of it. */
export interface FactVerdict {
  readonly id: string;
  readonly kind: Fact["kind"];
  readonly fact: string;
  readonly observed: number;
  /** NaN where the run has no such quantity: a displacement without a loss, a ratio of nothing to nothing. */
  readonly simulated: number;
  readonly low: number;
  readonly high: number;
  /** low ≤ simulated ≤ high. */
  readonly ok: boolean;
  readonly unit: string;
  readonly period: string;
}

/** A quantity of a record whose rows cover the months that it reads, in the unit of the fact. */
export type Measure = (record: Recorder, parameters: Parameters) => number;

interface Span {
  readonly from: string;
  readonly to: string;
}

const month = (label: string): Span => ({ from: label, to: label });
const months = (from: string, to: string): Span => ({ from, to });
const fiscalYear = (year: number): Span => ({ from: `${year - 1}-10`, to: `${year}-09` });
const calendarYear = (year: number): Span => ({ from: `${year}-01`, to: `${year}-12` });
const months2024 = months("2024-01", "2024-09");

const sum = (record: Recorder, which: readonly number[], { from, to }: Span): number => sumOf(record, which, from, to);
const total = (record: Recorder, name: ObservableName, span: Span): number => sum(record, columnsOf(name), span);
const mean = (record: Recorder, which: readonly number[], span: Span): number =>
  sum(record, which, span) / (monthIndex(span.to) - monthIndex(span.from) + 1);

const ofNationality = (name: Nationality): number => o.usbp + nationalities.indexOf(name);
const ofSector = (name: Sector): number => o.usbpBySector + sectors.indexOf(name);

/** January 2024 over December 2023. */
const januaryDrop =
  (...which: readonly number[]): Measure =>
  (record) =>
    sum(record, which, month("2024-01")) / sum(record, which, month("2023-12"));

/** Place of January 2024 among the observed Januaries from 2018 on, 1 for the highest. */
function januaryRank(record: Recorder): number {
  const simulated = total(record, "usbp", month("2024-01"));
  const observed = usbpTotal();
  const higher = [2018, 2019, 2020, 2021, 2022, 2023].filter(
    (year) => valueAt(observed, monthIndex(`${year}-01`)) > simulated,
  );
  return 1 + higher.length;
}

/** Encounters of non-Mexicans in a month (since 2018-01) over the seasonal factor of its calendar month. */
function withoutSeason(record: Recorder, parameters: Parameters, at: number): number {
  return recorded(record, at, columnsOf("usbp").slice(1)) / parameters.seasonForeign[at % 12];
}

function meanWithoutSeason(record: Recorder, parameters: Parameters, { from, to }: Span): number {
  let adjusted = 0;
  for (let at = monthIndex(from); at <= monthIndex(to); at++) adjusted += withoutSeason(record, parameters, at);
  return adjusted / (monthIndex(to) - monthIndex(from) + 1);
}

/** Non-Mexicans of one month over the mean of some months, without season. */
const seasonalRatio =
  (label: string, base: Span): Measure =>
  (record, parameters) =>
    withoutSeason(record, parameters, monthIndex(label)) / meanWithoutSeason(record, parameters, base);

const beforeTitle42Ended = months("2023-02", "2023-04");
/** Stands for a flow that does not come back before the record ends. */
const neverRecovered = 99;

/** Months from May 2023 to the first later month in which non-Mexicans are at 0.9 of the base again (as in `data/event_responses.csv`). */
function monthsToRecover(record: Recorder, parameters: Parameters): number {
  const base = meanWithoutSeason(record, parameters, beforeTitle42Ended);
  const end = monthIndex("2023-05");
  for (let at = end + 1; at < record.firstMonth + record.months; at++) {
    if (withoutSeason(record, parameters, at) >= 0.9 * base) return at - end;
  }
  return neverRecovered;
}

/** Net gain of some sectors together over the net loss of others together, from one month to another. */
function displacement(
  record: Recorder,
  gaining: readonly Sector[],
  losing: readonly Sector[],
  from: string,
  to: string,
): number {
  const change = (names: readonly Sector[]): number =>
    sumOf(record, names.map(ofSector), to) - sumOf(record, names.map(ofSector), from);
  const loss = -change(losing);
  return loss > 0 ? change(gaining) / loss : Number.NaN;
}

/** Gains of all sectors that grow over losses of all that shrink, from one month to another. */
function gainsOverLosses(record: Recorder, from: string, to: string): number {
  const changes = columnsOf("usbpBySector").map(
    (column) => sumOf(record, [column], to) - sumOf(record, [column], from),
  );
  const gains = changes.reduce((all, change) => all + Math.max(change, 0), 0);
  const losses = changes.reduce((all, change) => all + Math.max(-change, 0), 0);
  return losses > 0 ? gains / losses : Number.NaN;
}

const returnedShare =
  (span: Span): Measure =>
  (record) =>
    total(record, "returnsFromMexico", span) / total(record, "interceptions", span);

/** Encounters of people with an earlier attempt over all encounters. */
const repeatShare =
  (span: Span): Measure =>
  (record) =>
    total(record, "usbpRepeat", span) / total(record, "usbp", span);

function apprehendedShare(record: Recorder): number {
  const encounters = total(record, "usbp", fiscalYear(2022));
  return encounters / (encounters + total(record, "gotaways", fiscalYear(2022)));
}

/** Attacks on people sent back per 1,000 events of sending back: they strike whoever is back in Mexico, expelled or returned otherwise. */
function attacksPerExpulsion(record: Recorder): number {
  const span = months("2021-01", "2022-12");
  const sentBack = total(record, "expulsions", span) + total(record, "returnsToMexico", span);
  return (1000 * total(record, "attacksOnExpelled", span)) / sentBack;
}

function attacksPerEnrolment(record: Recorder): number {
  const span = months("2019-01", "2021-01");
  return (1000 * total(record, "attacksOnMpp", span)) / total(record, "mppEnrolments", span);
}

function deathsPerEncounter(record: Recorder): number {
  return (1e5 * total(record, "deathsBySector", fiscalYear(2022))) / total(record, "usbp", fiscalYear(2022));
}

const ecuador = [ofNationality("Ecuador")];
const venezuela = [ofNationality("Venezuela")];
const cubaHaitiNicaragua = (["Cuba", "Haiti", "Nicaragua"] as const).map(ofNationality);
const elPasoDeaths = [o.deathsBySector + sectors.indexOf("El Paso")];
const beforeVenezuelanVisa = months("2021-10", "2021-12");

/** What each `fit` and `emergent` fact says, read off the record of a run of the history. */
export const measures: Readonly<Record<string, Measure>> = {
  F01: (r) => total(r, "usbp", fiscalYear(2022)),
  F02: (r) => total(r, "usbp", fiscalYear(2023)),
  F03: (r) => total(r, "usbp", fiscalYear(2022)) / total(r, "usbp", fiscalYear(2019)),
  F04: (r) => total(r, "usbp", month("2023-12")),
  F05: januaryDrop(...columnsOf("usbp")),
  F06: januaryDrop(ofSector("Del Rio")),
  F07: januaryDrop(ofSector("Rio Grande Valley")),
  F08: januaryDrop(ofSector("El Paso")),
  F09: januaryDrop(ofSector("Tucson")),
  F10: januaryDrop(ofSector("San Diego")),
  F11: januaryDrop(ofNationality("Mexico")),
  F12: januaryDrop(ofNationality("Venezuela")),
  F13: (r) => total(r, "usbp", month("2024-02")) / total(r, "usbp", month("2024-01")),
  F14: januaryRank,
  F15: (r) => total(r, "expulsions", fiscalYear(2021)),
  F17: (r) => total(r, "interceptions", calendarYear(2022)),
  F18: (r) => total(r, "interceptions", calendarYear(2023)),
  F19: (r) => total(r, "interceptions", months2024),
  F20: (r) => total(r, "returnsFromMexico", calendarYear(2023)) / total(r, "returnsFromMexico", calendarYear(2022)),
  F21: returnedShare(calendarYear(2021)),
  F22: returnedShare(calendarYear(2022)),
  F23: returnedShare(months2024),
  F24: (r) => total(r, "returnsFromMexico", month("2023-12")) / total(r, "returnsFromMexico", month("2023-10")),
  F25: (r) => sum(r, ecuador, month("2021-11")) / mean(r, ecuador, months("2021-06", "2021-08")),
  F26: (r) => sum(r, venezuela, month("2022-02")) / mean(r, venezuela, beforeVenezuelanVisa),
  F27: (r) => sum(r, venezuela, month("2022-07")) / mean(r, venezuela, beforeVenezuelanVisa),
  F28: (r) => sum(r, cubaHaitiNicaragua, month("2023-02")) / sum(r, cubaHaitiNicaragua, month("2022-12")),
  F29: seasonalRatio("2023-06", beforeTitle42Ended),
  F30: monthsToRecover,
  F31: (r) => displacement(r, ["Tucson", "Rio Grande Valley", "San Diego"], ["Yuma", "El Paso"], "2022-12", "2023-09"),
  F32: (r) => gainsOverLosses(r, "2023-12", "2024-04"),
  F33: repeatShare(fiscalYear(2019)),
  F34: repeatShare(fiscalYear(2021)),
  F35: apprehendedShare,
  F36: (r) => total(r, "gotaways", month("2024-02")) / total(r, "gotaways", month("2023-04")),
  F37: (r) => total(r, "backlog", month("2023-09")),
  F38: (r) => total(r, "backlog", month("2024-09")),
  F39: attacksPerExpulsion,
  F40: attacksPerEnrolment,
  F41: deathsPerEncounter,
  F42: (r) => sum(r, elPasoDeaths, fiscalYear(2024)) / sum(r, elPasoDeaths, fiscalYear(2022)),
  F43: (r) => total(r, "usbp", month("2023-12")) / total(r, "usbp", month("2023-11")),
  F44: seasonalRatio("2024-07", months("2024-03", "2024-05")),
  F45: (r) => mean(r, columnsOf("ports"), months("2023-07", "2024-06")),
};

/** Monthly places to return third-country nationals over all Southwest encounters (Border Patrol and ports) of December 2023. */
function quotaOverDecember(): number {
  const december = monthIndex("2023-12");
  const quota = table("parole_and_return_quotas").find((row) => row.metric.endsWith("whom Mexico takes back"));
  if (!quota) throw new Error("data/parole_and_return_quotas.csv has no row for those whom Mexico takes back");
  return quota.value / (valueAt(usbpTotal(), december) + valueAt(ofoTotal(), december));
}

/** What each `arithmetic` fact says, computed from the tables alone. */
export const arithmetic: Readonly<Record<string, () => number>> = { F16: quotaOverDecember };

function simulate({ id, zFrozenFrom }: Fact, lab: Laboratory): number {
  if (id in arithmetic) return arithmetic[id]();
  if (id in experiments) return experiments[id](lab);
  if (!(id in measures)) throw new RangeError(`no computation for fact ${id}`);
  const record = lab.history(zFrozenFrom === null ? undefined : monthIndex(zFrozenFrom));
  return measures[id](record, lab.parameters);
}

/** The fact with its verdict. */
export function judge(fact: Fact, simulated: number): FactVerdict {
  const { id, kind, observed, low, high, unit, period } = fact;
  const ok = low <= simulated && simulated <= high;
  return { id, kind, fact: fact.fact, observed, simulated, low, high, ok, unit, period };
}

/** The verdicts on every row of `data/facts.csv`, in order, from the runs of one laboratory. */
export function judgeFacts(lab: Laboratory, onProgress?: (done: number, total: number) => void): FactVerdict[] {
  const rows = facts();
  return rows.map((fact, done) => {
    const verdict = judge(fact, simulate(fact, lab));
    onProgress?.(done + 1, rows.length);
    return verdict;
  });
}

/**
 * Every row of `data/facts.csv`, in order, against the model in mean field. `fit` rows read the history; `emergent` rows the history
 * with latent paths (departures, sector attractiveness, household mix) frozen, levers following the timeline; `arithmetic` rows the
 * tables; `literature` rows an experiment. Rows that need the same run share it.
 * @param onProgress called after each row with the rows done and their number.
 * @param options parameters and latent paths instead of those of the central member.
 */
export function validateFacts(
  onProgress?: (done: number, total: number) => void,
  options: FittedValues = {},
): FactVerdict[] {
  return judgeFacts(openLaboratory(options), onProgress);
}
