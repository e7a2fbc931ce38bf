import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadSweep } from "../../src/analysis/sweep/load.ts";
import type { Part } from "../../src/analysis/sweep/part.ts";
import { chunkAt, chunkCount, type Sweep } from "../../src/analysis/sweep/sweep.ts";
import { UsageError } from "../../src/cli/errors.ts";
import { type OpenQueue, openQueue } from "../../src/cli/queue/open.ts";
import type { Store, Taken, WorkerEntry } from "../../src/cli/queue/store.ts";
import { version } from "../../src/cli/version.ts";
import { createPostgres, type Postgres } from "../support/postgres.ts";
import { effortAndTrains } from "../support/sweeps.ts";

const inTens = loadSweep(effortAndTrains, { version, chunkRuns: 10 });
const inTwenties = loadSweep(effortAndTrains, { version, chunkRuns: 20 });
const { id, versions } = inTens;

const allOf = (sweep: Sweep): number[] => Array.from({ length: chunkCount(sweep) }, (_, index) => index);

/** More than are asked for in one transaction. */
const many = Array.from({ length: 6000 }, (_, index) => index);

/** A part whose bytes say which runs it would hold. */
function partOf(sweep: Sweep, index: number): Part {
  const chunk = chunkAt(sweep, index);
  return { chunk, failed: 0, firstFailure: null, bytes: Buffer.from(`${chunk.from}-${chunk.to}`) };
}

