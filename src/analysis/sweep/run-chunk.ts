import { firstDayOfMonth, monthIndex, monthLabel, monthOf } from "../../engine/calendar.ts";
import type { LeverPaths } from "../../model/lever-paths.ts";
import type { Member } from "../../model/member.ts";
import { columns } from "../../model/observables.ts";
import { valueOfRow, withRows } from "../../model/parameters.ts";
import { originDay, type Snapshot } from "../../model/world.ts";
import { type LeverStep, type ResolvedScenario, topLayer } from "../../scenario/load.ts";
import { leverOf, rangeOf } from "../../scenario/schema.ts";
import { normalQuantile } from "../normal.ts";
import { valueAtScore } from "../prior.ts";
import { firstDifference, type Prepared, prepare, runOnce, scenarioLevers, simulateMonths } from "../run.ts";
import { messageOf } from "../runner.ts";
import type { Output } from "../sensitivity.ts";
import { shippedPosterior } from "../shipped.ts";
import { type BaseRun, baseRun, whatIf } from "../what-if.ts";
import { pointAt, sharingRuns } from "./design.ts";
import {
  type Chunk,
  type Level,
  type LeverFactor,
  type OutputColumn,
  outputColumns,
  type ParameterFactor,
  type Place,
  placeOf,
  type Sweep,
  windowMonths,
} from "./sweep.ts";

/** What came out of the runs of a chunk, by columns; row i is run `chunk.from + i`. */
export interface ChunkResult {
  readonly chunk: Chunk;
  /** Per factor its levels; NaN where it changes nothing. */
  readonly levels: readonly Float64Array[];
  readonly members: Int32Array;
  readonly replications: Int32Array;
  /** Why a run failed; null if it did not. */
  readonly failures: readonly (string | null)[];
  /** Per column of `outputColumns`; NaN where a run failed. */
  readonly outputs: readonly Float64Array[];
}

/** Does the runs of chunks of one sweep, in any order. */
export type ChunkRunner = (chunk: Chunk) => ChunkResult;

/** Steps that some levels of factors are, on top of a base. */
function stepsOf(factors: Sweep["factors"], levels: readonly Level[], layer: number): LeverStep[] {
  return factors.flatMap((factor, i) => {
    const level = levels[i];
    if (factor.kind !== "lever" || level === null) return [];
    const { lever, members, fromDay, untilDay, announcedDay, rampDays, as } = factor;
    const step = { lever, members, fromDay, untilDay, announcedDay, rampDays, layer };
    return [{ ...step, [as]: level, file: "sweep", line: 1, path: `over[${i}]` }];
  });
}

/** Throws RangeError if a multiple takes a lever beyond its range. */
function checkMultiples(factors: readonly LeverFactor[], { paths }: LeverPaths): void {
  for (const { lever, as } of factors) {
    if (as !== "multiply") continue;
    const { min, max } = leverOf(lever);
    for (const value of paths[lever].values)
      if (value < min || value > max)
        throw new RangeError(`${lever} is multiplied to ${value}; expected ${rangeOf(leverOf(lever))}`);
  }
}

/** A member with the parameters of a point. Throws RangeError if a multiple takes one beyond its range. */
function memberAt(member: Member, factors: readonly ParameterFactor[], levels: readonly Level[]): Member {
  const rows = factors.flatMap((factor, i) =>
    factor.rows.map((row) => {
      const level = levels[i];
      if (level === null) return { ...row, value: valueOfRow(member.parameters, row) };
      if (factor.as === "quantile") return { ...row, value: valueAtScore(row, normalQuantile(level)) };
      if (factor.as === "value") return { ...row, value: level };
      const value = level * valueOfRow(member.parameters, row);
      if (value >= row.low && value <= row.high) return { ...row, value };
      const which = row.key === "" ? row.name : `${row.name} of ${row.key}`;
      throw new RangeError(`${which} is multiplied to ${value}; expected ${row.low} to ${row.high} (${row.unit})`);
    }),
  );
  return rows.length === 0 ? member : { parameters: withRows(member.parameters, rows), latent: member.latent };
}

/** First day on which a lever can differ from the base, in its value or in what the public knows of it. */
function firstDifferentDay(factors: readonly LeverFactor[], { announcements }: LeverPaths): number {
  // a change can withdraw what was announced of later ones
  return Math.min(
    ...factors.flatMap(({ lever, fromDay, announcedDay }) => [
      announcedDay,
      ...announcements.filter((one) => one.lever === lever && one.fromDay >= fromDay).map((one) => one.announcedDay),
    ]),
  );
}

/** A base whose window begins with the month of a day, where that is before its own. */
function windowFrom(base: ResolvedScenario, day: number): ResolvedScenario {
  const from = Math.max(day, originDay);
  if (from >= base.window.firstDay) return base;
  const month = monthOf(from);
  return { ...base, window: { ...base.window, from: monthLabel(month), firstDay: firstDayOfMonth(month) } };
}

/** People and memory with which the window begins under levers that differ from those of a base run. */
function startUnder(
  { levers: known, member, firstMonth, beginnings }: BaseRun,
  levers: LeverPaths,
  month: number,
): Snapshot | undefined {
  const first = monthOf(Math.min(firstDifference(known, levers), firstDayOfMonth(month)));
  if (first < firstMonth) return undefined;
  let start = beginnings[first - firstMonth];
  if (first < month)
    simulateMonths(member, levers, first, month - 1, start, (next, snapshot) => {
      if (next === month) start = snapshot();
    });
  return start;
}

