import type { Executor } from "../../src/analysis/sweep/executor.ts";
import { createInlineExecutor } from "../../src/analysis/sweep/executor.ts";
import { runsIn, shardChunks } from "../../src/analysis/sweep/sweep.ts";
import { createThreadsExecutor } from "../../src/cli/sweep-threads.ts";
import { built, needsBuild } from "../cli/corridor.ts";
import { type Candidate, executorContract } from "./executor.ts";

const worker = new URL("../../dist/cli/worker.js", import.meta.url);

/** Machines that know nothing of one another, each with its shard of the chunks, the last first. */
function createShards(count: number): Executor {
  const machines = Array.from({ length: count }, createInlineExecutor);
  return {
    async run(sweep, chunks, sink, onProgress, stop) {
      let before = 0;
      const total = runsIn(sweep, chunks);
      for (const [machine, executor] of [...machines.entries()].reverse()) {
        const own = shardChunks(sweep, machine + 1, count).filter((index) => chunks.includes(index));
        let done = 0;
        const whole = await executor.run(
          sweep,
          own,
          sink,
          (state) => {
            done = state.done;
            return onProgress?.({ done: before + done, total });
          },
          stop,
        );
        before += done;
        if (!whole) return false;
      }
      return true;
    },
    async close() {},
  };
}

const candidates: readonly Candidate[] = [
  { name: "inline", available: true, sinks: 1, create: createInlineExecutor },
  { name: "7 shards", available: true, sinks: 1, create: () => createShards(7) },
  // each thread has a chunk under way and one that waits
  { name: `1 thread${needsBuild}`, available: built, sinks: 2, create: () => createThreadsExecutor(1, worker) },
  { name: `2 threads${needsBuild}`, available: built, sinks: 4, create: () => createThreadsExecutor(2, worker) },
];

for (const candidate of candidates) executorContract(candidate);
