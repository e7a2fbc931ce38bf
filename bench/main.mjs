// Prints one JSON line per benchmark: node bench/main.mjs [BUILD]. See README.md.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { buildFolder } from "./build.mjs";

/** Each in a process of its own, so that none runs code that another has warmed up. */
const benchmarks = [
  ["sampler.mjs"],
  ["time-over-bare.mjs"],
  ["run.mjs", "mean"],
  ["run.mjs", "stochastic"],
  ["population.mjs"],
  ["ensemble-memory.mjs"],
];

const processors = cpus();
const machine = `${processors[0].model.trim()}, ${processors.length} cores, Node ${process.versions.node}`;
const build = fileURLToPath(buildFolder);
if (!existsSync(new URL("index.js", buildFolder))) {
  process.stderr.write(`bench: no build in ${build}; run npm run build\n`);
  process.exit(1);
}

for (const [file, ...options] of benchmarks) {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [script, build, ...options], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) process.exit(1);
  const { name, value, unit, seed } = JSON.parse(stdout);
  process.stdout.write(`${JSON.stringify({ name, value: Number(value.toPrecision(4)), unit, machine, seed })}\n`);
}
