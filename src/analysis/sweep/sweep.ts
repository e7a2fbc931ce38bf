import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import type { LeverId } from "../../model/levers.ts";
import type { ParameterRow } from "../../model/parameters.ts";
import type { ResolvedScenario } from "../../scenario/load.ts";
import type { Output } from "../sensitivity.ts";
import type { Design, SweepFile } from "./schema.ts";

/** The level of a factor in its unit; null where it changes nothing. */
export type Level = number | null;

/** Which levels a factor takes: some, or all between two ends. In a list each row names its own. */
export type Levels =
  | { readonly kind: "some"; readonly levels: readonly Level[] }
  | { readonly kind: "between"; readonly low: number; readonly high: number; readonly whole: boolean }
  | { readonly kind: "listed" };

/** A lever that is varied; days count from 2018-01-01. */
export interface LeverFactor {
  readonly kind: "lever";
  readonly name: string;
  readonly lever: LeverId;
  readonly members: readonly string[];
  readonly fromDay: number;
  readonly untilDay: number | null;
  readonly announcedDay: number;
  readonly rampDays: number;
  readonly as: "value" | "multiply";
  readonly levels: Levels;
  /** Whether every sample meets every level; as in a grid, and as nothing in a list. */
  readonly crossed: boolean;
  readonly unit: string;
}

/** A parameter that is varied: all of its uncertain rows, or those of some keys. */
export interface ParameterFactor {
  readonly kind: "parameter";
  readonly name: string;
  readonly rows: readonly ParameterRow[];
  readonly as: "value" | "multiply" | "quantile";
  readonly levels: Levels;
  /** Whether every sample meets every level; as in a grid, and as nothing in a list. */
  readonly crossed: boolean;
  readonly unit: string;
}

export type Factor = LeverFactor | ParameterFactor;

/** What the numbers of a sweep belong to. */
export interface Versions {
  /** Of the package. */
  readonly corridor: string;
  readonly model: number;
  /** Fingerprint of the tables and of the posterior. */
  readonly data: string;
}

/**
 * A sweep ready to run, as plain data: it can be sent to a thread, and stored as JSON. Row k of its table is a function of the sweep and k
 * alone; nothing holds all rows.
 */
export interface Sweep {
  /** 16 hexadecimal digits that tell sweeps apart: of all that determines the numbers, versions included. */
  readonly id: string;
  readonly title: string;
  /** Its window is what outputs are summed or averaged over. */
  readonly base: ResolvedScenario;
  /** The mean-field switch. */
  readonly mean: boolean;
  readonly seed: number;
  readonly design: Design;
  readonly factors: readonly Factor[];
  /** Of a list, a level per factor and row; else empty. */
  readonly rows: readonly (readonly Level[])[];
  /** How many samples, rows of a list, or 1 for a grid; each is met by every combination of the factors that are crossed. */
  readonly samples: number;
  /** How many combinations of levels there are. */
  readonly points: number;
  /** How many members of the posterior that ships, the central one first. */
  readonly members: number;
  readonly replications: number;
  readonly outputs: readonly Output[];
  /** Whether each month is kept as well. */
  readonly monthly: boolean;
  /** Most runs of a chunk. */
  readonly chunkRuns: number;
  readonly versions: Versions;
  /** The file as it was written. */
  readonly file: SweepFile;
}

/** Runs that a sweep makes, and how many of them share a beginning. */
type Size = Pick<Sweep, "points" | "members" | "replications">;

export function runCount({ points, members, replications }: Size): number {
  return points * members * replications;
}

/** Which combination of levels a run has, which member, and which random numbers. */
export interface Place {
  readonly point: number;
  readonly member: number;
  readonly replication: number;
}

/** Members change slowest and replications fastest, so that runs which share what is simulated before they differ stand together. */
export function placeOf({ points, replications }: Size, run: number): Place {
  const pair = Math.floor(run / replications);
  return { point: pair % points, member: Math.floor(pair / points), replication: run % replications };
}

