import type { Failure, Part } from "../../analysis/sweep/part.ts";
import { chunkAt, chunkCount, runCount, type Sweep, type Versions } from "../../analysis/sweep/sweep.ts";
import { fingerprint } from "../../data/fingerprint.ts";
import { UsageError } from "../errors.ts";
import type { Database, Session } from "./database.ts";
import { bossDatabase, bossOn, jobsSchema } from "./tables.ts";

/** A worker as the queue knows it. */
export interface WorkerEntry {
  readonly id: string;
  /** For people: which machine, which process. */
  readonly name: string;
  readonly threads: number;
  /** Seconds without a sign of life after which others take its chunks. */
  readonly lease: number;
}

/** A sweep in the chunks in which the queue holds it. One that was deleted may come back in others. */
export interface Held {
  readonly id: string;
  readonly chunkRuns: number;
}

/** A chunk that a worker has taken; the token tells this time from any other. */
export interface Taken {
  readonly sweep: string;
  readonly chunkRuns: number;
  readonly chunk: number;
  readonly token: string;
}

/** How far a sweep is. */
export interface SweepState {
  readonly id: string;
  readonly title: string;
  readonly versions: Versions;
  readonly runs: number;
  readonly chunkRuns: number;
  readonly chunks: number;
  readonly cancelled: boolean;
  readonly done: number;
  readonly failedRuns: number;
  readonly waiting: number;
  readonly running: number;
  /** Chunks that were given up after several attempts. */
  readonly givenUp: number;
  /** Chunks that were done in the last minutes, and the seconds in which that was. */
  readonly recent: number;
  readonly recentSeconds: number;
}

export interface WorkerState {
  readonly name: string;
  readonly threads: number;
  readonly running: number;
  readonly done: number;
  readonly seenSeconds: number;
  /** Not heard of for its lease. */
  readonly lost: boolean;
}

/** A chunk that was given up. */
export interface GivenUp {
  readonly chunk: number;
  readonly attempts: number;
  readonly message: string;
}

/** What a queue keeps of sweeps, in a database. Everything may be done twice, and by any number of processes at once. */
export interface Store {
  /** Makes a sweep known. Throws UsageError if it is known in other chunks. */
  register(sweep: Sweep): Promise<void>;
  /** Asks for chunks, unless they are done or asked for. Those that were given up are asked for again. Throws UsageError if it is cancelled meanwhile. */
  submit(sweep: Sweep, chunks: readonly number[]): Promise<void>;
  /** Which of some chunks are done. */
  arrived(sweep: string, chunks: readonly number[]): Promise<number[]>;
  part(sweep: Sweep, chunk: number): Promise<Part>;
  /** Whether somebody cancelled or deleted a sweep, and its chunks that were given up. */
  trouble(sweep: Sweep): Promise<{ readonly cancelled: boolean; readonly givenUp: readonly GivenUp[] }>;
  /** Undefined if the queue does not hold it, or in other chunks. */
  sweep(held: Held): Promise<Sweep | undefined>;
  states(): Promise<SweepState[]>;
  /** Workers of a version that were there in the last hour. */
  workers(versions: Versions): Promise<WorkerState[]>;
  /** Nobody takes more chunks of a sweep; `forget` deletes it with its results. Throws UsageError if it is asked for again meanwhile. */
  cancel(state: Pick<SweepState, "id" | "versions">, forget: boolean): Promise<void>;
  join(worker: WorkerEntry, versions: Versions): Promise<void>;
  /** A sign of life; and the chunks of workers without one are asked for again. Returns how many. */
  beat(worker: WorkerEntry, reclaim: boolean): Promise<number>;
  leave(worker: WorkerEntry): Promise<void>;
  /** The next chunk of any sweep of a version; undefined if none waits. */
  take(worker: WorkerEntry, versions: Versions, token: string): Promise<Taken | undefined>;
  /** Keeps the part of a chunk, whoever did it first. False if nobody wants it any more. */
  finish(worker: WorkerEntry, versions: Versions, taken: Taken, part: Part): Promise<boolean>;
  /** Asks for a chunk again that was not begun. */
  giveBack(versions: Versions, taken: Taken): Promise<void>;
  /** A chunk could not be done; it is tried again a few times. */
  giveUp(versions: Versions, taken: Taken, message: string): Promise<void>;
  /** How many chunks of a version are still to be done, by anyone. */
  left(versions: Versions): Promise<number>;
}

