/**
 * What `npm test` runs: lint, types, build, tests, and the package as people install it. Stops at the first failure with its exit
 * code; the last line is `N passed, N failed`, counting these steps. Plain Node without dependencies.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const windows = process.platform === "win32";

class StepFailed extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** Runs a program; returns what it printed if `capture`, else shows it. */
function run(command, args, { cwd = root, capture = false } = {}) {
  const stdio = ["ignore", capture ? "pipe" : "inherit", "inherit"];
  const shell = windows && command !== process.execPath;
  const { status, error, stdout } = spawnSync(command, args, {
    cwd,
    stdio,
    shell,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0)
    throw new StepFailed(`${command} ${args.join(" ")}${error ? `: ${error.message}` : ""}`, status ?? 1);
  return stdout;
}

function node(...args) {
  run(process.execPath, args);
}

function expect(condition, message) {
  if (!condition) throw new StepFailed(message, 1);
}

const scenario = "corridor: 1\ntitle: Autumn 2018\nbase: history\nwindow: {from: 2018-10, to: 2018-12}\n";

const program = `import { simulate, type Simulation } from "corridor";
const result: Simulation = simulate(${JSON.stringify(scenario)}, { mode: "mean" });
const first: number = result.series("usbp").mean[0];
if (result.months.length !== 3 || !(first > 0)) throw new Error("simulate gave " + first);
`;

/** Packs, installs into an empty folder, and uses command line, library and types from there. */
function packed() {
  const folder = mkdtempSync(join(tmpdir(), "corridor-packed-"));
  try {
    const [{ filename }] = JSON.parse(
      run("npm", ["pack", "--json", "--loglevel=error", "--pack-destination", folder], { capture: true }),
    );
    writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}\n');
    writeFileSync(join(folder, "autumn.yaml"), scenario);
    writeFileSync(join(folder, "use.ts"), program);
    const quiet = ["--loglevel=error", "--no-audit", "--no-fund", "--prefer-offline"];
    run("npm", ["install", `./${filename}`, ...quiet], { cwd: folder });
    const cli = (...args) => run("npx", ["--no-install", "corridor", ...args], { cwd: folder, capture: true });
    const result = JSON.parse(cli("run", "autumn.yaml", "--runs", "2", "--json", "--quiet"));
    expect(result.months.length === 3 && result.runs === 2, "corridor run gave no three months of two runs");
    const usbp = result.series.find(({ name, member }) => name === "usbp" && member === null);
    expect(
      usbp.mean.every((value) => value > 0),
      "corridor run gave months without encounters",
    );
    expect(cli("levers").includes("appointments"), "corridor levers does not list appointments");
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const compiler = ["--module", "nodenext", "--target", "es2023", "--strict", "--pretty", "false"];
    run(process.execPath, [tsc, "use.ts", ...compiler], { cwd: folder });
    run(process.execPath, ["use.js"], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const steps = [
  ["lint", () => node("node_modules/@biomejs/biome/bin/biome", "check", ".")],
  ["types", () => node("node_modules/typescript/bin/tsc", "-p", "tsconfig.json")],
  ["types of the page", () => node("node_modules/typescript/bin/tsc", "-p", "src/web/tsconfig.json")],
  ["types of the core, without Node", () => node("node_modules/typescript/bin/tsc", "-p", "tsconfig.core.json")],
  ["build", () => node("tools/setup.mjs")],
  ["tests", () => node("node_modules/vitest/vitest.mjs", "run")],
  ["package", packed],
];

let passed = 0;
for (const [name, step] of steps) {
  const start = performance.now();
  try {
    step();
    passed++;
    console.log(`${name}: passed (${Math.round((performance.now() - start) / 1000)} s)`);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.log(`${name}: failed: ${error.message}`);
    console.log(`${passed} passed, 1 failed`);
    process.exit(error.code);
  }
}
console.log(`${passed} passed, 0 failed`);
