import { ChunkError, type Executor } from "../../analysis/sweep/executor.ts";
import { chunkAt, runsIn } from "../../analysis/sweep/sweep.ts";
import { InterruptedError, UsageError } from "../errors.ts";
import { pause, unlessStopped } from "./pause.ts";
import type { GivenUp, Store } from "./store.ts";

export interface QueueExecutorOptions {
  /** Seconds between looks at what has come. */
  readonly poll: number;
  /** Called once when nobody is there to do the chunks. */
  readonly onNobody?: () => void;
}

/** Chunks that are looked for at once: jobs are handed out in order, so those next to come are among the first. */
const lookedFor = 1000;
/** Looks without anything new after which it is asked whether something is wrong. */
const quietLooks = 4;

const tried = ({ attempts, message }: GivenUp): string => `it was tried ${attempts} times (${message})`;

/**
 * Has chunks done by workers that share a database, and takes their parts from there. After a stop the workers go on, and what they do is there
 * when the same chunks are asked for again.
 */
export function createQueueExecutor(store: Store, { poll, onNobody }: QueueExecutorOptions): Executor {
  return {
    async run(sweep, chunks, sink, onProgress, stop) {
      if (stop?.aborted) return false;
      if (chunks.length === 0) return true;
      /** The database may be away for long, and a stop is to be heard meanwhile. */
      const asked = <Answer>(answer: Promise<Answer>): Promise<Answer> => unlessStopped(answer, stop);
      const total = runsIn(sweep, chunks);
      let left = [...chunks];
      let done = 0;
      let told = false;

      async function checkTrouble(): Promise<void> {
        const { cancelled, givenUp } = await asked(store.trouble(sweep));
        if (cancelled) throw new UsageError("the sweep was cancelled");
        const lost = givenUp.find(({ chunk }) => left.includes(chunk));
        if (lost !== undefined) throw new ChunkError(chunkAt(sweep, lost.chunk), tried(lost));
        if (told || (await asked(store.workers(sweep.versions))).some((worker) => !worker.lost)) return;
        told = true;
        onNobody?.();
      }

      try {
        await asked(store.register(sweep));
        await asked(store.submit(sweep, chunks));
        for (let quiet = 0; left.length > 0; ) {
          const arrived = await asked(store.arrived(sweep.id, left.slice(0, lookedFor)));
          for (const chunk of arrived) {
            const part = await asked(store.part(sweep, chunk));
            await sink(part);
            done += part.chunk.to - part.chunk.from;
            await onProgress?.({ done, total });
          }
          const came = new Set(arrived);
          left = left.filter((chunk) => !came.has(chunk));
          if (left.length === 0) break;
          quiet = arrived.length > 0 ? 0 : quiet + 1;
          if (quiet % quietLooks === 1) await checkTrouble();
          await pause(poll, stop);
        }
        return true;
      } catch (error) {
        if (error instanceof InterruptedError) return false;
        throw error;
      }
    },
    async close() {},
  };
}
