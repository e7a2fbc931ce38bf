// Makes runs of a sweep on threads, into a folder that is deleted: node sweep-run.mjs BUILD THREADS RUNS. Reports seconds and peak memory.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "./build.mjs";
import { report } from "./timing.mjs";

const [threads, runs] = process.argv.slice(3).map(Number);
const { loadSweep } = await load("analysis/sweep/load.js");
const { chunkCount, chunkAt } = await load("analysis/sweep/sweep.js");
const { createThreadsExecutor } = await load("cli/sweep-threads.js");
const { writePart } = await load("cli/sweep-folder.js");

/** Twelve months in mean field: officers, in as many levels as make the runs, under 20 members. */
const members = 20;
const file = {
  corridor: 1,
  title: "Officers",
  base: "history",
  window: { from: "2023-10", to: "2024-09" },
  design: "grid",
  over: [
    {
      lever: "interceptionOfficers",
      as: "multiply",
      range: { low: 0.5, high: 2, steps: Math.max(2, Math.ceil(runs / members)) },
    },
  ],
  members,
  keep: ["usbp", "interceptions", "transfersSouth", "waiting", "attacks", "deathsBySector", "mexicoSpending"],
};
const sweep = loadSweep(JSON.stringify(file));
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
