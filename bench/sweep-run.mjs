// Makes runs of a sweep on threads, into a folder that is deleted: node sweep-run.mjs BUILD THREADS RUNS. Reports seconds and peak memory.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "./build.mjs";
import { officersSweep } from "./sweep-officers.mjs";
import { report } from "./timing.mjs";

const [threads, runs] = process.argv.slice(3).map(Number);
const { loadSweep } = await load("analysis/sweep/load.js");
const { chunkCount, chunkAt } = await load("analysis/sweep/sweep.js");
const { createThreadsExecutor } = await load("cli/sweep-threads.js");
const { writePart } = await load("cli/sweep-folder.js");

const sweep = loadSweep(JSON.stringify(officersSweep(runs)));
const folder = mkdtempSync(join(tmpdir(), "corridor-bench-"));
const executor = createThreadsExecutor(threads);
const keep = (part) => writePart(folder, part);
const all = Array.from({ length: chunkCount(sweep) }, (_, index) => index);
// the first chunks let every thread load and compile its code
const warmUps = all.slice(-threads);
await executor.run({ ...sweep, id: "warm-up" }, warmUps, () => {});
const start = performance.now();
await executor.run(sweep, all, keep);
const seconds = (performance.now() - start) / 1000;
await executor.close();
rmSync(folder, { recursive: true });
report({
  runs: chunkAt(sweep, all.length - 1).to,
  seconds,
  megabytes: process.resourceUsage().maxRSS / 1024,
  seed: sweep.seed,
});