/** Runs from `from` up to and without `to`: what is done, stored and taken up again as one. */
export interface Chunk {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

export function chunkCount(sweep: Sweep): number {
  return Math.ceil(runCount(sweep) / sweep.chunkRuns);
}

export function chunkAt(sweep: Sweep, index: number): Chunk {
  const from = index * sweep.chunkRuns;
  return { index, from, to: Math.min(from + sweep.chunkRuns, runCount(sweep)) };
}

/** Runs in some chunks. */
export function runsIn(sweep: Sweep, chunks: readonly number[]): number {
  return chunks.reduce((sum, index) => {
    const { from, to } = chunkAt(sweep, index);
    return sum + to - from;
  }, 0);
}

/**
 * Chunks of shard `shard` of `shards`, counted from 1: neighbours, so that they share beginnings, and as many as the other shards have, or one
 * more. Every chunk is in exactly one shard.
 */
export function shardChunks(sweep: Sweep, shard: number, shards: number): number[] {
  const count = chunkCount(sweep);
  const first = Math.floor((count * (shard - 1)) / shards);
  const end = Math.floor((count * shard) / shards);
  return Array.from({ length: end - first }, (_, i) => first + i);
}

const fewestChunks = 16;
const mostChunks = 65_536;
const usualRuns = 256;

/**
 * Runs of a chunk unless somebody chooses: the same for a sweep on every machine. At most 256, which is seconds in mean field, and whole groups
 * of runs with a common beginning where these are small; fewer in small sweeps, so that several threads have work; more in huge ones, so that
 * a folder holds at most 65,536 files.
 */
export function usualChunkRuns(size: Size, sharing: number): number {
  const runs = runCount(size);
  const most = Math.max(1, Math.min(usualRuns, Math.ceil(runs / fewestChunks)));
  const groups = Math.floor(most / sharing);
  const pieces = Math.ceil(sharing / most);
  const aligned = groups > 0 ? groups * sharing : Math.ceil(sharing / pieces);
  return Math.max(aligned, Math.ceil(runs / mostChunks));
}

/** One number per run that is kept. */
export interface OutputColumn {
  readonly name: string;
  readonly unit: string;
  readonly kind: "flow" | "stock";
  /** Index in the sweep's outputs. */
  readonly output: number;
  /** Months since the window began; null for the whole window. */
  readonly month: number | null;
}

export function windowMonths({ window }: ResolvedScenario): number {
  return monthIndex(window.to) - monthIndex(window.from) + 1;
}

/** What is kept of each run, in order: every output over the window, then, where asked for, month by month as `usbp_2024_01`. */
export function outputColumns({ outputs, monthly, base }: Pick<Sweep, "outputs" | "monthly" | "base">): OutputColumn[] {
  const columns = outputs.map(({ label, unit, kind }, output) => ({ name: label, unit, kind, output, month: null }));
  if (!monthly) return columns;
  const first = monthIndex(base.window.from);
  const byMonth = outputs.flatMap(({ label, unit, kind }, output) =>
    Array.from({ length: windowMonths(base) }, (_, month) => ({
      name: `${label}_${monthLabel(first + month).replace("-", "_")}`,
      unit,
      kind,
      output,
      month,
    })),
  );
  return [...columns, ...byMonth];
}

/** Columns that every table has beside its factors and outputs. */
export const ownColumns = ["run", "member", "replication", "status", "message"] as const;

/** Columns that ready-made views have beside factors and outputs: of runs, of policies, of discovery and its trajectory. */
export const viewColumns = [
  ...["change", "sample"],
  ...[
    "draw",
    "first_run",
    "runs",
    "failed",
    "draws",
    "replications",
    "whole",
    "compared",
    "left_out",
    "efficient_share",
  ],
  ...["cases", "factor", "low", "high", "as_in_base", "whole_low", "whole_high", "chance"],
  ...["step", "failing", "density", "coverage", "support", "narrowed", "box"],
];
