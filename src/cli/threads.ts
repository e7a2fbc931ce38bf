import type { ResourceLimits } from "node:worker_threads";
import Tinypool from "tinypool";
import type { VariantsResult, VariantsRunner } from "../analysis/bargain/simulated.ts";
import {
  batchOf,
  type FinishedRun,
  type Job,
  messageOf,
  type Progress,
  type RunFailure,
  type Runner,
  type RunSpec,
  runCount,
  type Stop,
} from "../analysis/runner.ts";
import type { Task } from "./worker.ts";

/** The built worker. */
export const worker = new URL("./worker.js", import.meta.url);

/** Threads of a worker, which stay until the pool is destroyed. */
export function createPool(threads: number, filename: URL, resourceLimits: ResourceLimits = {}): Tinypool {
  return new Tinypool({
    filename: filename.href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
    trackUnmanagedFds: false,
    resourceLimits,
  });
}

/** What work comes to; undefined as soon as a stop is asked for, after which nobody hears of the work. */
export async function untilStopped<Result>(work: Promise<Result>, stop: Stop | undefined): Promise<Result | undefined> {
  let give = (): void => {};
  const stopped = new Promise<undefined>((resolve) => {
    give = () => resolve(undefined);
  });
  if (stop?.aborted) give();
  stop?.addEventListener("abort", give);
  try {
    return await Promise.race([work, stopped]);
  } finally {
    stop?.removeEventListener("abort", give);
  }
}

/**
 * Does tasks of one kind, each on its own, on threads.
 * @param kind name of the worker's function.
 * @returns results in the order of the tasks, or undefined after a stop.
 */
export async function mapOnThreads<One, Result>(
  kind: "hindcast" | "forecast",
  tasks: readonly One[],
  threads: number,
  onProgress?: (progress: Progress) => void,
  stop?: Stop,
): Promise<Result[] | undefined> {
  const pool = createPool(Math.min(threads, tasks.length), worker);
  let done = 0;
  const one = async (task: One): Promise<Result> => {
    const result = (await pool.run(task, { name: kind })) as Result;
    onProgress?.({ done: ++done, total: tasks.length });
    return result;
  };
  try {
    return await untilStopped(Promise.all(tasks.map(one)), stop);
  } finally {
    await pool.destroy();
  }
}

/** A runner that owns threads until it is closed. */
export interface ThreadsRunner extends Runner {
  close(): Promise<void>;
}

/** Most runs of one member in one task: preparing a member costs about as much as two runs, and progress goes task by task. */
const runsPerTask = 4;

/** A task has runs of one member only, so that members are prepared about once and not once on every thread. */
function tasksOf({ scenarios, seed, mean, runs, members }: Job, job: number, threads: number): Task[] {
  const most = Math.min(runsPerTask, Math.ceil(runs.length / threads));
  const tasks: { member: number; runs: RunSpec[] }[] = [];
  const open = new Map<number, RunSpec[]>();
  for (const spec of runs) {
    const started = open.get(spec.member);
    if (started && started.length < most) {
      started.push(spec);
      continue;
    }
    const fresh = [spec];
    open.set(spec.member, fresh);
    tasks.push({ member: spec.member, runs: fresh });
  }
  return tasks.map((task) => ({ job, scenarios, seed, mean, runs: task.runs, member: members[task.member] }));
}

/**
 * Runs on worker threads. After a stop it gives up what is under way and resolves with what was finished.
 * @param workerUrl the built worker: Node 20 cannot load TypeScript in a worker.
 */
export function createThreadsRunner(threads: number, workerUrl: URL = worker): ThreadsRunner {
  const pool = createPool(threads, workerUrl);
  let jobs = 0;
  const outcomesOn = async (task: Task, stop: Stop | undefined): Promise<(FinishedRun | RunFailure)[]> => {
    try {
      return (await pool.run(task)) as (FinishedRun | RunFailure)[];
    } catch (error) {
      if (stop?.aborted) return [];
      const message = messageOf(error);
      return task.runs.flatMap(({ run }) => task.scenarios.map((_, scenario) => ({ scenario, run, message })));
    }
  };
  return {
    async run(job, onProgress, stop) {
      const all: (FinishedRun | RunFailure)[] = [];
      const total = runCount(job);
      const one = async (task: Task): Promise<void> => {
        for (const outcome of await outcomesOn(task, stop)) {
          all.push(outcome);
          await onProgress?.({ done: all.length, total });
        }
      };
      await untilStopped(Promise.all(tasksOf(job, jobs++, threads).map(one)), stop);
      if (all.length < total) pool.cancelPendingTasks();
      return batchOf([...all], all.length < total);
    },
    async close() {
      await pool.destroy();
    },
  };
}

/** A runner of the variants of a bargain that owns threads until it is closed. */
export interface ThreadsVariantsRunner extends VariantsRunner {
  close(): Promise<void>;
}

/** Simulates variants on worker threads, which keep what they have prepared. */
export function createThreadsVariantsRunner(threads: number, workerUrl: URL = worker): ThreadsVariantsRunner {
  const pool = createPool(threads, workerUrl);
  return {
    async run(tasks, onProgress, stop) {
      let done = 0;
      let ended = false;
      const one = async (task: (typeof tasks)[number]): Promise<VariantsResult> => {
        const result = (await pool.run(task, { name: "variants" })) as VariantsResult;
        if (!ended) await onProgress?.({ done: ++done, total: tasks.length });
        return result;
      };
      try {
        return await untilStopped(Promise.all(tasks.map(one)), stop);
      } finally {
        ended = true;
        if (done < tasks.length) pool.cancelPendingTasks();
      }
    },
    async close() {
      await pool.destroy();
    },
  };
}
