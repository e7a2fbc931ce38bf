import Tinypool from "tinypool";
import {
  batchOf,
  type FinishedRun,
  type Job,
  messageOf,
  type RunFailure,
  type Runner,
  runCount,
  type Stop,
} from "../analysis/runner.ts";
import { readRecord } from "../engine/recorder.ts";
import type { Task } from "./worker.ts";

/** A runner that owns threads until it is closed. */
export interface ThreadsRunner extends Runner {
  close(): Promise<void>;
}

function tasksOf(job: Job, id: number): Task[] {
  const { seed, mean } = job;
  return job.runs.flatMap(({ run, member }) =>
    job.scenarios.map((scenario, scenarioIndex) => {
      return { job: id, seed, mean, run, scenarioIndex, memberIndex: member, scenario, member: job.members[member] };
    }),
  );
}

/**
 * Runs on worker threads. After a stop it gives up what is under way and resolves with what was finished.
 * @param workerUrl the built worker: Node 20 cannot load TypeScript in a worker.
 */
export function createThreadsRunner(
  threads: number,
  workerUrl: URL = new URL("./worker.js", import.meta.url),
): ThreadsRunner {
  const pool = new Tinypool({
    filename: workerUrl.href,
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
    trackUnmanagedFds: false,
  });
  let jobs = 0;
  return {
    async run(job, onProgress, stop) {
      const all: (FinishedRun | RunFailure)[] = [];
      const total = runCount(job);
      const one = async (task: Task): Promise<void> => {
        const { scenarioIndex: scenario, run } = task;
        try {
          const { values } = readRecord((await pool.run(task)) as ArrayBuffer);
          all.push({ scenario, run, values });
        } catch (error) {
          if (stop?.aborted) return;
          all.push({ scenario, run, message: messageOf(error) });
        }
        await onProgress?.({ done: all.length, total });
      };
      const everything = Promise.all(tasksOf(job, jobs++).map(one));
      await Promise.race([everything, stopped(stop)]);
      if (all.length < total) pool.cancelPendingTasks();
      return batchOf([...all], all.length < total);
    },
    async close() {
      await pool.destroy();
    },
  };
}

function stopped(stop: Stop | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (stop?.aborted) resolve();
    stop?.addEventListener("abort", () => resolve());
  });
}
