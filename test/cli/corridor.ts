import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const dist = fileURLToPath(new URL("../../dist", import.meta.url));
export const main = join(dist, "cli/main.js");
/** Whether there is a built command line to test. */
export const built = existsSync(main);
export const needsBuild = built ? "" : " (skipped: dist/ is not built; run npm run build)";

/** A module of the build, with the types of its source. */
export async function fromDist<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(dist, path)).href)) as Module;
}

const plain = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "", COLUMNS: "80" };

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line to its end. */
export function corridor(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...plain, ...options.env },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Starts the built command line. */
export function start(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [main, ...args], { cwd, env: plain, stdio: ["ignore", "pipe", "pipe"] });
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "corridor-test-"));
}
