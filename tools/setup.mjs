/**
 * Makes a clone ready: installs dependencies, embeds the tables and scenarios, builds dist/; each only when needed.
 * Usage: node tools/setup.mjs [--force], which embeds and builds anyway. Plain Node without dependencies.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const marker = "dist/.built";
const sources = [
  "src",
  "data",
  "scenarios",
  "bargains",
  "sweeps",
  "messages",
  "docs/model.md",
  "docs/model.es-MX.md",
  "tools/embed.ts",
  "tools/opening.ts",
  "tools/page-ledger.ts",
  "tools/documentation.ts",
  "tsconfig.json",
  "tsconfig.build.json",
  "vite.config.ts",
  "package.json",
];
const windows = process.platform === "win32";

/** Time of the last change at a path, or anywhere below it; folders count, so that deletions do. */
function lastChange(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))));
}

function isOlder(path, than) {
  return !existsSync(path) || statSync(path).mtimeMs < than;
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    shell: windows && command === "npm",
  });
  if (status === 0) return;
  process.stderr.write(`setup: ${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}\n`);
  process.exit(status ?? 1);
}

function install() {
  run("npm", ["ci", "--loglevel=error", "--no-audit", "--no-fund", "--no-progress"]);
}

function build() {
  run(process.execPath, ["--import", "tsx", "tools/embed.ts"]);
  run(process.execPath, ["--import", "tsx", "tools/opening.ts"]);
  run(process.execPath, ["--import", "tsx", "tools/page-ledger.ts"]);
  rmSync("dist", { recursive: true, force: true });
  run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
  run(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"]);
  chmodSync("dist/cli/main.js", 0o755);
  writeFileSync(marker, "");
}

process.chdir(root);
const needsInstall = isOlder("node_modules/.package-lock.json", statSync("package-lock.json").mtimeMs);
const needsBuild =
  process.argv.includes("--force") || needsInstall || isOlder(marker, Math.max(...sources.map(lastChange)));
const work = [needsInstall ? "installs dependencies" : "", needsBuild ? "embeds data and builds dist/" : ""].filter(
  (part) => part !== "",
);
if (work.length > 0) process.stderr.write(`setup: ${work.join(", ")}\n`);
if (needsInstall) install();
if (needsBuild) build();
