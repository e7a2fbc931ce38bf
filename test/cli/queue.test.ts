import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createInlineExecutor } from "../../src/analysis/sweep/executor.ts";
import { loadSweep } from "../../src/analysis/sweep/load.ts";
import { chunkCount, type Sweep } from "../../src/analysis/sweep/sweep.ts";
import { openQueue } from "../../src/cli/queue/open.ts";
import { describeSweep, partFile, readPartLabel, writeDescription, writePart } from "../../src/cli/sweep-folder.ts";
import { version } from "../../src/cli/version.ts";
import { createPostgres, type Postgres } from "../support/postgres.ts";
import { ageUnfinished, contentsOf, effortAndTrains } from "../support/sweeps.ts";
import { built, main, needsBuild, temporaryFolder } from "./corridor.ts";

const chunks = 24;
/** Short, so that a test need not wait; long enough for a busy machine. */
const lease = 4;

interface Program {
  readonly child: ChildProcess;
  readonly code: Promise<number | null>;
  out(): string;
  err(): string;
}

describe.skipIf(!built)(`a queue in PostgreSQL${needsBuild}`, () => {
  let postgres: Postgres;
  let folder: string;
  let planned: Sweep;
  /** File names and bytes of the results of the inline executor. */
  let whole: Map<string, string>;
  let workers: Program[] = [];
  /** Everything that any program said. */
  let said = "";

  function program(args: readonly string[], more: NodeJS.ProcessEnv = {}): Program {
    const env = { ...process.env, NO_COLOR: "1", COLUMNS: "80", CORRIDOR_QUEUE: postgres.url, ...more };
    const child = spawn(process.execPath, [main, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
      said += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
      said += data;
    });
    const code = once(child, "close").then(([status]) => status as number | null);
    return { child, code, out: () => out, err: () => err };
  }

  async function corridor(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
    const one = program(args);
    const code = await one.code;
    return { code, out: one.out(), err: one.err() };
  }

  function startWorker(...args: string[]): Program {
    const one = program(["worker", "--threads", "1", "--poll", "0.05", "--lease", `${lease}`, ...args]);
    workers.push(one);
    return one;
  }

  async function stopWorkers(): Promise<void> {
    for (const { child } of workers) child.kill("SIGKILL");
    await Promise.all(workers.map(({ code }) => code));
    workers = [];
  }

  const sweepTo = (out: string, ...more: string[]): string[] => [
    ...["sweep", "trains.yaml", "--queue", "--chunk", "10", "--poll", "0.05", "--out", out],
    ...more,
  ];

  const contents = (results: string): Map<string, string> => contentsOf(join(folder, results));

  /** How many runs of the first parts fail. */
  const failedIn = (parts: number): number =>
    Array.from({ length: parts }, (_, index) => readPartLabel(join(folder, "inline", partFile(index))).failed).reduce(
      (sum, one) => sum + one,
    );

  const numberOf = async (sql: string, values: unknown[] = []): Promise<number> =>
    Number((await postgres.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values))[0].n);
  const results = (): Promise<number> => numberOf("corridor.result");

  async function until(what: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await what())) await wait(10);
  }

  /** Every chunk is there once, nobody is at one, nothing is asked for. */
  async function expectDone(): Promise<void> {
    expect(await results()).toBe(chunks);
    await until(async () => (await numberOf("corridor.attempt")) === 0);
    expect(await numberOf("corridor_jobs.job")).toBe(0);
  }

  beforeAll(async () => {
    folder = temporaryFolder();
    writeFileSync(join(folder, "trains.yaml"), effortAndTrains);
    planned = loadSweep(effortAndTrains, { version, chunkRuns: 10 });
    mkdirSync(join(folder, "inline"));
    writeDescription(join(folder, "inline"), describeSweep(planned));
    const all = Array.from({ length: chunkCount(planned) }, (_, index) => index);
    await createInlineExecutor().run(planned, all, (part) => writePart(join(folder, "inline"), part));
    whole = contents("inline");
    postgres = await createPostgres();
    const queue = await openQueue({ queue: postgres.url, patience: 30 }, { create: true });
    await queue.close();
  }, 120_000);

  beforeEach(async () => {
    await stopWorkers();
    await postgres.query("DELETE FROM corridor_jobs.job");
    await postgres.query("DELETE FROM corridor.sweep");
    await postgres.query("DELETE FROM corridor.worker");
  });

  afterAll(async () => {
    await stopWorkers();
    await postgres?.remove();
    rmSync(folder, { recursive: true });
  });

  it("gives the bytes of the other executors with three workers; a run that throws is a row", async () => {
    for (let i = 0; i < 3; i++) startWorker();
    const { code, out, err } = await corridor(...sweepTo("three", "--json"));
    expect(code).toBe(1);
    const events = err
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({ event: "plan", total: 240 });
    expect(events.at(-1)).toMatchObject({ event: "progress", done: 240, total: 240 });
    const summary = JSON.parse(out);
    expect(summary).toMatchObject({ done: 240, there: 240, parts: chunks, partial: false, next: null });
    expect(summary.failed).toBeGreaterThan(0);
    expect(summary.firstFailure.message).toMatch(/^effort is multiplied to/);
    expect(contents("three")).toEqual(whole);
    await expectDone();
    const { rows } = { rows: await postgres.query<{ worker: string }>("SELECT DISTINCT worker FROM corridor.result") };
    expect(rows.length).toBeGreaterThan(1);
    // what the queue still holds is brought again without anybody doing it again
    await stopWorkers();
    expect((await corridor(...sweepTo("again", "--quiet"))).code).toBe(1);
    expect(contents("again")).toEqual(whole);
  });

  it("has a killed worker's chunks done by the others, once its lease is over", async () => {
    const sweep = program(sweepTo("killed", "--quiet"));
    const first = startWorker();
    await until(async () => (await results()) >= 2);
    const held = await postgres.query<{ chunk: number }>("SELECT chunk FROM corridor.attempt");
    first.child.kill("SIGKILL");
    await first.code;
    const since = performance.now();
    const there = await results();
    expect(held.length).toBeGreaterThan(0);
    expect(there).toBeLessThan(chunks);
    startWorker();
    startWorker();
    expect(await sweep.code).toBe(1);
    expect(performance.now() - since).toBeGreaterThan(1000);
    expect(contents("killed")).toEqual(whole);
    await expectDone();
  });

  it("goes on when PostgreSQL was stopped and started again", async () => {
    const sweep = program(sweepTo("restarted"));
    const two = [startWorker(), startWorker()];
    await until(async () => (await results()) >= 2);
    await postgres.stop();
    await wait(1500);
    await postgres.start();
    expect(await sweep.code).toBe(1);
    expect(contents("restarted")).toEqual(whole);
    await expectDone();
    for (const { err, child } of two) {
      expect(child.exitCode).toBeNull();
      expect(err()).toMatch(/the queue's database is away: [^;]*; trying for 300 s/);
    }
  });

  it("says how to go on when PostgreSQL stays away", async () => {
    const sweep = program(sweepTo("away", "--patience", "1"));
    await until(async () => (await numberOf("corridor_jobs.job")) === chunks);
    await postgres.stop();
    try {
      expect(await sweep.code).toBe(3);
    } finally {
      await postgres.start();
    }
    expect(sweep.err()).toMatch(
      /corridor: the queue's database is away: [^;]*(?:; tried for 1 s)?; 0 of 24 parts are kept; go on with: corridor sweep/,
    );
  });

  it("goes on when connections are cut, again and again", async () => {
    const sweep = program(sweepTo("cut", "--quiet"));
    startWorker();
    startWorker();
    let cuts = 0;
    while (sweep.child.exitCode === null) {
      cuts += await numberOf(
        "(SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'corridor') AS cut",
      );
      await wait(150);
    }
    expect(await sweep.code).toBe(1);
    expect(cuts).toBeGreaterThan(5);
    expect(contents("cut")).toEqual(whole);
    await expectDone();
  });

  it("goes on after kill -9 of the sweep, with what workers did meanwhile", async () => {
    const sweep = program(sweepTo("alone"));
    startWorker();
    await until(async () => (await results()) >= 2);
    sweep.child.kill("SIGKILL");
    await sweep.code;
    ageUnfinished(join(folder, "alone"));
    await until(async () => (await results()) === chunks);
    const times = await postgres.query("SELECT chunk, done_at FROM corridor.result ORDER BY chunk");
    const { code, out } = await corridor(...sweepTo("alone", "--resume", "--json", "--quiet"));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ there: 240, partial: false });
    expect(contents("alone")).toEqual(whole);
    expect(await postgres.query("SELECT chunk, done_at FROM corridor.result ORDER BY chunk")).toEqual(times);
    await expectDone();
  });

  it("ends at Ctrl-C: the sweep with the command that goes on, a worker with its chunks done or given back", async () => {
    const sweep = program(sweepTo("stopped"));
    const worker = startWorker();
    await until(() => readdirSync(folder).includes("stopped") && contents("stopped").size > 2);
    sweep.child.kill("SIGINT");
    worker.child.kill("SIGINT");
    expect(await sweep.code).toBe(130);
    expect(sweep.err()).toMatch(
      /stopped; \d+ of 24 parts are kept in stopped, and workers go on with the others; go on with: corridor sweep trains.yaml --out stopped --resume --queue --chunk 10\n$/,
    );
    expect(await worker.code).toBe(0);
    expect(worker.err()).toMatch(/"\d+ chunks done, \d+0 runs"}\n$/);
    expect(await numberOf("corridor.attempt")).toBe(0);
    const there = await results();
    expect(await numberOf("corridor_jobs.job WHERE state = 'created'")).toBe(chunks - there);
    expect((await startWorker("--until-empty", "--quiet").code) ?? 0).toBe(0);
    expect((await corridor(...sweepTo("stopped", "--resume", "--quiet"))).code).toBe(1);
    expect(contents("stopped")).toEqual(whole);
    await expectDone();
  });

  it("hears Ctrl-C while PostgreSQL is away: what is done is kept if it comes back soon", async () => {
    const sweep = program(sweepTo("away"));
    const [busy, other] = [startWorker("--lease", "60"), startWorker("--lease", "60")];
    await until(async () => (await results()) >= 2);
    await postgres.stop();
    await until(() => [sweep, busy, other].every((one) => one.err().includes("the queue's database is away")));
    const starting = startWorker();
    await until(() => starting.err().includes("the queue's database is away"));
    const since = performance.now();
    for (const one of [sweep, starting, busy]) one.child.kill("SIGINT");
    expect([await sweep.code, await starting.code]).toEqual([130, 130]);
    expect(performance.now() - since).toBeLessThan(10_000);
    expect(sweep.err()).toMatch(/stopped; \d+ of 24 parts are kept in away, and workers go on with the others/);
    expect(starting.err()).toMatch(
      /corridor: stopped while the queue's database was away: the connection was refused\n$/,
    );
    await postgres.start();
    expect(await busy.code).toBe(0);
    // it kept or gave back everything before it left
    expect(await numberOf("corridor.worker WHERE left_at IS NOT NULL")).toBe(1);
    expect(await numberOf("corridor.attempt JOIN corridor.worker w ON w.id = worker WHERE left_at IS NOT NULL")).toBe(
      0,
    );
    expect((await corridor(...sweepTo("away", "--resume", "--quiet"))).code).toBe(1);
    expect(contents("away")).toEqual(whole);
    await expectDone();
  });

  it("refuses a worker of another version, which takes nothing; one of the right version does its own", async () => {
    const other = loadSweep(effortAndTrains, { version: "0.0.9", chunkRuns: 10 });
    const queue = await openQueue({ queue: postgres.url, patience: 30 }, { create: true });
    await queue.store.register(other);
    await queue.store.submit(other, [0, 1, 2]);
    await queue.close();
    const refused = startWorker();
    expect(await refused.code).toBe(2);
    expect(refused.err()).toMatch(
      /^corridor: what waits in the queue is of another version \(0\.0\.9, model .*, data .*; this worker is .*\), and would have other numbers; nothing was taken; expected a worker of that version\n$/,
    );
    const detached = await corridor(...sweepTo("none", "--detach"));
    expect(detached.code).toBe(0);
    expect(detached.out).toContain(`240 runs in 24 chunks asked for as sweep ${planned.id}\n`);
    expect(await startWorker("--until-empty", "--quiet").code).toBe(0);
    expect(await results()).toBe(chunks);
    expect(await numberOf("corridor_jobs.job WHERE state = 'created'")).toBe(3);
    expect(readdirSync(folder)).not.toContain("none");
  });

  it("says so once when a sweep of another version comes while a worker waits", async () => {
    const worker = startWorker("--lease", "0.5");
    await until(() => worker.err().includes("at work"));
    const other = loadSweep(effortAndTrains, { version: "0.0.9", chunkRuns: 10 });
    const queue = await openQueue({ queue: postgres.url, patience: 30 }, { create: true });
    await queue.store.register(other);
    await queue.store.submit(other, [0]);
    await queue.close();
    const sentences = () => worker.err().match(/what waits in the queue is of another version/g)?.length ?? 0;
    await until(() => sentences() > 0);
    await wait(2500);
    expect([sentences(), worker.child.exitCode]).toEqual([1, null]);
  });

  it("does a sweep that was deleted and comes back in other chunks, by workers that stayed", async () => {
    startWorker();
    expect((await corridor(...sweepTo("tens", "--quiet"))).code).toBe(1);
    expect((await corridor("sweep", "cancel", planned.id, "--delete")).code).toBe(0);
    expect((await corridor(...sweepTo("thirties", "--quiet", "--chunk", "30"))).code).toBe(1);
    const sweep = loadSweep(effortAndTrains, { version, chunkRuns: 30 });
    const bytes = new Map<number, string>();
    const all = Array.from({ length: chunkCount(sweep) }, (_, index) => index);
    await createInlineExecutor().run(sweep, all, (part) => {
      bytes.set(part.chunk.index, Buffer.from(part.bytes).toString("base64"));
    });
    const parts = contents("thirties");
    parts.delete("sweep.json");
    expect([...parts.values()]).toEqual(all.map((index) => bytes.get(index)));
  });

  it("tells how far sweeps are, brings what is done, and cancels", async () => {
    expect((await corridor("sweep", "status")).out).toBe("The queue holds no sweep\n");
    const { code, out } = await corridor(...sweepTo("none", "--limit", "45", "--detach", "--json"));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ sweep: planned.id, title: "Effort and trains", runs: 50, chunks: 5 });
    const before = await corridor("sweep", "status", planned.id.slice(0, 5), "--json");
    expect(JSON.parse(before.out)).toMatchObject({
      ...{ sweep: planned.id, runs: 240, chunk: 10, chunks: 24, done: 0, waiting: 5, running: 0, givenUp: 0 },
      ...{ cancelled: false, secondsLeft: null, workers: [] },
    });
    const told = (await corridor("sweep", "status", planned.id)).out;
    expect(told).toContain("waiting: 0 of 24 chunks done (240 runs in all), 0 under way, 5 waiting.");
    expect(told).toContain("No worker of this version is there; start some with: corridor worker");
    expect(await startWorker("--until-empty", "--quiet").code).toBe(0);
    const some = await corridor("sweep", "collect", planned.id, "--out", "brought");
    expect(some.code).toBe(1);
    expect(some.out).toBe(
      `5 of 24 parts in brought, 5 of them now; ${failedIn(5)} runs failed and are rows with status and message; 19 parts to come: corridor sweep collect ${planned.id} --out brought --resume\n`,
    );
    expect((await corridor("sweep", "collect", planned.id, "--out", "brought")).err).toBe(
      "corridor: brought holds 5 of the 24 parts already; give --resume to bring the others, or --out another folder\n",
    );
    await corridor(...sweepTo("none", "--detach"));
    expect((await corridor("sweep", "status")).out).toMatch(/Effort and trains\s+waiting\s+5\s+24/);
    const cancelled = await corridor("sweep", "cancel", planned.id);
    expect(cancelled.out).toBe(`Sweep ${planned.id} is cancelled; 5 of its 24 chunks are done and can be collected\n`);
    expect(await numberOf("corridor_jobs.job")).toBe(0);
    // asking again takes it up again, and a sweep that waits hears of it when somebody cancels
    const sweep = program(sweepTo("none"));
    await until(async () => (await numberOf("corridor_jobs.job")) === 19);
    await until(() => sweep.err().includes("no worker of this version is there; start some with: corridor worker"));
    await corridor("sweep", "cancel", planned.id);
    expect(await sweep.code).toBe(2);
    expect(sweep.err()).toMatch(/corridor: the sweep was cancelled; 5 of 24 parts are kept; go on with: corridor/);
    await corridor(...sweepTo("none", "--resume", "--detach"));
    expect(await startWorker("--until-empty", "--quiet").code).toBe(0);
    expect((await corridor("sweep", "collect", planned.id, "--out", "brought", "--resume")).out).toBe(
      `24 of 24 parts in brought, 19 of them now; ${failedIn(24)} runs failed and are rows with status and message\n`,
    );
    expect(contents("brought")).toEqual(whole);
    expect((await corridor("sweep", "cancel", planned.id, "--delete")).out).toBe(
      `Sweep ${planned.id} is no longer in the queue, nor are its 24 results\n`,
    );
    expect(await results()).toBe(0);
    expect((await corridor("sweep", "status", "4f1c")).err).toBe(
      'corridor: "4f1c" was given, which is no sweep of the queue; expected one, and it holds none\n',
    );
  });

  it("gives a chunk up after five attempts, says which, and tries it again when asked", async () => {
    expect((await corridor(...sweepTo("given-up", "--limit", "20", "--detach"))).code).toBe(0);
    await postgres.query(
      "UPDATE corridor_jobs.job SET state = 'failed', retry_count = 4, output = $1 WHERE data->>'chunk' = '1'",
      [JSON.stringify({ message: "its worker died or was cut off" })],
    );
    const { out: told, err } = await corridor("sweep", "status", planned.id);
    expect(err).toBe("");
    expect(told).toContain("1 chunk given up after several attempts; asking again tries them again.");
    const sweep = program(sweepTo("given-up", "--limit", "20"));
    await until(async () => (await numberOf("corridor_jobs.job WHERE state = 'created'")) === 2);
    await postgres.query(
      "UPDATE corridor_jobs.job SET state = 'failed', retry_count = 4, output = $1 WHERE data->>'chunk' = '1'",
      [JSON.stringify({ message: "its worker died or was cut off" })],
    );
    expect(await sweep.code).toBe(3);
    expect(sweep.err()).toMatch(
      /corridor: runs 10 to 19 could not be done: it was tried 5 times \(its worker died or was cut off\); 0 of 24 parts are kept; go on with: /,
    );
  });

  describe("where the queue is", () => {
    const wrong = (change: (url: URL) => void): string => {
      const url = new URL(postgres.url);
      change(url);
      return url.href;
    };

    it("is not said by any error, whoever gives it and however wrong", async () => {
      const cases: readonly [string, RegExp][] = [
        [wrong((url) => (url.password = "Gu3ssed-it")), /cannot be used: it refuses the password\n$/],
        [wrong((url) => (url.port = "1")), /is away: the connection was refused\n$/],
        [wrong((url) => (url.pathname = "/archivo")), /cannot be used: there is no database of that name\n$/],
        [wrong((url) => (url.hostname = "cuartel.invalid")), /is away: .*host.*\n$/],
        [
          wrong((url) => url.searchParams.set("sslmode", "require")),
          /it does not offer TLS, which sslmode asks for\n$/,
        ],
        ["postgres//frontera:Gu3ssed-it@cuartel/archivo", /what was given is no connection string; expected postgres:/],
        ["postgres://frontera:Gu3ssed-it@cuartel:70000/archivo", /what was given is no connection string; expected/],
      ];
      const outcomes = await Promise.all(
        cases
          .flatMap(([url]) => [
            program(["sweep", "status", "--queue", url]),
            program(["sweep", "status"], { CORRIDOR_QUEUE: url }),
          ])
          .map(async (one) => ({ code: await one.code, out: one.out(), err: one.err() })),
      );
      for (const [i, { code, out, err }] of outcomes.entries()) {
        expect([code, out]).toEqual([2, ""]);
        expect(err).toMatch(cases[Math.floor(i / 2)][1]);
        expect(err).not.toMatch(/Gu3ssed|cuartel|archivo|frontera:|127\.0\.0\.1| {4}at /);
      }
      const none = program(["worker"], { CORRIDOR_QUEUE: "" });
      expect(await none.code).toBe(2);
      expect(none.err()).toMatch(/^corridor: --queue: no connection string was given; expected postgres:/);
    });

    it("can be given as the variables of PostgreSQL", async () => {
      const more = { CORRIDOR_QUEUE: "", PGHOST: "127.0.0.1", PGPORT: `${postgres.port}`, PGUSER: "frontera" };
      const given = { ...more, PGDATABASE: "postgres", PGPASSWORD: postgres.password };
      const status = program(["sweep", "status"], given);
      expect([await status.code, status.out()]).toEqual([0, "The queue holds no sweep\n"]);
    });

    it.skipIf(process.platform === "win32")("can be a socket, which is not there while PostgreSQL is not", async () => {
      const more = { CORRIDOR_QUEUE: "", PGHOST: postgres.folder, PGPORT: `${postgres.port}`, PGUSER: "frontera" };
      const worker = program(["worker", "--threads", "1", "--poll", "0.05"], {
        ...{ ...more, PGDATABASE: "postgres", PGPASSWORD: postgres.password },
      });
      workers.push(worker);
      await until(async () => (await numberOf("corridor.worker")) === 1);
      await postgres.stop();
      await until(() => worker.err().includes("the queue's database is away: there is no socket of it; trying"));
      await postgres.start();
      expect((await corridor(...sweepTo("by-socket", "--limit", "10", "--quiet"))).code).toBe(0);
    });

    it("may be one that takes no changes for a while", async () => {
      const set = (to: string) =>
        postgres.query(`BEGIN READ WRITE; ALTER ROLE frontera SET default_transaction_read_only = ${to}; COMMIT`);
      await set("on");
      const worker = startWorker();
      await until(() => worker.err().includes("away: it takes no changes, as one that stands by for another; trying"));
      await set("off");
      expect((await corridor(...sweepTo("read-only", "--limit", "10", "--quiet"))).code).toBe(0);
    });

    it("is not said when it is given where something else was expected", async () => {
      const url = "postgres://frontera:Gu3ssed-it@cuartel/archivo";
      const cases = [
        ...[
          ["sweep", url],
          ["sweep", "status", url],
          ["sweep", "collect", url],
          ["sweep", "cancel", url],
        ],
        ...[
          ["sweep", "merge", url, "--out", "merged"],
          ["query", url],
          ["query", "three", url],
          ["run", url],
        ],
        ...[["validate", url], [url], ["worker", `--queu=${url}`], ["sweep", "trains.yaml", "--out", `/proc/${url}`]],
      ];
      for (const words of cases) {
        const { code, out, err } = await corridor(...words);
        expect([words, code]).toEqual([words, 2]);
        expect(err).toMatch(/^corridor: /);
        expect(out + err).not.toMatch(/Gu3ssed|cuartel|archivo|frontera:/);
      }
    });

    it.skipIf(process.platform !== "linux")("is not in the list of processes", async () => {
      const one = program(["worker", "--poll", "0.05", "--queue", postgres.url], { CORRIDOR_QUEUE: "" });
      workers.push(one);
      await until(async () => (await numberOf("corridor.worker")) === 1);
      const shown = readFileSync(`/proc/${one.child.pid}/cmdline`, "utf8").replaceAll("\0", " ");
      expect(shown).toContain("corridor worker --poll 0.05 --queue ***");
      expect(shown).not.toContain(postgres.password);
      expect(readFileSync(`/proc/${one.child.pid}/comm`, "utf8")).not.toContain("postgres:");
    });

    it("was never said, nor is it in any result", async () => {
      expect(said.length).toBeGreaterThan(1000);
      const secret = new RegExp(
        `${postgres.password}|${encodeURIComponent(postgres.password)}|postgres://[^u]|frontera@`,
      );
      expect(said).not.toMatch(secret);
      for (const name of ["three", "restarted", "stopped", "brought"])
        for (const bytes of contents(name).values()) {
          const content = Buffer.from(bytes, "base64").toString("latin1");
          expect(content.includes(postgres.password) || content.includes("127.0.0.1")).toBe(false);
        }
      expect((await corridor(...sweepTo("unseen", "--limit", "10", "--detach"))).code).toBe(0);
      expect(await startWorker("--until-empty").code).toBe(0);
      for (const table of ["corridor.sweep", "corridor.worker", "corridor.result", "corridor_jobs.job"])
        expect(JSON.stringify(await postgres.query(`SELECT * FROM ${table}`))).not.toContain(postgres.password);
    });
  });

  const openssl = spawnSync("openssl", ["version"]).status === 0;
  it.skipIf(!openssl)("speaks TLS: sslmode and sslrootcert reach the connection", async () => {
    const paths = ["server.key", "server.crt"].map((name) => join(folder, name));
    const made = spawnSync("openssl", [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
      ...["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", paths[0], "-out", paths[1]],
    ]);
    expect(made.status).toBe(0);
    const files = { "server.key": readFileSync(paths[0], "utf8"), "server.crt": readFileSync(paths[1], "utf8") };
    const secure = await createPostgres(["ssl=on"], files);
    const status = async (query: string) => {
      const one = program(["sweep", "status"], { CORRIDOR_QUEUE: `${secure.url}?${query}` });
      return { code: await one.code, said: one.err() };
    };
    try {
      const queue = await openQueue({ queue: `${secure.url}?sslmode=require`, patience: 30 }, { create: true });
      const encrypted = "pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'corridor'";
      await queue.store.states();
      expect((await secure.query<{ n: string }>(`SELECT count(*) AS n FROM ${encrypted}`))[0].n).not.toBe("0");
      await queue.close();
      const [right, unknown, missing] = await Promise.all([
        status(`sslmode=verify-full&sslrootcert=${encodeURIComponent(paths[1])}`),
        status("sslmode=verify-full"),
        status("sslmode=verify-full&sslrootcert=/nowhere.crt"),
      ]);
      expect(right).toEqual({ code: 0, said: "" });
      expect(unknown.said).toMatch(/cannot be used: its certificate is signed by itself; name it with sslrootcert\n$/);
      expect(missing.said).toMatch(/a certificate or key that sslrootcert, .* cannot be read\n$/);
      expect([unknown.code, missing.code]).toEqual([2, 2]);
      const place = { PGHOST: "localhost", PGPORT: `${secure.port}`, PGUSER: "frontera", PGDATABASE: "postgres" };
      const byVariables = async (tls: NodeJS.ProcessEnv) => {
        const one = program(["sweep", "status"], {
          ...{ CORRIDOR_QUEUE: "", ...place, PGPASSWORD: secure.password, ...tls },
        });
        return { code: await one.code, said: one.err() };
      };
      expect(await byVariables({ PGSSLMODE: "require" })).toEqual({ code: 0, said: "" });
      expect(await byVariables({ PGSSLMODE: "verify-full", PGSSLROOTCERT: paths[1] })).toEqual({ code: 0, said: "" });
      const own = await byVariables({ PGSSLMODE: "verify-full", PGSSLROOTCERT: "system" });
      expect(own.said).toMatch(/cannot be used: its certificate is signed by itself; name it with sslrootcert\n$/);
      const extra = { PGSSLROOTCERT: "system", NODE_EXTRA_CA_CERTS: paths[1] };
      expect(await byVariables(extra)).toEqual({ code: 0, said: "" });
    } finally {
      await secure.remove();
    }
  });
});