/** How often a chunk is tried before it is given up. */
export const attempts = 5;
const jobsPerStatement = 1000;
/** Results that are deleted at once: hundreds of megabytes at most, which takes seconds. */
const resultsPerStatement = 500;
/** Minutes over which speed is measured. */
const recentMinutes = 5;

const textOf = ({ corridor, model, data }: Versions): string => JSON.stringify({ corridor, model, data });

/** Each version has a queue of its own, so that no worker can take what it would do otherwise. */
function queueOf(versions: Versions): string {
  return `chunks-${fingerprint(textOf(versions))}`;
}

/** The job of a chunk: the digits of its sweep, then its number, so that jobs follow one another as chunks do. */
function jobOf(sweep: string, chunk: number): string {
  const number = chunk.toString(16).padStart(16, "0");
  return `${sweep.slice(0, 8)}-${sweep.slice(8, 12)}-${sweep.slice(12)}-${number.slice(0, 4)}-${number.slice(4)}`;
}

function chunkOf(job: string): number {
  return Number.parseInt(job.slice(19).replaceAll("-", ""), 16);
}

/** First and last job that a sweep can have. */
function jobsOf(sweep: string): [string, string] {
  return [jobOf(sweep, 0), jobOf(sweep, 0).replace(/-0000-0{12}$/, "-ffff-ffffffffffff")];
}

