// Makes the runs of a sweep on threads and by the workers of a queue in a PostgreSQL of its own, in turns, and measures how many chunks a second
// a full queue can hand out at most: node --import tsx sweep-queue.mjs BUILD THREADS WORKERS RUNS ROUNDS. Reports seconds and seconds of processors.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createPostgres } from "../test/support/postgres.ts";
import { load } from "./build.mjs";
import { officersSweep } from "./sweep-officers.mjs";
import { report } from "./timing.mjs";

const [threads, workers, runs, rounds] = process.argv.slice(3).map(Number);
const { loadSweep } = await load("analysis/sweep/load.js");
const { chunkCount, chunkAt } = await load("analysis/sweep/sweep.js");
const { createThreadsExecutor } = await load("cli/sweep-threads.js");
const { writePart } = await load("cli/sweep-folder.js");
const { openQueue } = await load("cli/queue/open.js");
const { createQueueExecutor } = await load("cli/queue/executor.js");
const { version } = await load("cli/version.js");

const text = JSON.stringify(officersSweep(runs));
const sweep = loadSweep(text, { version });
const all = Array.from({ length: chunkCount(sweep) }, (_, index) => index);
const folder = mkdtempSync(join(tmpdir(), "corridor-bench-"));
const keep = (part) => writePart(folder, part);

const ticksPerSecond = 100;

/** Parent and used ticks of every process; none where Linux is not there to say. */
function processes() {
  const known = new Map();
  let names = [];
  try {
    names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return known;
  }
  for (const name of names)
    try {
      const fields = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
      const used = fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
      known.set(Number(name), { parent: Number(fields[1]), used });
    } catch {
      // it has ended meanwhile
    }
  return known;
}

/** Seconds of processors that this process and all below it have used: threads, and the workers and database where they run. */
function processorSeconds() {
  const known = processes();
  const isOwn = (pid) => pid === process.pid || (known.has(pid) && isOwn(known.get(pid).parent));
  let ticks = 0;
  for (const [pid, { used }] of known) if (isOwn(pid)) ticks += used;
  return ticks / ticksPerSecond;
}

/** Time and use of processors of an executor that does all chunks. */
async function measure(executor) {
  const before = processorSeconds();
  const start = performance.now();
  await executor.run(sweep, all, keep);
  return { seconds: (performance.now() - start) / 1000, processors: processorSeconds() - before };
}

const postgres = await createPostgres();
const queue = await openQueue({ queue: postgres.url, patience: 30 }, { create: true });
const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const onThreads = createThreadsExecutor(threads);
const onQueue = createQueueExecutor(queue.store, { poll: 0.1 });
// the first chunks let every thread and worker load and compile its code
const warm = { ...sweep, id: "0123456789abcdef" };

/** Nothing of a sweep is in the queue any more. */
async function forget({ id, versions }) {
  await queue.store.cancel({ id, versions }, true);
}

async function startWorkers() {
  const children = Array.from({ length: workers }, () =>
    spawn(process.execPath, [main, "worker", "--threads", "1", "--poll", "0.1", "--quiet"], {
      env: { ...process.env, CORRIDOR_QUEUE: postgres.url },
      stdio: ["ignore", "inherit", "inherit"],
    }),
  );
  while ((await queue.store.workers(sweep.versions)).length < workers) await wait(100);
  return children;
}

async function stopWorkers(children) {
  for (const child of children) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
}

/** Threads alone: nothing of the queue runs meanwhile. */
async function measureThreads() {
  await postgres.stop();
  const found = await measure(onThreads);
  await postgres.start();
  return found;
}

async function measureQueue() {
  const children = await startWorkers();
  await onQueue.run(warm, all.slice(-3 * workers), () => {});
  await forget(warm);
  const found = await measure(onQueue);
  await forget(sweep);
  await stopWorkers(children);
  return found;
}

await onThreads.run(warm, all.slice(-threads), () => {});
const turns = [];
for (let round = 0; round < rounds; round++)
  turns.push({ threads: await measureThreads(), queue: await measureQueue() });
await onThreads.close();

/** Chunks of the largest sweeps, unless they are told otherwise. */
const most = 65_536;
const lanes = 8;
const full = { ...sweep, id: "fedcba9876543210", versions: { ...sweep.versions, corridor: "rate" }, chunkRuns: 1 };

/** Chunks a second that are taken from a full queue and kept, by clients for whom the work costs nothing, with parts of `size` bytes. */
async function chunkRate(count, size) {
  const bytes = new Uint8Array(size);
  const clients = await Promise.all(
    Array.from({ length: lanes }, async () => {
      const worker = { id: randomUUID(), name: "rate", threads: 1, lease: 60 };
      const own = await openQueue({ queue: postgres.url, patience: 30 }, { create: true, connections: 1 });
      await own.store.join(worker, full.versions);
      return { worker, own };
    }),
  );
  let left = count;
  const start = performance.now();
  await Promise.all(
    clients.map(async ({ worker, own }) => {
      while (left-- > 0) {
        const taken = await own.store.take(worker, full.versions, randomUUID());
        await own.store.finish(worker, full.versions, taken, { failed: 0, firstFailure: null, bytes });
      }
    }),
  );
  const rate = (1000 * count) / (performance.now() - start);
  for (const { own } of clients) await own.close();
  return rate;
}

await queue.store.register(full);
await queue.store.submit(
  full,
  Array.from({ length: most }, (_, index) => index),
);
const rates = { small: await chunkRate(2000, 8_000), large: await chunkRate(500, 400_000) };
await queue.close();
await postgres.remove();
rmSync(folder, { recursive: true });
report({ runs: chunkAt(sweep, all.length - 1).to, turns, rates, seed: sweep.seed });
