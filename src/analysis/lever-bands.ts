import { dayOf, monthLabel, monthOf } from "../engine/calendar.ts";
import { type Lever, type LeverId, leverKeys, leverWidth } from "../model/levers.ts";
import { type LeverStep, loadScenario, type ResolvedScenario } from "../scenario/load.ts";
import { denseValues } from "../scenario/timeline.ts";

/**
 * Why a value of a lever has a name: it is the lowest, the median or the highest of the days on record, the one recorded on the day asked
 * for, an end of the range of a share, a position of a switch, or one that the unit of the lever explains.
 */
export type BandName = "lowest" | "median" | "highest" | "now" | "none" | "whole" | "off" | "on" | "named";

export interface LeverBand {
  /** A value may have several names. */
  readonly names: readonly BandName[];
  /** In the unit of the lever, or a multiple of what is recorded on the day asked for. */
  readonly value: number;
  /** First month (ISO) with the lowest or highest value on record. */
  readonly month?: string;
}

let kept: ResolvedScenario | undefined;

/** The record; read once, since it is long. */
function history(): ResolvedScenario {
  kept ??= loadScenario("history");
  return kept;
}

/** Values on each day of the record, days × members. */
function recordOf({ id }: Lever): Float64Array {
  const { steps, window } = history();
  return denseValues(steps, id as LeverId, window.firstDay, window.lastDay);
}

/** Values on each day of a member, or summed over members; a lever that is one number has one. */
function overMembers(lever: Lever, member: string | undefined, dense: Float64Array): Float64Array {
  const width = leverWidth(lever);
  const own = member === undefined ? undefined : leverKeys(lever.by).indexOf(member);
  return Float64Array.from({ length: dense.length / width }, (_, day) => {
    const row = dense.subarray(day * width, (day + 1) * width);
    return own === undefined ? row.reduce((sum, value) => sum + value, 0) : row[own];
  });
}

/** Lowest, median and highest of the days on record. */
function recorded(lever: Lever, member: string | undefined, record: Float64Array): readonly LeverBand[] {
  const { firstDay } = history().window;
  const values = overMembers(lever, member, record);
  const sorted = values.slice().sort();
  const [lowest, median, highest] = [sorted[0], sorted[Math.floor((sorted.length - 1) / 2)], sorted[sorted.length - 1]];
  const monthFirst = (value: number): string => monthLabel(monthOf(firstDay + values.indexOf(value)));
  return [
    { names: ["lowest"], value: lowest, month: monthFirst(lowest) },
    { names: ["median"], value: median },
    { names: ["highest"], value: highest, month: monthFirst(highest) },
  ];
}

/** Bands of the same value are one with all of their names. */
function merged(bands: readonly LeverBand[]): LeverBand[] {
  const values = [...new Set(bands.map(({ value }) => value))].sort((a, b) => a - b);
  return values.map((value) => {
    const same = bands.filter((band) => band.value === value);
    const month = same.find((band) => band.month !== undefined)?.month;
    const names = [...new Set(same.flatMap((band) => band.names))];
    return { names, value, ...(month !== undefined && { month }) };
  });
}

/** Ends of a share, positions of a switch and values that the unit explains. */
function byDefinition({ min, max, whole, named }: Lever): LeverBand[] {
  if (named) return named.map((value) => ({ names: ["named"], value }));
  if (max !== 1) return [];
  return [
    { names: [whole ? "off" : "none"], value: min },
    { names: [whole ? "on" : "whole"], value: max },
  ];
}

/**
 * Values of a lever that have a name, in order, each from the record or the definition of the lever; none is chosen for the purpose.
 * @param member of the lever's dimension; undefined for all together. Then values are multiples of what the members sum to on the day, as the
 *   page sets them, or, where the lever is a share, the ends of its range.
 * @param steps of the scenario that what is recorded on `date` (ISO) is read from.
 */
export function leverBands(
  lever: Lever,
  member: string | undefined,
  steps: readonly LeverStep[],
  date: string,
): LeverBand[] {
  const together = lever.by !== "all" && member === undefined;
  if (together && lever.max === 1) return byDefinition(lever);
  const day = dayOf(date);
  const [now] = overMembers(lever, member, denseValues(steps, lever.id as LeverId, day, day));
  const onRecord = recorded(lever, member, recordOf(lever));
  if (!together) return merged([{ names: ["now"], value: now }, ...onRecord, ...byDefinition(lever)]);
  const multiples =
    now === 0 ? [] : onRecord.map((band) => ({ ...band, value: Number((band.value / now).toPrecision(3)) }));
  return merged([{ names: ["now"], value: 1 }, ...multiples]);
}

/** Lowest and highest value of each member of a lever on record, over all members: of `member` in `month`. */
export interface Extreme {
  readonly value: number;
  readonly month: string;
  readonly member: string | undefined;
}

export function extremesOf(lever: Lever): {
  readonly lowest: Extreme;
  readonly median: number;
  readonly highest: Extreme;
} {
  const members: readonly (string | undefined)[] = lever.by === "all" ? [undefined] : leverKeys(lever.by);
  const record = recordOf(lever);
  const all = members.map((member) => ({ member, bands: recorded(lever, member, record) }));
  const of = (at: 0 | 2, sign: 1 | -1): Extreme => {
    const found = all.reduce((best, one) => (sign * one.bands[at].value < sign * best.bands[at].value ? one : best));
    return { value: found.bands[at].value, month: found.bands[at].month!, member: found.member };
  };
  return { lowest: of(0, 1), median: all[0].bands[1].value, highest: of(2, -1) };
}