describe("what a queue keeps in PostgreSQL", () => {
  let postgres: Postgres;
  let queue: OpenQueue;
  let store: Store;
  let worker: WorkerEntry;

  const numberOf = async (sql: string): Promise<number> =>
    Number((await postgres.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0].n);
  const jobs = (): Promise<number> => numberOf("corridor_jobs.job");
  const results = (): Promise<number> => numberOf("corridor.result");
  const take = (): Promise<Taken | undefined> => store.take(worker, versions, randomUUID());

  async function ask(sweep: Sweep, chunks = allOf(sweep)): Promise<void> {
    await store.register(sweep);
    await store.submit(sweep, chunks);
  }

  async function taken(): Promise<Taken> {
    const one = await take();
    if (one === undefined) throw new Error("nothing waits");
    return one;
  }

  beforeAll(async () => {
    postgres = await createPostgres();
    queue = await openQueue({ queue: postgres.url, patience: 30, quiet: true }, { create: true, connections: 8 });
    store = queue.store;
  }, 120_000);

  beforeEach(async () => {
    await postgres.query("DELETE FROM corridor_jobs.job");
    await postgres.query("DELETE FROM corridor.sweep");
    worker = { id: randomUUID(), name: "test", threads: 1, lease: 60 };
    await store.join(worker, versions);
  });

  afterAll(async () => {
    await queue?.close();
    await postgres?.remove();
  });

  it("keeps nothing that was done for a sweep which was deleted and came back in other chunks", async () => {
    await ask(inTens);
    const before = await taken();
    expect(before).toMatchObject({ sweep: id, chunkRuns: 10, chunk: 0 });
    await store.cancel(inTens, true);
    expect(await store.finish(worker, versions, before, partOf(inTens, 0))).toBe(false);
    await ask(inTwenties);
    expect(await store.finish(worker, versions, before, partOf(inTens, 0))).toBe(false);
    await store.giveBack(versions, before);
    expect([await results(), await jobs()]).toEqual([0, 12]);
    const after = await taken();
    expect(after).toMatchObject({ chunkRuns: 20, chunk: 0 });
    expect((await store.sweep({ id, chunkRuns: after.chunkRuns }))?.chunkRuns).toBe(20);
    expect(await store.sweep({ id, chunkRuns: 10 })).toBeUndefined();
    expect(await store.finish(worker, versions, after, partOf(inTwenties, 0))).toBe(true);
    // who waits for it in the old chunks is not given the new ones, and hears that it is gone
    await expect(store.part(inTens, 0)).rejects.toThrow("are no longer in the queue");
    expect((await store.trouble(inTens)).cancelled).toBe(true);
    expect(Buffer.from((await store.part(inTwenties, 0)).bytes).toString()).toBe("0-20");
  });

  it("hands out other chunks when it meets jobs of a sweep that is gone or cancelled, and forgets these", async () => {
    await ask(inTens, [0, 1, 2]);
    await postgres.query("DELETE FROM corridor.sweep");
    expect(await take()).toBeUndefined();
    expect(await jobs()).toBe(0);
    await ask(inTens, [0, 1, 2]);
    await postgres.query("UPDATE corridor.sweep SET cancelled = true");
    expect(await take()).toBeUndefined();
    expect(await jobs()).toBe(0);
    await ask(inTens, [3]);
    expect(await take()).toMatchObject({ chunk: 3 });
  });

  it("brings no job back once a sweep is being cancelled, whoever gives it back, up or is missed", async () => {
    for (const end of ["giveBack", "giveUp", "beat"] as const) {
      await ask(inTens, [0]);
      const one = await taken();
      // the first of the steps of a cancellation
      await postgres.query("UPDATE corridor.sweep SET cancelled = true");
      if (end === "giveBack") await store.giveBack(versions, one);
      else if (end === "giveUp") await store.giveUp(versions, one, "out of memory");
      else {
        await postgres.query("UPDATE corridor.worker SET seen_at = now() - interval '1 hour'");
        await store.beat({ ...worker, id: randomUUID() }, true);
      }
      expect([await jobs(), await numberOf("corridor.attempt")], end).toEqual([0, 0]);
    }
  });

  it("leaves no job behind when a sweep is cancelled that is still being asked for", async () => {
    for (const forget of [false, true]) {
      await store.register(inTens);
      const asking = store.submit(inTens, many).then(
        () => "asked",
        (error: Error) => error.message,
      );
      while ((await jobs()) < 1000) await wait(5);
      await store.cancel(inTens, forget);
      expect(await asking).toBe("the sweep was cancelled");
      expect(await jobs()).toBe(0);
      expect(await numberOf("corridor.sweep")).toBe(forget ? 0 : 1);
    }
  });

  it("deletes results some at a time, since a statement may not take long", async () => {
    await store.register(inTens);
    await postgres.query(
      `INSERT INTO corridor.result (sweep, chunk, failed, bytes, worker)
       SELECT $1, n, 0, 'x', $2 FROM generate_series(1, 1234) AS n`,
      [id, worker.id],
    );
    await postgres.query(
      `CREATE TABLE deleted (n integer);
       CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN INSERT INTO deleted SELECT count(*) FROM gone; RETURN NULL; END $$;
       CREATE TRIGGER note AFTER DELETE ON corridor.result REFERENCING OLD TABLE AS gone EXECUTE FUNCTION note();`,
    );
    await store.cancel(inTens, true);
    await postgres.query("DROP TRIGGER note ON corridor.result");
    expect([await results(), await numberOf("corridor.sweep")]).toEqual([0, 0]);
    const statements = await postgres.query<{ n: number }>("SELECT n FROM deleted WHERE n > 0 ORDER BY n DESC");
    expect(statements.map(({ n }) => n)).toEqual([500, 500, 234]);
  });

  it("hands chunks out without sorting all that wait, in a queue that was made before as well", async () => {
    await postgres.query("DROP INDEX corridor_jobs.job_order");
    const again = await openQueue({ queue: postgres.url, patience: 30, quiet: true }, { create: true });
    await again.close();
    // a version that comes later has a table of its own
    const later = { ...inTens, id: "0123456789abcdef", versions: { ...versions, corridor: "0.0.9" } };
    for (const sweep of [inTens, later]) await ask(sweep, many);
    const names = await postgres.query<{ name: string }>("SELECT DISTINCT name FROM corridor_jobs.job");
    expect(names).toHaveLength(2);
    for (const { name } of names) {
      const plan = await postgres.query(
        `EXPLAIN SELECT id FROM corridor_jobs.job WHERE name = '${name}' AND state < 'active' AND start_after < now()
         ORDER BY priority DESC, created_on, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      );
      expect(JSON.stringify(plan)).toMatch(/Index Scan/);
      expect(JSON.stringify(plan)).not.toMatch(/Sort/);
    }
  });

  it("ends with every chunk done once, whatever was cancelled, deleted and asked for again at the same time", async () => {
    const until = performance.now() + 6000;
    let calm = false;
    let ended = false;
    let kept = 0;

    async function lane(): Promise<void> {
      while (!ended) {
        const one = await take();
        if (one === undefined) {
          await wait(5);
          continue;
        }
        const sweep = await store.sweep({ id, chunkRuns: one.chunkRuns });
        const chance = calm ? 1 : Math.random();
        if (sweep === undefined || chance < 0.2) await store.giveBack(versions, one);
        else if (chance < 0.3) await store.giveUp(versions, one, "out of memory");
        else if (await store.finish(worker, versions, one, partOf(sweep, one.chunk))) kept++;
      }
    }

    /** What people do to one another; refusals are for them. */
    async function person(): Promise<void> {
      while (performance.now() < until) {
        const chance = Math.random();
        try {
          if (chance < 0.6) await ask(chance < 0.3 ? inTens : inTwenties);
          else await store.cancel(inTens, chance < 0.9);
        } catch (error) {
          if (!(error instanceof UsageError)) throw error;
        }
        await wait(20 * Math.random());
      }
    }

    const lanes = [lane(), lane(), lane(), lane()];
    await Promise.race([Promise.all([person(), person()]), Promise.all(lanes)]);
    expect(kept).toBeGreaterThan(20);
    calm = true;
    const [{ chunkRuns } = inTens] = await store.states();
    const sweep = chunkRuns === 10 ? inTens : inTwenties;
    await ask(sweep);
    // nobody asks again for a chunk that was forgotten on the way
    while ((await store.arrived(id, allOf(sweep))).length < chunkCount(sweep))
      await Promise.race([wait(50), Promise.all(lanes)]);
    ended = true;
    await Promise.all(lanes);
    expect(await results()).toBe(chunkCount(sweep));
    for (const index of allOf(sweep)) {
      const { bytes, chunk } = await store.part(sweep, index);
      expect(Buffer.from(bytes).toString()).toBe(`${chunk.from}-${chunk.to}`);
    }
    expect(await numberOf("corridor.attempt")).toBe(0);
  });
});
