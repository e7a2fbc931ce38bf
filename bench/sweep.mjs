// Prints one JSON line per benchmark of sweeps: node bench/sweep.mjs [--runs N]. See README.md.
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { median } from "./timing.mjs";

const usualRuns = 1000;
/** One and two threads take turns, so that a busy spell of the machine meets both. */
const rounds = 2;

const at = process.argv.indexOf("--runs");
const runs = at < 0 ? usualRuns : Number(process.argv[at + 1]);
if (!(runs >= 100)) {
  process.stderr.write("bench: --runs takes a number of at least 100\n");
  process.exit(1);
}
const build = fileURLToPath(new URL("../dist/", import.meta.url));
const processors = cpus();
const machine = `${processors[0].model.trim()}, ${processors.length} cores, Node ${process.versions.node}`;

function measure(threads, count) {
  const script = fileURLToPath(new URL("sweep-run.mjs", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [script, build, `${threads}`, `${count}`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) process.exit(1);
  return JSON.parse(stdout);
}

function print(name, value, unit, { runs: of, seed }) {
  const line = { name, value: Number(value.toPrecision(4)), unit, runs: of, machine, seed };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const turns = Array.from({ length: runs > 10 * usualRuns ? 1 : rounds }, () => ({
  one: measure(1, runs),
  two: measure(2, runs),
}));
const [{ one, two }] = turns;
const perSecond = ({ runs: count, seconds }) => count / seconds;
print("sweep.runs_per_second.1", median(turns.map((turn) => perSecond(turn.one))), "runs/s", one);
print("sweep.runs_per_second.2", median(turns.map((turn) => perSecond(turn.two))), "runs/s", two);
print("sweep.threads2_over_1", median(turns.map((turn) => turn.one.seconds / turn.two.seconds)), "×", two);
const few = measure(2, Math.ceil(runs / 4));
print("sweep.coordinator_memory", two.megabytes, "MB", two);
print("sweep.coordinator_memory.quarter", few.megabytes, "MB", few);
