import {
  type KnownRuns,
  simulateVariants,
  type VariantsResult,
  type VariantsTask,
} from "../analysis/bargain/simulated.ts";
import { type ForecastTask, forecastMember, type MemberForecast } from "../analysis/forecast/forecast.ts";
import {
  createSources,
  type HindcastTask,
  hindcasts,
  type MemberGrowth,
  type Sources,
} from "../analysis/forecast/hindcasts.ts";
import {
  createPreparer,
  type FinishedRun,
  type Job,
  outcomesOf,
  type RunFailure,
  type RunSpec,
} from "../analysis/runner.ts";
import { createWorker } from "../analysis/sweep/executor.ts";
import type { Part } from "../analysis/sweep/part.ts";
import type { Chunk, Sweep } from "../analysis/sweep/sweep.ts";
import type { Member } from "../model/member.ts";

/** A chunk of a sweep, as it is sent to a worker. */
export interface ChunkTask {
  readonly sweep: Sweep;
  readonly chunk: Chunk;
}

/** Some runs of one member, under every scenario of the job, as they are sent to a worker. */
export interface Task extends Pick<Job, "scenarios" | "seed" | "mean"> {
  /** Tells one job from another, so that a worker keeps what it has prepared. */
  readonly job: number;
  readonly runs: readonly RunSpec[];
  readonly member: Member;
}

let current: { readonly job: number; readonly prepare: ReturnType<typeof createPreparer> } | undefined;

/** Does a task. */
export default function work(task: Task): (FinishedRun | RunFailure)[] {
  if (current?.job !== task.job) current = { job: task.job, prepare: createPreparer(task) };
  return [...outcomesOf(task, task.runs, () => task.member, current.prepare)];
}

let known: Sources | undefined;

function sources(): Sources {
  known ??= createSources();
  return known;
}

/** Forecasts from origin to origin with one member. */
export function hindcast(task: HindcastTask): MemberGrowth[] {
  return hindcasts(task, sources());
}

/** Forecasts from one origin with one member. */
export function forecast(task: ForecastTask): MemberForecast {
  return forecastMember(task, sources());
}

const knownRuns: KnownRuns = new Map();

/** Simulates variants of a base with one member. */
export function variants(task: VariantsTask): VariantsResult {
  return simulateVariants(task, knownRuns);
}

const workOnChunk = createWorker();

/** Does a chunk of a sweep. */
export function chunk({ sweep, chunk }: ChunkTask): Part {
  return workOnChunk(sweep, chunk);
}
