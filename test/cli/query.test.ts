import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createInlineExecutor } from "../../src/analysis/sweep/executor.ts";
import { loadSweep } from "../../src/analysis/sweep/load.ts";
import { chunkCount } from "../../src/analysis/sweep/sweep.ts";
import { failureOf } from "../../src/cli/failure.ts";
import { createProgram } from "../../src/cli/program.ts";
import { describeSweep, writeDescription, writePart } from "../../src/cli/sweep-folder.ts";
import { version } from "../../src/cli/version.ts";
import { built, corridor, main, needsBuild, type Outcome, start, temporaryFolder } from "./corridor.ts";

/** As sweeps/appointments-and-officers.yaml, which the pages on Python and R ask, but small, and with a multiple beyond the range of effort. */
const grid = `corridor: 1
title: Appointments and officers, in short
base: history
window: { from: 2018-10, to: 2018-11 }
design: grid
over:
  - { lever: appointments, levels: [0, base, 700] }
  - { lever: interceptionOfficers, as: multiply, levels: [0.5, 1] }
  - { lever: effort, as: multiply, levels: [1, 100] }
members: 3
keep: [usbp, ports, interceptions, transfersSouth, waiting, attacks, deathsBySector, deathsInTransit, mexicoSpending]
`;
const sampled = `corridor: 1
title: What train security rests on, in short
base: history
window: { from: 2018-10, to: 2018-10 }
design: latin-hypercube
samples: 24
over:
  - { lever: trainSecurity, levels: [base, 1], crossed: true }
  - { parameter: searchRate, as: quantile }
  - { parameter: trainDependence, as: quantile }
keep: [usbp, interceptions]
`;

/** Nothing in it is as in the base. */
const absolute = `corridor: 1
title: Two numbers of appointments
base: history
window: { from: 2018-10, to: 2018-10 }
design: grid
over:
  - { lever: appointments, levels: [0, 700] }
keep: [usbp]
`;

interface Answer {
  readonly rows: readonly Record<string, string | number | boolean | null>[];
  readonly more: boolean;
  readonly complete: boolean;
}

