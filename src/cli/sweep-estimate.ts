import { sharingRuns } from "../analysis/sweep/design.ts";
import { partOf } from "../analysis/sweep/part.ts";
import { createChunkRunner } from "../analysis/sweep/run-chunk.ts";
import { chunkAt, runCount, runsIn, type Sweep } from "../analysis/sweep/sweep.ts";

/** What a few runs say about all of them. */
export interface Estimate {
  readonly runs: number;
  /** Runs that were made to know. */
  readonly sample: number;
  readonly failed: number;
  readonly secondsPerRun: number;
  /** What is simulated once for runs that share a beginning; 0 if none do. */
  readonly secondsPerBeginning: number;
  readonly beginnings: number;
  readonly seconds: number;
  readonly bytes: number;
}

const warmUps = 3;
const sampled = 8;

const secondsOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** Beginnings that some chunks need: neighbours on one thread share one, and each thread makes its own. */
function beginningsOf(sweep: Sweep, chunks: readonly number[], sharing: number, threads: number): number {
  const first = chunkAt(sweep, chunks[0]).from;
  const last = chunkAt(sweep, chunks[chunks.length - 1]).to - 1;
  const groups = Math.floor(last / sharing) - Math.floor(first / sharing) + 1;
  return groups * Math.min(threads, Math.ceil(sharing / sweep.chunkRuns));
}

/** Numbers of a few runs: groups that share a beginning, whole or as far as a few go, spread over the sweep. */
function sampleOf(total: number, sharing: number): { readonly run: number; readonly begins: boolean }[] {
  const groups = Math.ceil(total / sharing);
  const perGroup = Math.min(sharing, sampled);
  const used = Math.min(groups, Math.max(1, Math.floor(sampled / perGroup)));
  const stride = Math.floor(groups / used);
  return Array.from({ length: used }, (_, g) =>
    Array.from({ length: perGroup }, (__, i) => ({ run: g * stride * sharing + i, begins: i === 0 })),
  ).flat();
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Makes a few runs, and says how long the chunks will take on some threads and how large their parts will be. There is at least one chunk. */
export function estimate(sweep: Sweep, chunks: readonly number[], threads: number): Estimate {
  const sharing = sharingRuns(sweep);
  const runs = sampleOf(runCount(sweep), sharing);
  const warm = createChunkRunner(sweep);
  for (const { run } of runs.slice(-warmUps)) warm({ index: 0, from: run, to: run + 1 });
  const work = createChunkRunner(sweep);
  let failed = 0;
  const timed = runs.map(({ run, begins }) => {
    const seconds = secondsOf(() => {
      failed += work({ index: 0, from: run, to: run + 1 }).failures.filter((one) => one !== null).length;
    });
    return { begins, seconds };
  });
  const first = mean(timed.filter(({ begins }) => begins).map(({ seconds }) => seconds));
  const later = timed.filter(({ begins }) => !begins).map(({ seconds }) => seconds);
  const secondsPerRun = later.length === 0 ? first : mean(later);
  const beginnings = later.length === 0 ? 0 : beginningsOf(sweep, chunks, sharing, threads);
  const secondsPerBeginning = beginnings === 0 ? 0 : Math.max(0, first - secondsPerRun);
  const all = runsIn(sweep, chunks);
  return {
    runs: all,
    sample: runs.length,
    failed,
    secondsPerRun,
    secondsPerBeginning,
    beginnings,
    seconds: (all * secondsPerRun + beginnings * secondsPerBeginning) / Math.min(threads, chunks.length),
    bytes: bytesOf(sweep, all, chunks.length),
  };
}

/** Parts have a fixed size and one per run; both follow from a part of one run and one of a few. */
function bytesOf(sweep: Sweep, runs: number, parts: number): number {
  const run = createChunkRunner(sweep);
  const few = Math.min(Math.max(2, Math.min(sharingRuns(sweep), sampled)), runCount(sweep));
  const size = (to: number): number => partOf(sweep, run({ index: 0, from: 0, to })).bytes.length;
  const one = size(1);
  const perRun = few > 1 ? (size(few) - one) / (few - 1) : 0;
  return parts * (one - perRun) + runs * perRun;
}