/** What is kept of the last thing made, by its key: runs come in an order in which that is enough. */
function lastOf<Made>(): (key: string, make: () => Made) => Made {
  let last: { readonly key: string; readonly made: Made } | undefined;
  return (key, make) => {
    if (last?.key !== key) last = { key, made: make() };
    return last.made;
  };
}

/** Months × columns of a run over the window. Throws as the run does. */
type Simulate = (place: Place, levels: readonly Level[]) => Float64Array;

/**
 * Simulates runs of a sweep. Where runs that stand together have the same member and parameters, their past is simulated once, up to the month
 * in which levers can first differ; the numbers are those of a run by itself, byte for byte.
 */
function createSimulate(sweep: Sweep): Simulate {
  const { base, factors, mean, seed, replications } = sweep;
  const posterior = shippedPosterior().members;
  const ofLevers = factors.filter((factor) => factor.kind === "lever");
  const ofParameters = factors.filter((factor) => factor.kind === "parameter");
  const baseLevers = scenarioLevers(base);
  const longer = ofLevers.length === 0 ? base : windowFrom(base, firstDifferentDay(ofLevers, baseLevers));
  const sharing = sharingRuns(sweep) > replications;
  const months = windowMonths(base);
  const firstMonth = monthIndex(base.window.from);
  const layer = topLayer(base) + 1;
  const bases = lastOf<BaseRun>();
  const beginnings = lastOf<Prepared>();

  const memberOf = (member: number, levels: readonly Level[]): Member => {
    const own = ofParameters.map((factor) => levels[factors.indexOf(factor)]);
    return memberAt(posterior[member], ofParameters, own);
  };
  const baseOf = (member: number, levels: readonly Level[]): BaseRun => {
    const own = ofParameters.map((factor) => levels[factors.indexOf(factor)]);
    return bases([member, ...own].join(), () => baseRun(longer, memberOf(member, levels), baseLevers));
  };
  const leversOf = (levels: readonly Level[]): { readonly scenario: ResolvedScenario; readonly levers: LeverPaths } => {
    const scenario = { ...base, steps: [...base.steps, ...stepsOf(factors, levels, layer)] };
    const levers = scenarioLevers(scenario, { scenario: base, paths: baseLevers });
    checkMultiples(ofLevers, levers);
    return { scenario, levers };
  };
  const prepared = ({ member }: Place, levels: readonly Level[]): Prepared => {
    const { scenario, levers } = leversOf(levels);
    const shared = sharing ? baseOf(member, levels) : undefined;
    const start = shared && startUnder(shared, levers, firstMonth);
    return prepare(scenario, { ...(shared?.member ?? memberOf(member, levels)), seed }, levers, start);
  };
  return (place, levels) => {
    if (mean && sharing) {
      const { scenario, levers } = leversOf(levels);
      const values = whatIf(baseOf(place.member, levels), { ...scenario, window: longer.window }, levers);
      return values.subarray(values.length - months * columns.length);
    }
    const start = beginnings(`${place.point}/${place.member}`, () => prepared(place, levels));
    return runOnce(start, place.replication, mean).values;
  };
}

/** The numbers that are kept of a run, from months × columns. Throws RangeError on one that is no number. */
function keep(sweep: Sweep, kept: readonly OutputColumn[], values: Float64Array): number[] {
  const months = windowMonths(sweep.base);
  const inMonth = ({ columns: which }: Output, month: number): number => {
    let sum = 0;
    for (const column of which) sum += values[month * columns.length + column];
    return sum;
  };
  return kept.map(({ name, kind, output, month }) => {
    const of = sweep.outputs[output];
    let number = 0;
    if (month !== null) number = inMonth(of, month);
    else {
      for (let m = 0; m < months; m++) number += inMonth(of, m);
      if (kind === "stock") number /= months;
    }
    if (!Number.isFinite(number)) throw new RangeError(`${name} is ${number}`);
    return number;
  });
}

/**
 * Does chunks of a sweep, keeping between them what they have in common. A run that throws is a row with its message, and the others go on. The
 * same chunk gives the same numbers everywhere, whatever was done before.
 */
export function createChunkRunner(sweep: Sweep): ChunkRunner {
  const simulate = createSimulate(sweep);
  const kept = outputColumns(sweep);
  return (chunk) => {
    const rows = chunk.to - chunk.from;
    const levels = sweep.factors.map(() => new Float64Array(rows).fill(Number.NaN));
    const outputs = kept.map(() => new Float64Array(rows).fill(Number.NaN));
    const members = new Int32Array(rows);
    const replications = new Int32Array(rows);
    const failures = Array.from({ length: rows }, (): string | null => null);
    for (let row = 0; row < rows; row++) {
      const place = placeOf(sweep, chunk.from + row);
      const point = pointAt(sweep, place.point);
      members[row] = place.member;
      replications[row] = place.replication;
      for (const [i, level] of point.entries()) if (level !== null) levels[i][row] = level;
      try {
        for (const [i, number] of keep(sweep, kept, simulate(place, point)).entries()) outputs[i][row] = number;
      } catch (error) {
        failures[row] = messageOf(error);
      }
    }
    return { chunk, levels, members, replications, failures, outputs };
  };
}