describe("corridor query", () => {
  let folder: string;

  /** Runs the command here, which saves the time of a start; paths of the folder are taken out of what it says. */
  async function ask(args: readonly string[], columns = 80): Promise<Outcome> {
    const said = { out: "", err: "" };
    const hear = (to: keyof typeof said) => (text: string | Uint8Array) => {
      said[to] += String(text).replaceAll(`${folder}/`, "");
      return true;
    };
    vi.stubEnv("COLUMNS", `${columns}`);
    vi.stubEnv("NO_COLOR", "1");
    const spies = [
      vi.spyOn(process.stdout, "write").mockImplementation(hear("out")),
      vi.spyOn(process.stderr, "write").mockImplementation(hear("err")),
    ];
    const [results, ...others] = args.map((arg, i) =>
      i === 0 || /\.(csv|parquet|xlsx)$/.test(arg) ? join(folder, arg) : arg,
    );
    try {
      await createProgram().parseAsync(["node", "corridor", "query", results, ...others]);
      return { code: 0, ...said };
    } catch (error) {
      const { sentence, code } = failureOf(error);
      return { code, out: said.out, err: `${sentence.replaceAll(`${folder}/`, "")}` };
    } finally {
      for (const spy of spies) spy.mockRestore();
      vi.unstubAllEnvs();
    }
  }

  async function answer(...args: string[]): Promise<Answer> {
    const { code, out, err } = await ask([...args, "--json"]);
    expect([code, err]).toEqual([0, ""]);
    return JSON.parse(out);
  }

  beforeAll(async () => {
    folder = temporaryFolder();
    for (const [name, text] of [
      ["grid", grid],
      ["sampled", sampled],
      ["absolute", absolute],
    ] as const) {
      const sweep = loadSweep(text, { version });
      mkdirSync(join(folder, name));
      writeDescription(join(folder, name), describeSweep(sweep));
      const chunks = Array.from({ length: chunkCount(sweep) }, (_, index) => index);
      await createInlineExecutor().run(sweep, chunks, (part) => writePart(join(folder, name), part));
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("says what is there and what can be asked, within the terminal", async () => {
    for (const columns of [80, 120])
      for (const args of [
        ["grid"],
        ["grid", "--view", "effects"],
        ["grid", "--less", "usbp", "waiting", "--more", "ports"],
        ["grid", "--view", "outcomes"],
        ["grid", "SELECT * FROM runs WHERE status = 'ok' LIMIT 1"],
        ["sampled", "--view", "effects"],
        ["sampled", "--fails", "change.usbp > -400"],
      ]) {
        const { code, out, err } = await ask(args, columns);
        expect([code, err]).toEqual([0, ""]);
        const widest = Math.max(...out.split("\n").map((line) => line.length));
        expect(widest, `${args.join(" ")} in ${columns} columns:\n${out}`).toBeLessThanOrEqual(columns);
        expect(out).toContain("Scenario, not prediction.");
      }
    const { out } = await ask(["grid"]);
    expect(out).toContain("36 runs in ");
    expect(out).toMatch(/\neffects +what each level does to each outcome\n/);
  });

  it("gives the effect of a level as the mean over members of differences, as an own count of the runs has it", async () => {
    const { rows } = await answer("grid", "SELECT * FROM runs ORDER BY run");
    expect(rows).toHaveLength(36);
    const usbp = (member: number, appointments: number | null, officers: number) =>
      Number(
        rows.find(
          (row) =>
            row.effort === 1 &&
            row.member === member &&
            row.appointments === appointments &&
            row.interceptionOfficers === officers,
        )!.usbp,
      );
    const differences = [0, 1, 2].map(
      (member) => (usbp(member, 700, 0.5) + usbp(member, 700, 1) - usbp(member, null, 0.5) - usbp(member, null, 1)) / 2,
    );
    const effects = (await answer("grid", "--view", "effects")).rows;
    const effect = effects.find(
      (row) => row.factor === "appointments" && row.level === "700" && row.outcome === "usbp",
    )!;
    expect(effect.difference).toBeCloseTo(differences.reduce((a, b) => a + b) / 3, 6);
    expect(effect).toMatchObject({ compared_with: "base", draws: 3, runs: 6, paired: true, interval_over: "members" });
    expect(Number(effect.share_higher) + Number(effect.share_lower)).toBe(1);
    const officers = effects.filter((row) => row.factor === "interceptionOfficers" && row.outcome === "usbp");
    expect(officers.map(({ level, compared_with: from }) => `${from} to ${level}`)).toEqual(["1 to 0.5"]);
    expect(effects.filter(({ harm }) => harm).map(({ outcome }) => outcome)).toContain("deathsInTransit");
  });

  it("shows runs that failed, and says that they are left out", async () => {
    const { rows } = await answer("grid", "--view", "failed");
    expect(rows).toHaveLength(18);
    expect(rows[0]).toMatchObject({ run: 1, effort: 100, member: 0 });
    expect(rows[0].message).toMatch(/^effort is multiplied to/);
    expect((await ask(["grid", "--view", "policies"])).out).toContain("18 runs failed and are left out");
    expect((await ask(["grid", "--less", "usbp"])).out).toContain(
      "6 policies not compared: in every draw runs failed or are missing.",
    );
    expect((await ask(["grid", "--view", "policies"])).out).toContain("6 policies not compared");
    const { out } = await ask(["grid", "--view", "failed"]);
    expect(out.replaceAll(/\s+/g, " ")).toContain(` 1 ${rows[0].message} `);
    expect(out).not.toContain("left out");
    expect((await ask(["sampled", "--view", "failed"])).out).toContain("No run failed.");
  });

  it("names policies that no other one beats, with harm beside what was asked for", async () => {
    const { rows } = await answer("grid", "--less", "usbp", "--more", "ports");
    const policies = (await answer("grid", "--view", "policies")).rows.filter(({ usbp }) => usbp !== null);
    const beaten = (a: Answer["rows"][number]) =>
      policies.some(
        (b) =>
          Number(b.usbp) <= Number(a.usbp) &&
          Number(b.ports) >= Number(a.ports) &&
          (Number(b.usbp) < Number(a.usbp) || Number(b.ports) > Number(a.ports)),
      );
    const key = (row: Answer["rows"][number]) => `${row.appointments} ${row.interceptionOfficers}`;
    expect(new Set(rows.map(key))).toEqual(new Set(policies.filter((row) => !beaten(row)).map(key)));
    expect(Object.keys(rows[0])).toEqual(expect.arrayContaining(["deathsBySector", "deathsInTransit", "attacks"]));
    const { out } = await ask(["grid", "--less", "usbp"]);
    expect(out).toMatch(/What is\s+wanted\s+is a choice of whoever asks/);
    expect(out).toContain("deathsBySector");
  });

  it("finds ranges in which a policy fails, as a condition that selects them", async () => {
    const fails = "interceptions > (SELECT median(interceptions) FROM runs)";
    const steps = (await answer("sampled", "--where", "trainSecurity = 1", "--view", "trajectory", "--fails", fails))
      .rows;
    expect(steps[0]).toMatchObject({ step: 0, density: 0.5, coverage: 1, support: 1, narrowed: 0, box: "" });
    const last = steps[steps.length - 1];
    expect(last.box).toContain('"searchRate" >= ');
    const sql = `SELECT count(*) AS n FROM runs WHERE trainSecurity = 1 AND ${last.box}`;
    expect((await answer("sampled", sql)).rows).toEqual([{ n: last.runs }]);
    const [box] = (await answer("sampled", "--where", "trainSecurity = 1", "--view", "discovery", "--fails", fails))
      .rows;
    expect(box).toMatchObject({ trainSecurity: 1, cases: 24, failing: 12, factor: "searchRate" });
    const base = (await ask(["sampled", "--fails", "trainSecurity IS NULL", "--over", "trainSecurity"])).out;
    expect(base).toMatch(/\ntrainSecurity +base +1 to 1 /);
    expect(base).toContain('As SQL: "trainSecurity" IS NULL');
    const { out } = await ask(["sampled", "--fails", fails, "--step", "1"]);
    expect(out).toMatch(/\n1 ← /);
  });

  it("writes CSV and Parquet with all digits, and nothing over what is there", async () => {
    const sql = "SELECT run, usbp FROM runs ORDER BY run";
    expect((await ask(["grid", sql, "--out", "all.csv", "--limit", "2"])).err).toBe("Wrote all.csv, 2 rows\n");
    const { code, out, err } = await ask(["grid", sql, "--out", "all.parquet"]);
    expect([code, out, err]).toEqual([0, "", "Wrote all.parquet, 36 rows\n"]);
    const [, first] = readFileSync(join(folder, "all.csv"), "utf8").split("\n");
    const { rows } = await answer("grid", sql);
    expect(first.split(",").map(Number)).toEqual([0, rows[0].usbp]);
    const connection = await (await DuckDBInstance.create()).connect();
    const read = await connection.runAndReadAll(`SELECT * FROM '${folder}/all.parquet'`);
    expect(read.getRowObjects()).toEqual(rows);
    expect((await ask(["grid", sql, "--out", "all.csv"])).err).toBe(
      "cannot write all.csv: it exists already; give --force to replace it",
    );
    expect((await ask(["grid", "SELECT * FROM runz", "--out", "none.csv"])).code).toBe(2);
    expect(readdirSync(folder).filter((name) => /none|tmp/.test(name))).toEqual([]);
    expect((await ask(["grid", "SUMMARIZE runs", "--out", "all.csv", "--force"])).code).toBe(0);
  });

  it("says of an answer that breaks off what is wrong with the question, and leaves nothing", async () => {
    const { code, err } = await ask(["grid", "SELECT CAST(status AS INTEGER) FROM runs", "--out", "broken.csv"]);
    expect(code).toBe(2);
    expect(err).toMatch(/^SQL: Could not convert string '\w+' to INT32/);
    expect(readdirSync(folder).filter((name) => name.includes("broken"))).toEqual([]);
  });

  it("counts the base among the levels, and names thirds of samples without exponents", async () => {
    expect((await ask(["grid"])).out).toMatch(/\nappointments +lever +people per day +2 and base +0 +700\n/);
    const folderOf = join(folder, "spread");
    const text = sampled.replace(
      "{ parameter: searchRate, as: quantile }",
      "{ lever: appointments, range: { low: 0, high: 3000 } }",
    );
    const sweep = loadSweep(text.replace("samples: 24", "samples: 9"), { version });
    mkdirSync(folderOf);
    writeDescription(folderOf, describeSweep(sweep));
    const chunks = Array.from({ length: chunkCount(sweep) }, (_, index) => index);
    await createInlineExecutor().run(sweep, chunks, (part) => writePart(folderOf, part));
    const { rows } = await answer("spread", "--view", "effects");
    const levels = rows.filter(({ factor }) => factor === "appointments").map(({ level }) => String(level));
    expect(levels).toHaveLength(4);
    for (const level of levels) expect(level).toMatch(/^\d{3,4} to \d{4}$/);
  }, 60_000);

  it("says that changes are measured from the base, which is among the policies", async () => {
    const note = "Changes are measured from the policy that is base throughout";
    expect((await ask(["sampled", "--fails", "change.usbp >= 0"])).out).toContain(note);
    expect((await ask(["sampled", "--fails", "usbp > 3"])).out).not.toContain(note);
  });

  it("says when only some rows are shown, and when only some runs are there", async () => {
    expect(await answer("grid", "FROM runs", "--limit", "5")).toMatchObject({ more: true, complete: true });
    mkdirSync(join(folder, "some"));
    for (const name of ["sweep.json", "part-000000.parquet"])
      copyFileSync(join(folder, "grid", name), join(folder, "some", name));
    const { code, out } = await ask(["some", "SELECT count(*) FROM runs"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Only \d of 36 runs are there yet; corridor sweep --resume does the others\./);
    expect((await answer("some", "FROM runs")).complete).toBe(false);
  });

  it.each([
    [["nowhere"], "there is no folder nowhere; expected a folder that corridor sweep wrote"],
    [["bare"], "bare has no sweep.json; expected a folder that corridor sweep wrote"],
    [["damaged/sweep.json"], "damaged/sweep.json is a file; expected a folder that corridor sweep wrote"],
    [["empty"], "empty holds no runs yet; expected some; do them with corridor sweep --resume"],
    [
      ["damaged", "FROM runs"],
      "damaged/part-000000.parquet is damaged or no part of a sweep; delete it, and it is made again",
    ],
    [["grid", "SELECT ubsp FROM runs"], 'SQL:1:8: "ubsp" was given; expected a column; did you mean "usbp"?'],
    [
      ["grid", "SELECT 1", "--view", "runs"],
      "--view: a view was given beside SQL; expected one of them; SQL can read the view by its name",
    ],
    [["grid", "--view", "effect"], /^--view: "effect" was given; expected runs or .*; did you mean "effects"\?$/],
    [
      ["grid", "--less", "usb"],
      /^--less: "usb" was given; expected an outcome of this sweep: usbp, ports, .*; did you mean "usbp"\?$/,
    ],
    [["grid", "--less", "usbp", "--more", "usbp"], /^--more: "usbp" was given, which --less names as well/],
    [
      ["grid", "--view", "discovery"],
      /^--fails: nothing was given; expected when a run fails, such as --fails "usbp >/,
    ],
    [["grid", "--fails", "null"], '--fails: "null" is neither true nor false for any run; expected a condition'],
    [["sampled", "--fails", "usbp > 1", "--over", "searchrate"], /did you mean "searchRate"\?$/],
    [
      ["absolute", "--fails", "change.usbp >= 0"],
      "--fails: a change was given for a sweep that has no level of appointments at which nothing is changed (base, or the multiple 1); expected a condition on outcomes",
    ],
    [
      ["absolute", "--view", "changes"],
      /^--view: changes was given for a sweep that has no level of appointments at which nothing is changed \(.*\); expected one of runs, factors/,
    ],
    [["grid", "--view", "runs", "--out", "runs.xlsx"], /expected a file that ends in \.csv or \.parquet$/],
    [["grid", "--out", "runs.csv"], "--out: a file was given and nothing to write; expected SQL or --view as well"],
  ] as const)("refuses %j", async (args, sentence) => {
    mkdirSync(join(folder, "bare"), { recursive: true });
    for (const name of ["empty", "damaged"]) {
      mkdirSync(join(folder, name), { recursive: true });
      copyFileSync(join(folder, "grid", "sweep.json"), join(folder, name, "sweep.json"));
    }
    writeFileSync(join(folder, "damaged", "part-000000.parquet"), "PAR1");
    const { code, out, err } = await ask(args);
    expect([code, out]).toEqual([2, ""]);
    if (typeof sentence === "string") expect(err).toBe(sentence);
    else expect(err).toMatch(sentence);
    expect(existsSync(join(folder, "runs.csv"))).toBe(false);
  });

  it.each([
    ["docs/sweeps-in-python.md", /"""(.*?)"""/gs],
    ["docs/sweeps-in-r.md", /r"\((.*?)\)"/gs],
  ])("has SQL in %s that DuckDB answers", async (page, quoted) => {
    const texts = [...readFileSync(page, "utf8").matchAll(quoted)].map(([, sql]) => sql);
    expect(texts.length).toBeGreaterThan(3);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const sql of texts) {
      const { currentRowCount } = await connection.runAndReadAll(sql.replaceAll("'results/", `'${folder}/grid/`));
      if (!sql.includes("CREATE VIEW")) expect(currentRowCount, sql).toBeGreaterThan(0);
    }
  });

  it.skipIf(!built)(`works as it is installed${needsBuild}`, () => {
    const { code, out, err } = corridor(["query", "grid", "SELECT count(*) AS n FROM runs", "--json"], { cwd: folder });
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({ rows: [{ n: 36 }], sql: "SELECT count(*) AS n FROM runs" });
  });

  /** Millions of rows, which take longer than it takes to stop them. */
  const endless = "SELECT a.run, random() AS x FROM runs a, runs b, range(1000000)";

  it.skipIf(!built).each(["one.csv", "two.parquet"])(
    `leaves nothing of %s at Ctrl-C${needsBuild}`,
    async (name) => {
      writeFileSync(join(folder, name), "as it was");
      for (const signals of [1, 3]) {
        const child = start(["query", "grid", endless, "--out", name, "--force"], folder);
        let err = "";
        child.stderr?.on("data", (data) => (err += data));
        const ended = once(child, "exit");
        const temporary = () => readdirSync(folder).filter((one) => one.startsWith(`.${name}`));
        while (temporary().length === 0) await wait(10);
        for (let i = 0; i < signals; i++) child.kill("SIGINT");
        const [code] = await ended;
        expect(code).toBe(130);
        // a second Ctrl-C ends it without a word
        if (signals === 1) expect(err).toBe("corridor: stopped; nothing was written\n");
        expect(temporary()).toEqual([]);
        expect(readFileSync(join(folder, name), "utf8")).toBe("as it was");
      }
    },
    60_000,
  );

  it.skipIf(!built)(
    `leaves nothing at a full disk${needsBuild}`,
    () => {
      const full = join(folder, "full");
      mkdirSync(full);
      // as root a small file system of its own, else a limit on the size of files
      const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", full]).status === 0;
      const reason = mounted ? "the disk is full" : "the file would be larger than allowed here";
      try {
        for (const name of ["answer.csv", "answer.parquet"]) {
          const command = `${mounted ? "" : "ulimit -f 256; "}exec "$0" "$@"`;
          const words = [
            process.execPath,
            main,
            "query",
            "grid",
            endless.replace("1000000", "1000"),
            "--out",
            `full/${name}`,
          ];
          const { status, stdout, stderr } = spawnSync("sh", ["-c", command, ...words], {
            cwd: folder,
            encoding: "utf8",
          });
          expect([status, stdout, stderr]).toEqual([2, "", `corridor: cannot write full/${name}: ${reason}\n`]);
          expect(readdirSync(full)).toEqual([]);
        }
      } finally {
        if (mounted) spawnSync("umount", [full]);
      }
    },
    60_000,
  );

  it.skipIf(!built)(`says in a sentence that DuckDB is missing, and how to get it${needsBuild}`, () => {
    const hooks = join(folder, "hooks.mjs");
    writeFileSync(
      hooks,
      `export async function resolve(name, context, next) {
  if (name.startsWith("@duckdb/")) throw Object.assign(new Error("none"), { code: "ERR_MODULE_NOT_FOUND" });
  return next(name, context);
}`,
    );
    const register = join(folder, "register.mjs");
    writeFileSync(
      register,
      `import { register } from "node:module"; register(${JSON.stringify(pathToFileURL(hooks).href)});`,
    );
    const { code, err } = corridor(["query", "grid"], {
      cwd: folder,
      env: { NODE_OPTIONS: `--import=${pathToFileURL(register).href}` },
    });
    expect(code).toBe(2);
    expect(err).toMatch(
      /^corridor: corridor query needs DuckDB, .*; install it with: npm install @duckdb\/node-api\n$/,
    );
  });
});
