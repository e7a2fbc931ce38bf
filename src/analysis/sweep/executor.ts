import type { Progress, Stop } from "../runner.ts";
import { type Part, partOf } from "./part.ts";
import { type ChunkRunner, createChunkRunner } from "./run-chunk.ts";
import { type Chunk, chunkAt, runsIn, type Sweep } from "./sweep.ts";

/** Takes a part and keeps it; whoever hands it over waits, so that parts do not gather. May throw. */
export type Sink = (part: Part) => void | Promise<void>;

/**
 * Does chunks of a sweep, somewhere: here, on threads, on other machines. Chunk k gives the same part, byte for byte, in every executor.
 */
export interface Executor {
  /**
   * Does chunks and hands over the part of each exactly once, in any order. A run that throws is a row of its part.
   * @param chunks indices, each once.
   * @param onProgress called after each part is kept, in runs of these chunks.
   * @returns true if all are done, false after a stop: then every part that was handed over is whole, and none is handed over any more.
   * @throws what the sink throws; ChunkError if a chunk could not be done at all. Nothing is handed over after that.
   */
  run(
    sweep: Sweep,
    chunks: readonly number[],
    sink: Sink,
    onProgress?: (progress: Progress) => void | Promise<void>,
    stop?: Stop,
  ): Promise<boolean>;
  /** Gives back what it holds. */
  close(): Promise<void>;
}

/** A chunk could not be done: not one of its runs, but what it was done on. */
export class ChunkError extends Error {
  override name = "ChunkError";
  readonly chunk: Chunk;

  constructor(chunk: Chunk, message: string) {
    super(`runs ${chunk.from} to ${chunk.to - 1} could not be done: ${message}`);
    this.chunk = chunk;
  }
}

/** Does a chunk, keeping what it has in common with the next one of the same sweep. */
export type Worker = (sweep: Sweep, chunk: Chunk) => Part;

/** What every executor does its chunks with, one per thread. */
export function createWorker(): Worker {
  let known: { readonly sweep: Sweep; readonly run: ChunkRunner } | undefined;
  return (sweep, chunk) => {
    // a sweep that is sent twice is another object, and what was prepared for the first is for its very steps
    if (known?.sweep.id !== sweep.id) known = { sweep, run: createChunkRunner(sweep) };
    return partOf(known.sweep, known.run(chunk));
  };
}

/** Does chunks one after another on this thread. */
export function createInlineExecutor(): Executor {
  const work = createWorker();
  return {
    async run(sweep, chunks, sink, onProgress, stop) {
      const total = runsIn(sweep, chunks);
      let done = 0;
      for (const index of chunks) {
        if (stop?.aborted) return false;
        const chunk = chunkAt(sweep, index);
        await sink(work(sweep, chunk));
        done += chunk.to - chunk.from;
        await onProgress?.({ done, total });
      }
      return true;
    },
    async close() {},
  };
}
