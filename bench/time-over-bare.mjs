import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildFolder, load, prepareTwoYears } from "./build.mjs";
import { interleavedTimes, median, report } from "./timing.mjs";
import { replay, walk } from "./trace.mjs";

const rounds = 15;

/** The draws of one run, recorded in another process, so that nothing is wrapped in this one. */
function recordTrace() {
  const folder = mkdtempSync(join(tmpdir(), "corridor-bench-"));
  try {
    const file = join(folder, "trace");
    const recorder = fileURLToPath(new URL("record-trace.mjs", import.meta.url));
    execFileSync(process.execPath, [recorder, fileURLToPath(buildFolder), file], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const { buffer, byteOffset, byteLength } = readFileSync(file);
    return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const trace = recordTrace();
const { runOnce } = await load("analysis/run.js");
const { Rng } = await load("engine/rng.js");
const distributions = await load("engine/distributions.js");
const prepared = await prepareTwoYears();
const { seed } = prepared.inputs;

const [runs, replays, walks] = interleavedTimes(
  [() => runOnce(prepared, 0, false), () => replay(distributions, new Rng(seed, 0, false), trace), () => walk(trace)],
  rounds,
);
const ratios = runs.map((time, round) => time / (replays[round] - walks[round]));
report({ name: "engine.time_over_bare", value: median(ratios), unit: "ratio", seed });