export function createStore(database: Database): Store {
  const boss = bossOn(bossDatabase(database).db);

  /** A transaction in which pg-boss takes part. */
  function withJobs<Result>(
    work: (session: Session, jobs: ReturnType<typeof bossDatabase>, again: boolean) => Promise<Result>,
    lasting?: boolean,
  ): Promise<Result> {
    return database.transaction(async (session, again) => {
      const jobs = bossDatabase(session);
      const result = await work(session, jobs, again);
      jobs.check();
      return result;
    }, lasting);
  }

  async function jobsIn(session: Session, versions: Versions, sweep: string, condition: string): Promise<string[]> {
    const rows = await session.query<{ id: string }>(
      `SELECT id FROM ${jobsSchema}.job WHERE name = $1 AND id BETWEEN $2 AND $3 AND ${condition}`,
      [queueOf(versions), ...jobsOf(sweep)],
    );
    return rows.map(({ id }) => id);
  }

  const request = (versions: Versions, sweep: string, chunk: number) => ({
    id: jobOf(sweep, chunk),
    name: queueOf(versions),
    data: { sweep, chunk },
    retryLimit: attempts - 1,
  });

  /**
   * A sweep whose chunks are wanted; undefined if it was cancelled or deleted. It stays so until the transaction ends, as whoever cancels it or asks
   * for it again waits. Sharing does not queue behind those who wait, so it may come after other locks.
   */
  async function wanted(session: Session, sweep: string): Promise<Held | undefined> {
    const [row] = await session.query<Held & { cancelled: boolean }>(
      'SELECT id, chunk_runs AS "chunkRuns", cancelled FROM corridor.sweep WHERE id = $1 FOR SHARE',
      [sweep],
    );
    return row === undefined || row.cancelled ? undefined : row;
  }

  /** A transaction on a sweep that is cancelled and stays so until it ends: who asks for it again waits. Throws UsageError if somebody did. */
  function whileCancelled<Result>(id: string, work: (session: Session) => Promise<Result>): Promise<Result> {
    return database.transaction(async (session) => {
      const rows = await session.query("SELECT 1 FROM corridor.sweep WHERE id = $1 AND cancelled FOR SHARE", [id]);
      if (rows.length === 0)
        throw new UsageError(
          `sweep ${id} was asked for again, or deleted, while it was being cancelled; nothing more was done`,
        );
      return await work(session);
    });
  }

  /** Whether a chunk was still this worker's; it no longer is. */
  async function letGo(session: Session, { token }: Taken): Promise<boolean> {
    return (await session.query("DELETE FROM corridor.attempt WHERE token = $1 RETURNING 1", [token])).length > 0;
  }

  return {
    async register(sweep) {
      const [known] = await database.query<{ chunk_runs: number }>(
        `INSERT INTO corridor.sweep AS known (id, title, content, versions, queue, runs, chunk_runs, chunks)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET cancelled = known.cancelled RETURNING chunk_runs`,
        [
          sweep.id,
          sweep.title,
          JSON.stringify(sweep),
          textOf(sweep.versions),
          queueOf(sweep.versions),
          runCount(sweep),
          sweep.chunkRuns,
          chunkCount(sweep),
        ],
      );
      if (known.chunk_runs !== sweep.chunkRuns)
        throw new UsageError(
          `--chunk: ${sweep.chunkRuns} was given; expected ${known.chunk_runs}, the runs of a chunk with which the queue knows this sweep`,
        );
      await boss.createQueue(queueOf(sweep.versions));
    },

    async submit(sweep, chunks) {
      const { id, versions } = sweep;
      await database.query("UPDATE corridor.sweep SET cancelled = false WHERE id = $1 AND chunk_runs = $2", [
        id,
        sweep.chunkRuns,
      ]);
      for (let from = 0; from < chunks.length; from += jobsPerStatement) {
        const some = chunks.slice(from, from + jobsPerStatement);
        await withJobs(async (session, { db }) => {
          if ((await wanted(session, id))?.chunkRuns !== sweep.chunkRuns)
            throw new UsageError("the sweep was cancelled");
          const rows = await session.query<{ chunk: number }>(
            "SELECT chunk FROM corridor.result WHERE sweep = $1 AND chunk = ANY ($2::int[])",
            [id, some],
          );
          const there = new Set(rows.map(({ chunk }) => chunk));
          const missing = some.filter((chunk) => !there.has(chunk));
          const ids = new Set(missing.map((chunk) => jobOf(id, chunk)));
          const givenUp = (await jobsIn(session, versions, id, "state = 'failed'")).filter((job) => ids.has(job));
          if (givenUp.length > 0) await boss.deleteJob(queueOf(versions), givenUp, { db });
          if (missing.length > 0)
            await boss.insert(
              missing.map((chunk) => request(versions, id, chunk)),
              { db },
            );
        });
      }
      // or it would take a minute until PostgreSQL knows that there are many, and takes them by their index
      if (chunks.length > jobsPerStatement) await database.query(`ANALYZE ${jobsSchema}.job`);
    },

    async arrived(sweep, chunks) {
      const rows = await database.query<{ chunk: number }>(
        "SELECT chunk FROM corridor.result WHERE sweep = $1 AND chunk = ANY ($2::int[]) ORDER BY chunk",
        [sweep, chunks],
      );
      return rows.map(({ chunk }) => chunk);
    },

    async part(sweep, chunk) {
      const [row] = await database.query<{ failed: number; first_failure: string | null; bytes: Buffer }>(
        `SELECT failed, first_failure, bytes FROM corridor.result JOIN corridor.sweep ON id = sweep
         WHERE sweep = $1 AND chunk_runs = $2 AND chunk = $3`,
        [sweep.id, sweep.chunkRuns, chunk],
      );
      if (row === undefined) throw new UsageError(`the results of sweep ${sweep.id} are no longer in the queue`);
      return {
        chunk: chunkAt(sweep, chunk),
        failed: row.failed,
        firstFailure: row.first_failure === null ? null : (JSON.parse(row.first_failure) as Failure),
        bytes: new Uint8Array(row.bytes),
      };
    },

    async trouble({ id, chunkRuns, versions }) {
      const known = await database.query<{ cancelled: boolean }>(
        "SELECT cancelled FROM corridor.sweep WHERE id = $1 AND chunk_runs = $2",
        [id, chunkRuns],
      );
      const rows = await database.query<{ id: string; tries: number; message: string | null }>(
        `SELECT id, retry_count + 1 AS tries, output->>'message' AS message FROM ${jobsSchema}.job
         WHERE name = $1 AND id BETWEEN $2 AND $3 AND state = 'failed' ORDER BY id`,
        [queueOf(versions), ...jobsOf(id)],
      );
      return {
        cancelled: known[0]?.cancelled ?? true,
        givenUp: rows.map((row) => ({ chunk: chunkOf(row.id), attempts: row.tries, message: row.message ?? "" })),
      };
    },

    async sweep({ id, chunkRuns }) {
      const [row] = await database.query<{ content: string }>(
        "SELECT content FROM corridor.sweep WHERE id = $1 AND chunk_runs = $2",
        [id, chunkRuns],
      );
      return row && (JSON.parse(row.content) as Sweep);
    },

    async states() {
      const rows = await database.query<Omit<SweepState, "versions"> & { versions: string; queue: string }>(
        `SELECT s.id, s.title, s.versions, s.queue, s.runs, s.chunk_runs AS "chunkRuns", s.chunks, s.cancelled,
           r.done, r.failed_runs AS "failedRuns", r.recent, r.recent_seconds AS "recentSeconds"
         FROM corridor.sweep s, LATERAL (
           SELECT count(*)::int AS done, coalesce(sum(failed), 0)::int AS failed_runs,
             count(*) FILTER (WHERE done_at > now() - $1 * interval '1 minute')::int AS recent,
             coalesce(extract(epoch FROM now() - min(done_at) FILTER (WHERE done_at > now() - $1 * interval '1 minute')), 0)::float8
               AS recent_seconds
           FROM corridor.result WHERE sweep = s.id) r
         ORDER BY s.registered_at`,
        [recentMinutes],
      );
      const states: SweepState[] = [];
      for (const { versions, queue, ...row } of rows) {
        const [counts] = await database.query<Pick<SweepState, "waiting" | "running" | "givenUp">>(
          `SELECT count(*) FILTER (WHERE state < 'active')::int AS waiting,
             count(*) FILTER (WHERE state = 'active')::int AS running,
             count(*) FILTER (WHERE state = 'failed')::int AS "givenUp"
           FROM ${jobsSchema}.job WHERE name = $1 AND id BETWEEN $2 AND $3`,
          [queue, ...jobsOf(row.id)],
        );
        states.push({ ...row, ...counts, versions: JSON.parse(versions) as Versions });
      }
      return states;
    },

    async workers(versions) {
      return await database.query<WorkerState>(
        `SELECT w.name, w.threads, extract(epoch FROM now() - w.seen_at)::float8 AS "seenSeconds",
           w.seen_at < now() - w.lease_seconds * interval '1 second' AS lost,
           (SELECT count(*)::int FROM corridor.attempt a WHERE a.worker = w.id) AS running,
           (SELECT count(*)::int FROM corridor.result r WHERE r.worker = w.id) AS done
         FROM corridor.worker w
         WHERE w.queue = $1 AND w.left_at IS NULL AND w.seen_at > now() - interval '1 hour'
         ORDER BY w.joined_at`,
        [queueOf(versions)],
      );
    },

    async cancel({ id, versions }, forget) {
      // when this is done nobody adds a job any more, nor takes one, so that those which are there can go one by one
      await database.query("UPDATE corridor.sweep SET cancelled = true WHERE id = $1", [id]);
      await whileCancelled(id, async (session) => {
        await session.query(`DELETE FROM ${jobsSchema}.job WHERE name = $1 AND id BETWEEN $2 AND $3`, [
          queueOf(versions),
          ...jobsOf(id),
        ]);
        await session.query("DELETE FROM corridor.attempt WHERE sweep = $1", [id]);
      });
      if (!forget) return;
      // in one statement, results of gigabytes would take longer than a statement may
      for (let deleted = resultsPerStatement; deleted === resultsPerStatement; )
        deleted = await whileCancelled(id, async (session) => {
          const rows = await session.query(
            `DELETE FROM corridor.result WHERE sweep = $1
             AND chunk IN (SELECT chunk FROM corridor.result WHERE sweep = $1 LIMIT $2) RETURNING 1`,
            [id, resultsPerStatement],
          );
          return rows.length;
        });
      await database.query("DELETE FROM corridor.sweep WHERE id = $1 AND cancelled", [id]);
    },

    async join({ id, name, threads, lease }, versions) {
      await boss.createQueue(queueOf(versions));
      await database.query(
        `INSERT INTO corridor.worker (id, name, queue, threads, lease_seconds) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO NOTHING`,
        [id, name, queueOf(versions), threads, lease],
      );
    },

    async beat({ id }, reclaim) {
      await database.query("UPDATE corridor.worker SET seen_at = now() WHERE id = $1", [id]);
      if (!reclaim) return 0;
      return await withJobs(async (session, { db }) => {
        const rows = await session.query<{ sweep: string; chunk: number; queue: string }>(
          `DELETE FROM corridor.attempt a USING corridor.worker w
           WHERE a.worker = w.id AND w.seen_at < now() - w.lease_seconds * interval '1 second'
           RETURNING a.sweep, a.chunk, w.queue`,
        );
        const message = "its worker died or was cut off";
        for (const { sweep, chunk, queue } of rows)
          if (await wanted(session, sweep)) await boss.fail(queue, jobOf(sweep, chunk), { message }, { db });
          else await boss.deleteJob(queue, jobOf(sweep, chunk), { db });
        return rows.length;
      });
    },

    async leave({ id }) {
      await database.query("UPDATE corridor.worker SET left_at = now() WHERE id = $1", [id]);
    },

    take(worker, versions, token) {
      // that a chunk was taken may be forgotten in a crash: then it is handed out again, which does no harm
      return withJobs(async (session, { db, check }, again) => {
        if (again) {
          const [before] = await session.query<Taken>(
            `SELECT sweep, chunk_runs AS "chunkRuns", chunk, token
             FROM corridor.attempt JOIN corridor.sweep ON id = sweep WHERE token = $1`,
            [token],
          );
          if (before !== undefined) return before;
        }
        for (;;) {
          const [job] = await boss.fetch<Pick<Taken, "sweep" | "chunk">>(queueOf(versions), { db });
          check();
          if (job === undefined) return undefined;
          const { sweep, chunk } = job.data;
          const held = await wanted(session, sweep);
          if (held !== undefined) {
            await session.query(
              `INSERT INTO corridor.attempt (sweep, chunk, token, worker) VALUES ($1, $2, $3, $4)
               ON CONFLICT (sweep, chunk) DO UPDATE SET token = $3, worker = $4, started_at = now()`,
              [sweep, chunk, token, worker.id],
            );
            return { sweep, chunkRuns: held.chunkRuns, chunk, token };
          }
          await boss.deleteJob(queueOf(versions), job.id, { db });
        }
      }, false);
    },

    async finish(worker, versions, taken, part) {
      const { sweep, chunkRuns, chunk } = taken;
      const { failed, firstFailure, bytes } = part;
      return await withJobs(async (session, { db }) => {
        // of a sweep that was deleted meanwhile nothing is kept, nor of one that came back in other chunks, whose job is another
        const [kept] = await session.query(
          `WITH held AS (SELECT id FROM corridor.sweep WHERE id = $1 AND chunk_runs = $2 FOR KEY SHARE),
             kept AS (INSERT INTO corridor.result (sweep, chunk, failed, first_failure, bytes, worker)
               SELECT id, $3, $4, $5, $6, $7 FROM held ON CONFLICT (sweep, chunk) DO NOTHING)
           SELECT id FROM held`,
          [
            sweep,
            chunkRuns,
            chunk,
            failed,
            firstFailure && JSON.stringify(firstFailure),
            Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
            worker.id,
          ],
        );
        await letGo(session, taken);
        // in whatever state: a chunk with a result is done
        if (kept !== undefined) await boss.deleteJob(queueOf(versions), jobOf(sweep, chunk), { db });
        return kept !== undefined;
      });
    },

    giveBack(versions, taken) {
      const { sweep, chunk } = taken;
      return withJobs(async (session, { db }) => {
        if (!(await letGo(session, taken))) return;
        const still = await wanted(session, sweep);
        await boss.deleteJob(queueOf(versions), jobOf(sweep, chunk), { db });
        if (still) await boss.insert([request(versions, sweep, chunk)], { db });
      });
    },

    giveUp(versions, taken, message) {
      const { sweep, chunk } = taken;
      return withJobs(async (session, { db }) => {
        if (!(await letGo(session, taken))) return;
        if (await wanted(session, sweep)) await boss.fail(queueOf(versions), jobOf(sweep, chunk), { message }, { db });
        else await boss.deleteJob(queueOf(versions), jobOf(sweep, chunk), { db });
      });
    },

    async left(versions) {
      return await boss.getQueueSize(queueOf(versions), { before: "completed" });
    },
  };
}
