// Prints one JSON line per benchmark of sweeps: node bench/sweep.mjs [--runs N]. See README.md.
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { median } from "./timing.mjs";

const usualRuns = 1000;
/** What is compared takes turns, so that a busy spell of the machine meets both. */
const usualRounds = 2;
const queueWorkers = 3;

const at = process.argv.indexOf("--runs");
const runs = at < 0 ? usualRuns : Number(process.argv[at + 1]);
if (!(runs >= 100)) {
  process.stderr.write("bench: --runs takes a number of at least 100\n");
  process.exit(1);
}
const build = fileURLToPath(new URL("../dist/", import.meta.url));
const processors = cpus();
const machine = `${processors[0].model.trim()}, ${processors.length} cores, Node ${process.versions.node}`;

function measured(script, ...numbers) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", path, build, ...numbers.map(String)], {
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

const rounds = runs > 10 * usualRuns ? 1 : usualRounds;
const turns = Array.from({ length: rounds }, () => ({
  one: measured("sweep-run.mjs", 1, runs),
  two: measured("sweep-run.mjs", 2, runs),
}));
const [{ one, two }] = turns;
const perSecond = ({ runs: count, seconds }) => count / seconds;
print("sweep.runs_per_second.1", median(turns.map((turn) => perSecond(turn.one))), "runs/s", one);
print("sweep.runs_per_second.2", median(turns.map((turn) => perSecond(turn.two))), "runs/s", two);
print("sweep.threads2_over_1", median(turns.map((turn) => turn.one.seconds / turn.two.seconds)), "×", two);
const few = measured("sweep-run.mjs", 2, Math.ceil(runs / 4));
print("sweep.coordinator_memory", two.megabytes, "MB", two);
print("sweep.coordinator_memory.quarter", few.megabytes, "MB", few);

const queue = measured("sweep-queue.mjs", processors.length, queueWorkers, runs, rounds);
const overhead = (of) => median(queue.turns.map((turn) => turn.queue[of] / turn.threads[of] - 1));
print("sweep.queue_overhead", overhead("seconds"), "of threads' time", queue);
print("sweep.queue_overhead.processors", overhead("processors"), "of threads' processor time", queue);
print("sweep.queue_chunks_per_second", queue.rates.small, "chunks of 8 kB/s", queue);
print("sweep.queue_chunks_per_second.large", queue.rates.large, "chunks of 400 kB/s", queue);
