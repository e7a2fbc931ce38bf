import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll } from "vitest";
import type { Executor } from "../../src/analysis/sweep/executor.ts";
import { createQueueExecutor } from "../../src/cli/queue/executor.ts";
import { openQueue } from "../../src/cli/queue/open.ts";
import { built, main, needsBuild } from "../cli/corridor.ts";
import { createPostgres, type Postgres } from "../support/postgres.ts";
import { executorContract } from "./executor.ts";

const workers = 3;
let postgres: Postgres;
let children: ChildProcess[] = [];

beforeAll(async () => {
  if (!built) return;
  postgres = await createPostgres();
  const words = [main, "worker", "--threads", "1", "--poll", "0.05", "--quiet"];
  const env = { ...process.env, CORRIDOR_QUEUE: postgres.url };
  children = Array.from({ length: workers }, () =>
    spawn(process.execPath, words, { env, stdio: ["ignore", "inherit", "inherit"] }),
  );
}, 60_000);

afterAll(async () => {
  for (const child of children) {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
  await postgres?.remove();
});

executorContract({
  name: `queue in PostgreSQL, ${workers} workers${needsBuild}`,
  available: built,
  sinks: 1,
  async create(): Promise<Executor> {
    const { store, close } = await openQueue({ queue: postgres.url, patience: 30, quiet: true }, { create: true });
    return { ...createQueueExecutor(store, { poll: 0.05 }), close };
  },
});
