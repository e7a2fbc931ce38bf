import { randomUUID } from "node:crypto";
import type Tinypool from "tinypool";
import { messageOf, type Stop } from "../../analysis/runner.ts";
import type { Part } from "../../analysis/sweep/part.ts";
import { chunkAt, type Sweep, type Versions } from "../../analysis/sweep/sweep.ts";
import { InterruptedError } from "../errors.ts";
import type { ChunkTask } from "../worker.ts";
import { pause } from "./pause.ts";
import type { Store, Taken, WorkerEntry } from "./store.ts";

export interface WorkerOptions {
  readonly versions: Versions;
  /** Seconds between looks for a chunk when there is none. */
  readonly poll: number;
  /** End when nothing is left to be done, instead of waiting for more. */
  readonly untilEmpty: boolean;
  readonly stop: Stop;
  /** Called when there is no chunk, now and then. */
  readonly onNothing: () => Promise<void>;
  /** Called with each chunk that was done and kept. */
  readonly onDone: (sweep: Sweep, part: Part) => void;
  /** Called when a chunk could not be done here. */
  readonly onFailure: (sweep: Sweep, chunk: number, message: string) => void;
}

/** Signs of life within a lease; several, since one may be late. */
const beatsPerLease = 4;
/** Leases between two calls of `onNothing`: a minute, usually. */
const leasesPerLook = 2;
/** Sweeps that are kept, so that going from one to another and back costs nothing. */
const sweepsKept = 4;

/** The sweeps of chunks that were taken, each read once. Undefined if it was deleted meanwhile. */
function createSweeps(store: Store): (taken: Taken) => Promise<Sweep | undefined> {
  const kept = new Map<string, Promise<Sweep | undefined>>();
  return ({ sweep: id, chunkRuns }) => {
    const name = `${id}/${chunkRuns}`;
    const known = kept.get(name);
    if (known) return known;
    const reading = store.sweep({ id, chunkRuns });
    kept.set(name, reading);
    reading.then(
      (sweep) => sweep ?? kept.delete(name),
      () => kept.delete(name),
    );
    const [first] = kept.keys();
    if (kept.size > sweepsKept) kept.delete(first);
    return reading;
  };
}

/** What the queue says; undefined if it was away when this worker was stopped, which then goes on with its end. */
async function ifThere<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof InterruptedError) return undefined;
    throw error;
  }
}

/**
 * Takes chunks from a queue and does them on threads, until it is stopped: then it ends what is under way and gives back what waits. Each thread
 * has a chunk waiting, so that it never waits for the database.
 */
export async function workOn(store: Store, pool: Tinypool, worker: WorkerEntry, options: WorkerOptions): Promise<void> {
  const { versions, poll, untilEmpty, stop, onNothing, onDone, onFailure } = options;
  const sweepOf = createSweeps(store);
  let under = 0;
  const ended = new AbortController();

  async function doChunk(taken: Taken): Promise<void> {
    const sweep = await ifThere(sweepOf(taken));
    if (sweep === undefined) return await store.giveBack(versions, taken);
    let part: Part;
    under++;
    try {
      part = (await pool.run({ sweep, chunk: chunkAt(sweep, taken.chunk) } satisfies ChunkTask, {
        name: "chunk",
      })) as Part;
    } catch (error) {
      if (stop.aborted) return await store.giveBack(versions, taken);
      onFailure(sweep, taken.chunk, messageOf(error));
      return await store.giveUp(versions, taken, messageOf(error));
    } finally {
      under--;
    }
    if (await store.finish(worker, versions, taken, part)) onDone(sweep, part);
  }

  let empty: Promise<void> | undefined;
  let looking: Promise<Taken | undefined> = Promise.resolve(undefined);
  let looked = performance.now();

  async function foundNothing(): Promise<void> {
    if (performance.now() - looked < 1000 * leasesPerLook * worker.lease) return;
    looked = performance.now();
    await ifThere(onNothing());
  }

  /** One lane looks at a time, and none for a while after one found nothing, so that many who wait ask little of the database. */
  function next(): Promise<Taken | undefined> {
    looking = looking
      .catch(() => undefined)
      .then(async () => {
        if (empty !== undefined || stop.aborted || ended.signal.aborted) return undefined;
        const taken = await ifThere(store.take(worker, versions, randomUUID()));
        if (taken !== undefined) return taken;
        await foundNothing();
        empty = pause(poll, stop, ended.signal).finally(() => {
          empty = undefined;
        });
        return undefined;
      });
    return looking;
  }

  async function lane(): Promise<void> {
    while (!stop.aborted && !ended.signal.aborted) {
      const taken = await next();
      if (taken !== undefined) {
        if (stop.aborted) await store.giveBack(versions, taken);
        else await doChunk(taken);
      } else if (untilEmpty && under === 0 && (await ifThere(store.left(versions))) === 0) return;
      else await empty;
    }
  }

  async function heart(): Promise<void> {
    const interval = worker.lease / beatsPerLease;
    let heard = performance.now();
    let settled = heard;
    while (!ended.signal.aborted) {
      const now = performance.now();
      // after the database was away everybody looks dead for a while
      if (now - heard > (1000 * worker.lease) / 2) settled = now;
      const lost = await ifThere(store.beat(worker, now - settled > 1000 * worker.lease));
      if (lost !== undefined) heard = performance.now();
      await pause(interval, ended.signal);
    }
  }

  const cancelWaiting = (): void => pool.cancelPendingTasks();
  stop.addEventListener("abort", cancelWaiting);
  await store.join(worker, versions);
  const beating = heart();
  const lanes = Promise.all(Array.from({ length: worker.threads + 1 }, lane)).finally(() => ended.abort());
  try {
    await Promise.all([lanes, beating]);
    await ifThere(store.leave(worker));
  } finally {
    ended.abort();
    stop.removeEventListener("abort", cancelWaiting);
  }
}
