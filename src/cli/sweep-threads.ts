import { messageOf } from "../analysis/runner.ts";
import { ChunkError, type Executor, type Sink } from "../analysis/sweep/executor.ts";
import type { Part } from "../analysis/sweep/part.ts";
import { chunkAt, runsIn, type Sweep } from "../analysis/sweep/sweep.ts";
import { createPool, untilStopped, worker } from "./threads.ts";
import type { ChunkTask } from "./worker.ts";

/** How often a chunk is tried: a thread may die of what the machine does, such as running out of memory. */
const attempts = 3;
/** Chunks under way and waiting, per thread: one waits, so that a thread that is done has the next at once. */
const chunksPerThread = 2;

/**
 * Heap of a thread, of which runs use about 40 MB: with these bounds garbage goes early, and two threads and their process peak at 220 MB and not
 * at 300, at the same speed.
 */
const limits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 160 };

/** Threads that do chunks. */
export function createChunkPool(threads: number, workerUrl: URL = worker): ReturnType<typeof createPool> {
  return createPool(threads, workerUrl, limits);
}

/**
 * Does chunks on worker threads, in the order given. A thread that dies is replaced and its chunk done again. After a stop it gives up what is
 * under way.
 * @param workerUrl the built worker: Node 20 cannot load TypeScript in a worker.
 */
export function createThreadsExecutor(threads: number, workerUrl: URL = worker): Executor {
  const pool = createChunkPool(threads, workerUrl);

  async function partOf(sweep: Sweep, index: number, wanted: () => boolean): Promise<Part | undefined> {
    const chunk = chunkAt(sweep, index);
    for (let attempt = 1; wanted(); attempt++) {
      try {
        return (await pool.run({ sweep, chunk } satisfies ChunkTask, { name: "chunk" })) as Part;
      } catch (error) {
        if (wanted() && attempt === attempts)
          throw new ChunkError(chunk, `a thread died of it ${attempts} times (${messageOf(error)})`);
      }
    }
    return undefined;
  }

  return {
    async run(sweep, chunks, sink: Sink, onProgress, stop) {
      const total = runsIn(sweep, chunks);
      const left = chunks.values();
      const keeping = new Set<Promise<void>>();
      const kept = async (storing: void | Promise<void>): Promise<void> => {
        const stored = Promise.resolve(storing);
        keeping.add(stored);
        await stored.finally(() => keeping.delete(stored));
      };
      let done = 0;
      let ended = false;
      const goesOn = (): boolean => !ended && !stop?.aborted;
      const lane = async (): Promise<void> => {
        for (const index of left) {
          const part = await partOf(sweep, index, goesOn);
          if (part === undefined || !goesOn()) return;
          await kept(sink(part));
          done += part.chunk.to - part.chunk.from;
          if (goesOn()) await onProgress?.({ done, total });
        }
      };
      try {
        await untilStopped(Promise.all(Array.from({ length: chunksPerThread * threads }, lane)), stop);
        return done === total;
      } finally {
        ended = true;
        pool.cancelPendingTasks();
        // a part that was handed over is kept before this ends
        await Promise.allSettled(keeping);
      }
    },
    async close() {
      await pool.destroy();
    },
  };
}
