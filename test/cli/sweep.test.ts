import { spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundledSweep } from "../../src/analysis/sweep/bundled.ts";
import { createInlineExecutor } from "../../src/analysis/sweep/executor.ts";
import { loadSweep } from "../../src/analysis/sweep/load.ts";
import { chunkCount, runCount } from "../../src/analysis/sweep/sweep.ts";
import { describeSweep, readPartLabel, writeDescription, writePart } from "../../src/cli/sweep-folder.ts";
import { createThreadsExecutor } from "../../src/cli/sweep-threads.ts";
import { version } from "../../src/cli/version.ts";
import { ageUnfinished, contentsOf, effortAndTrains } from "../support/sweeps.ts";
import { built, corridor, dist, main, needsBuild, start, temporaryFolder } from "./corridor.ts";

const chunk = ["--chunk", "10"];

describe.skipIf(!built)(`corridor sweep${needsBuild}`, () => {
  let folder: string;
  /** File names and bytes of the results of an undisturbed run. */
  let whole: Map<string, string>;
  let failedRuns: number;

  const contents = (results: string): Map<string, string> => contentsOf(join(folder, results));

  const sweep = (...args: string[]) => corridor(["sweep", ...args], { cwd: folder });
  const partsOf = (results: string): string[] =>
    existsSync(join(folder, results)) ? readdirSync(join(folder, results)).filter((n) => /^part-/.test(n)) : [];

  beforeAll(() => {
    folder = temporaryFolder();
    writeFileSync(join(folder, "trains.yaml"), effortAndTrains);
    writeFileSync(join(folder, "sound.yaml"), effortAndTrains.replace("high: 29, steps: 30", "high: 2.9, steps: 30"));
    const { code, out, err } = sweep("trains.yaml", "--out", "whole", "--threads", "2", "--quiet", "--json", ...chunk);
    expect(err).toBe("");
    expect(code).toBe(1);
    const summary = JSON.parse(out);
    expect(summary).toMatchObject({ runs: 240, done: 240, there: 240, parts: 24, partial: false, next: null });
    failedRuns = summary.failed;
    whole = contents("whole");
    expect(whole.size).toBe(25);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives the same bytes inline, on one thread, and as 7 shards merged in any order", async () => {
    const planned = loadSweep(effortAndTrains, { version, chunkRuns: 10 });
    mkdirSync(join(folder, "inline"));
    writeDescription(join(folder, "inline"), describeSweep(planned));
    const all = Array.from({ length: chunkCount(planned) }, (_, index) => index);
    await createInlineExecutor().run(planned, all, (part) => writePart(join(folder, "inline"), part));
    expect(contents("inline")).toEqual(whole);
    const shards = [1, 2, 3, 4, 5, 6, 7].map((shard) => {
      const { code } = sweep(
        "trains.yaml",
        "--out",
        `s${shard}`,
        "--shard",
        `${shard}/7`,
        "--threads",
        "1",
        "--quiet",
        ...chunk,
      );
      expect(code).toBeLessThan(2);
      return `s${shard}`;
    });
    for (const [name, order] of [
      ["rising", shards],
      ["mixed", ["s4", "s1", "s7", "s2", "s6", "s3", "s5"]],
    ] as const) {
      const { code, out } = sweep("merge", ...order, "--out", name);
      const failures = `${failedRuns} runs failed and are rows with status and message`;
      expect([code, out]).toEqual([1, `240 runs in 24 parts in ${name}, from 7 folders; ${failures}\n`]);
      expect(contents(name)).toEqual(whole);
    }
    const missing = sweep("merge", "s1", "s3", "--out", "nowhere");
    expect(missing.code).toBe(2);
    expect(missing.err).toMatch(
      /^corridor: \d+ of 24 parts are missing \(.*\); expected all of them; do them with --resume/,
    );
    const twice = sweep("merge", "s1", "s2", "s1", "--out", "nowhere");
    expect(twice.err).toBe("corridor: part 0 is in s1 and in s1; expected each part once\n");
    expect(existsSync(join(folder, "nowhere"))).toBe(false);
  }, 120_000);

  it("is read by DuckDB: every run once, levels, failed rows with their message, and the design in the metadata", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
    const all = `read_parquet('${folder}/whole/*.parquet')`;
    expect(
      await rows(`SELECT count(*)::INT n, count(DISTINCT run)::INT d, min(run) lo, max(run) hi FROM ${all}`),
    ).toEqual([{ n: 240, d: 240, lo: 0, hi: 239 }]);
    const failed = await rows(`SELECT * FROM ${all} WHERE status = 'failed' ORDER BY run`);
    expect(failed.length).toBe(failedRuns);
    expect(failedRuns).toBeGreaterThan(0);
    expect(failedRuns).toBeLessThan(240);
    expect(failed[0].usbp).toBeNull();
    expect(Number(failed[0].effort)).toBeGreaterThan(1);
    expect(failed[0].message).toMatch(/^effort is multiplied to .*; expected 0 to 5/);
    const good = await rows(`SELECT count(*)::INT n FROM ${all} WHERE status = 'ok' AND message IS NULL AND usbp > 0`);
    expect(good).toEqual([{ n: 240 - failedRuns }]);
    expect(await rows(`SELECT DISTINCT "trainSecurity" t FROM ${all} ORDER BY t`)).toEqual([{ t: 1 }, { t: null }]);
    const metadata = await rows(
      `SELECT decode(key) k, decode(value) v FROM parquet_kv_metadata('${folder}/whole/part-000003.parquet')`,
    );
    const of = new Map(metadata.map(({ k, v }) => [k, String(v)]));
    expect(of.get("corridor.chunk")).toBe("3");
    expect(of.get("corridor.runs")).toBe("30-39");
    expect(of.get("corridor.seed")).toBe("1");
    expect(JSON.parse(of.get("corridor.versions")!)).toMatchObject({ corridor: version });
    expect(JSON.parse(of.get("corridor.design")!)).toMatchObject({ title: "Effort and trains", members: 4 });
    const description = JSON.parse(readFileSync(join(folder, "whole/sweep.json"), "utf8"));
    expect(of.get("corridor.sweep")).toBe(description.id);
    expect(description).toMatchObject({ runs: 240, chunk: 10, chunks: 24, mode: "mean" });
  });

  /** Starts a sweep and waits for its first parts. */
  async function underWay(results: string) {
    const child = start(["sweep", "trains.yaml", "--out", results, "--threads", "2", ...chunk], folder);
    let err = "";
    child.stderr?.on("data", (data) => (err += data));
    while (partsOf(results).length < 2) await wait(10);
    return { child, err: () => err };
  }

  it("survives kill -9: goes on with the parts that are missing, to the same bytes", async () => {
    const { child } = await underWay("killed");
    child.kill("SIGKILL");
    await once(child, "exit");
    const kept = partsOf("killed");
    expect(kept.length).toBeLessThan(24);
    const times = kept.map((name) => statSync(join(folder, "killed", name)).mtimeMs);
    writeFileSync(join(folder, "killed", ".part-000023.parquet.1.tmp"), "half of it");
    ageUnfinished(join(folder, "killed"));
    const again = sweep("trains.yaml", "--out", "killed", "--quiet");
    expect([again.code, again.out]).toEqual([2, ""]);
    expect(again.err).toBe(
      `corridor: killed holds ${kept.length} of the 24 parts already; give --resume to do the others, or --out another folder\n`,
    );
    const { code, out } = sweep("trains.yaml", "--out", "killed", "--resume", "--quiet", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      resumed: kept.length,
      there: 240,
      done: 240 - 10 * kept.length,
      failed: failedRuns,
      failedNow: expect.any(Number),
    });
    expect(contents("killed")).toEqual(whole);
    expect(kept.map((name) => statSync(join(folder, "killed", name)).mtimeMs)).toEqual(times);
    const nothing = JSON.parse(sweep("trains.yaml", "--out", "killed", "--resume", "--quiet", "--json").out);
    expect(nothing).toMatchObject({ done: 0, there: 240, failed: failedRuns, failedNow: 0, runsPerSecond: null });
    expect(sweep("trains.yaml", "--out", "killed", "--quiet").err).toBe(
      "corridor: killed holds all 24 parts already; nothing is left to do; give --out another folder to do them again\n",
    );
  }, 120_000);

  it("bears eight shards that begin in one folder at once, with the same process id as containers have", async () => {
    const rounds = 40;
    const results = join(folder, "shared");
    for (let round = 0; round < rounds; round++) mkdirSync(join(results, `${round}`), { recursive: true });
    const shard = `
      const { workerData: { shard, module, results, description, gates } } = require("node:worker_threads");
      import(module).then(({ writeDescription, readDescription, clearUnfinished, writePart }) => {
        const waiting = new Int32Array(gates);
        for (const round of waiting.keys()) {
          for (let there = Atomics.add(waiting, round, 1) + 1; there < 8; there = Atomics.load(waiting, round))
            Atomics.wait(waiting, round, there, 100);
          Atomics.notify(waiting, round);
          const folder = results + "/" + round;
          writeDescription(folder, description);
          clearUnfinished(folder);
          if (readDescription(folder).id !== description.id) throw new Error("half of sweep.json");
          writePart(folder, { chunk: { index: shard }, bytes: new Uint8Array(1000) });
        }
      });`;
    const gates = new SharedArrayBuffer(4 * rounds);
    const description = describeSweep(loadSweep(effortAndTrains, { version, chunkRuns: 10 }));
    const module = pathToFileURL(join(dist, "cli/sweep-folder.js")).href;
    const shards = Array.from(
      { length: 8 },
      (_, index) =>
        new Worker(shard, { eval: true, workerData: { shard: index, module, results, description, gates } }),
    );
    expect(await Promise.all(shards.map(async (one) => await once(one, "exit")))).toEqual(shards.map(() => [0]));
    const names = [...Array.from({ length: 8 }, (_, index) => `part-00000${index}.parquet`), "sweep.json"];
    for (let round = 0; round < rounds; round++) expect(readdirSync(join(results, `${round}`)).sort()).toEqual(names);
  }, 60_000);

  it("says how many of all runs failed, and how many of those that it went on with", () => {
    mkdirSync(join(folder, "gone"));
    for (const name of whole.keys()) copyFileSync(join(folder, "whole", name), join(folder, "gone", name));
    const lost = [...whole.keys()].filter((name) => name.endsWith("5.parquet"));
    const failures = lost.map((name) => readPartLabel(join(folder, "gone", name)).failed);
    const failedNow = failures.reduce((sum, one) => sum + one, 0);
    expect(failedNow).toBeGreaterThan(0);
    expect(failedNow).toBeLessThan(failedRuns);
    for (const name of lost) rmSync(join(folder, "gone", name));
    const { code, out } = sweep("trains.yaml", "--out", "gone/", "--resume", "--quiet");
    expect(code).toBe(1);
    const said = out.replaceAll(/\s+/g, " ");
    expect(said).toContain(
      `${failedRuns} of 240 runs failed and are rows with status and message, ${failedNow} of them now; the first now, run `,
    );
    expect(said).toContain(" Ask it: corridor query gone/ Read it: SELECT * FROM read_parquet('gone/*.parquet') ");
    const after = sweep("trains.yaml", "--out", "gone", "--resume", "--quiet").out.replaceAll(/\s+/g, " ");
    expect(after).toContain(`${failedRuns} of 240 runs failed and are rows with status and message, none of them now.`);
  }, 60_000);

  it("knows a scenario from a sweep", () => {
    writeFileSync(join(folder, "scenario.yaml"), "corridor: 1\ntitle: None\nbase: history\nchanges: []\n");
    expect(sweep("scenario.yaml")).toMatchObject({
      code: 2,
      err: "corridor: scenario.yaml: a scenario was given; expected a sweep, such as those in sweeps/; corridor run and corridor compare take scenarios, and a sweep names one as its base\n",
    });
    for (const command of ["run", "check"])
      expect(corridor([command, "trains.yaml"], { cwd: folder })).toMatchObject({
        code: 2,
        err: "corridor: trains.yaml: a sweep was given; expected a scenario; sweeps are for corridor sweep\n",
      });
  });

  it("ends at Ctrl-C with what is finished, and with the command that goes on", async () => {
    const { child, err } = await underWay("stopped");
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(130);
    const kept = partsOf("stopped").length;
    const next = /go on with: corridor (.*)\n$/.exec(err())?.[1];
    expect(err()).toContain(`stopped; ${kept} of 24 parts are kept in stopped; go on with: `);
    expect(readdirSync(join(folder, "stopped")).every((name) => !name.startsWith("."))).toBe(true);
    const events = err()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({ event: "plan", total: 240 });
    expect(events[1]).toMatchObject({ event: "progress", total: 240, done: 10 });
    expect(events[1].perSecond).toBeGreaterThan(0);
    expect(sweep(...next!.split(" ").slice(1), "--quiet").code).toBe(1);
    expect(contents("stopped")).toEqual(whole);
  }, 120_000);

  it("does a chunk again when its thread dies, and says so when it dies of it every time", async () => {
    const planned = loadSweep(effortAndTrains, { version, chunkRuns: 60 });
    const worker = new URL("dying-worker.mjs", import.meta.url);
    const parts: Map<number, string> = new Map();
    const expected: Map<number, string> = new Map();
    const into = (map: Map<number, string>) => (part: { chunk: { index: number }; bytes: Uint8Array }) => {
      expect(map.has(part.chunk.index)).toBe(false);
      map.set(part.chunk.index, Buffer.from(part.bytes).toString("base64"));
    };
    await createInlineExecutor().run(planned, [0, 1, 2, 3], into(expected));
    process.env.DYING_CHUNK = "1";
    for (const mark of [join(folder, "died"), "always"]) {
      process.env.DYING_WORKER = mark;
      const executor = createThreadsExecutor(2, worker);
      parts.clear();
      const run = executor.run(planned, [0, 1, 2, 3], into(parts));
      if (mark === "always")
        await expect(run).rejects.toThrow(
          "runs 60 to 119 could not be done: a thread died of it 3 times (the thread is out of memory)",
        );
      else {
        expect(await run).toBe(true);
        expect(existsSync(mark)).toBe(true);
        expect(parts).toEqual(expected);
      }
      await executor.close();
    }
  }, 120_000);

  it("ends at a full disk with nothing half-written, and goes on when there is room", () => {
    const results = join(folder, "full");
    mkdirSync(results);
    // as root a small file system of its own, else a limit on the size of files
    const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", results]);
    const mounted = mount.status === 0;
    try {
      const command = `${mounted ? "" : "ulimit -f 4; "}exec "$0" "$@"`;
      const words = [process.execPath, main, "sweep", "trains.yaml", "--out", "full", "--quiet", ...chunk];
      const { status, stdout, stderr } = spawnSync("sh", ["-c", command, ...words], { cwd: folder, encoding: "utf8" });
      const reason = mounted ? "the disk is full" : "the file would be larger than allowed here";
      expect([status, stdout]).toEqual([3, ""]);
      expect(stderr).toMatch(
        new RegExp(
          `^corridor: cannot write full/[^:]*: ${reason}; (\\d+) of 24 parts are kept; go on with: corridor sweep trains.yaml --out full --resume --chunk 10\n$`,
        ),
      );
      const names = readdirSync(results);
      expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
      for (const name of names) expect(readFileSync(join(results, name), "base64")).toBe(whole.get(name));
      if (mounted) expect(spawnSync("mount", ["-o", "remount,size=16m", results]).status).toBe(0);
      expect(sweep("trains.yaml", "--out", "full", "--resume", "--quiet").code).toBe(1);
      expect(contents("full")).toEqual(whole);
    } finally {
      if (mounted) spawnSync("umount", [results]);
    }
  }, 120_000);

  it("does about as many runs as it is told, and says what is left", () => {
    const { code, out } = sweep("sound.yaml", "--out", "some", "--limit", "35", "--quiet", ...chunk);
    expect(code).toBe(0);
    expect(out).toContain("40 of 240 runs in 4 parts in some; 40 runs now");
    expect(out).toContain("Go on:   corridor sweep sound.yaml --out some --resume --chunk 10 --limit 35");
    expect(out).toContain("Scenario, not prediction.");
    expect(partsOf("some")).toEqual([0, 1, 2, 3].map((index) => `part-00000${index}.parquet`));
    const { out: after } = sweep("sound.yaml", "--out", "some", "--resume", "--limit", "1", "--quiet", "--json");
    expect(JSON.parse(after)).toMatchObject({ done: 10, there: 50, partial: true });
  });

  it("says how many, how long and how large, and writes nothing", () => {
    const before = readdirSync(folder);
    const { code, out } = sweep("sound.yaml", "--dry-run", "--threads", "2");
    expect(code).toBe(0);
    expect(out.replaceAll("\n", " ")).toMatch(
      /Effort and trains 240 runs: 60 combinations × 4 members\. About .* on 2 threads: [\d.]+ ms a run and .* for each of \d+ beginnings that runs share\. About .* kB in \d+ parts of 9 columns, 15 runs each\. Estimated from 8 runs; nothing was written\./,
    );
    expect(readdirSync(folder)).toEqual(before);
    const size = [...whole].reduce(
      (sum, [name, bytes]) => sum + (name.endsWith(".parquet") ? (bytes.length * 3) / 4 : 0),
      0,
    );
    const json = JSON.parse(sweep("trains.yaml", "--dry-run", "--json", ...chunk).out);
    expect(json).toMatchObject({ runs: 240, points: 60, members: 4, chunk: 10, todo: { runs: 240, parts: 24 } });
    expect(json.bytes / size).toBeGreaterThan(0.7);
    expect(json.bytes / size).toBeLessThan(1.4);
  });

  it("takes the name of a sweep that ships, and says which one may be meant", () => {
    const { file, text } = bundledSweep("appointments-and-officers")!;
    const planned = loadSweep(text, { file, version });
    const { runs } = JSON.parse(sweep("appointments-and-officers", "--dry-run", "--json").out);
    expect(runs).toBe(runCount(planned));
    const { code, out, err } = sweep("apointments-and-officers");
    expect([code, out, err]).toEqual([
      2,
      "",
      'corridor: "apointments-and-officers" was given; expected a bundled sweep or the path of a file; did you mean "appointments-and-officers"?\n',
    ]);
    expect(sweep("merg").err).toMatch(/did you mean "merge"\?\n$/);
  });

  it("takes its shard from a Slurm job array", () => {
    const env = { SLURM_ARRAY_TASK_ID: "24" };
    const args = ["sweep", "sound.yaml", "--dry-run", "--json", "--shard", "slurm/24", ...chunk];
    expect(JSON.parse(corridor(args, { cwd: folder, env }).out).todo).toEqual({ runs: 10, parts: 1 });
  });

  it.each([
    [
      ["--shard", "8/7"],
      '--shard: "8/7" was given, shard 8 of 7; expected one from 1 to their number, at most 1,000,000',
    ],
    [
      ["--shard", "third"],
      '--shard: "third" was given; expected which of how many, such as 3/7, or slurm/7, or kubernetes/7',
    ],
    [["--limit", "0"], '--limit: "0" was given; expected a whole number from 1 to 2,000,000,000'],
    [
      ["--out", "whole", "--resume", "--chunk", "12"],
      "--chunk: 12 was given; expected 10, the runs of a chunk in whole",
    ],
    [
      ["--out", "other"],
      'other holds another sweep, "Effort and trains", or this one before it was changed; give --out another folder',
    ],
    [
      ["--out", "foreign"],
      "foreign/sweep.json is not what corridor sweep wrote; expected the folder of a sweep, or a new one",
    ],
    [
      ["--out", "tables"],
      "tables holds mine.parquet and no sweep.json; expected the folder of this sweep, or a new one",
    ],
    [
      ["--out", "damaged", "--resume"],
      "damaged/part-000002.parquet is damaged or no part of a sweep; delete it, and it is made again",
    ],
    [["--out", "trains.yaml"], "cannot read trains.yaml: part of the path is not a folder"],
  ])("refuses %j and changes nothing", (args, sentence) => {
    const files: readonly (readonly [string, string | Buffer])[] = [
      [
        "other/sweep.json",
        Buffer.from(whole.get("sweep.json")!, "base64")
          .toString()
          .replace(/"id": "./, '"id": "x'),
      ],
      ["foreign/sweep.json", '{"format":"mine"}'],
      ["tables/mine.parquet", "PAR1"],
      ["damaged/sweep.json", Buffer.from(whole.get("sweep.json")!, "base64")],
      ["damaged/part-000002.parquet", Buffer.from(whole.get("part-000002.parquet")!, "base64").subarray(0, 900)],
    ];
    for (const [path, content] of files) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const before = readdirSync(folder, { recursive: true }).sort();
    const { code, out, err } = sweep("trains.yaml", ...args);
    expect([code, out, err]).toEqual([2, "", `corridor: ${sentence}\n`]);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
  });
});
