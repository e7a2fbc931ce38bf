import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { binomialTail } from "../analysis/discovery/box.ts";
import { pointAt } from "../analysis/sweep/design.ts";
import { layoutOf } from "../analysis/sweep/layout.ts";
import { loadSweep } from "../analysis/sweep/load.ts";
import { partOf } from "../analysis/sweep/part.ts";
import {
  chunkAt,
  chunkCount,
  type Level,
  outputColumns,
  type Place,
  placeOf,
  type Sweep,
} from "../analysis/sweep/sweep.ts";
import { viewsOf } from "../analysis/sweep/views.ts";
import { openSweep, type Rows, type SweepDatabase } from "./sweep-database.ts";
import { describeSweep, partFile, writeDescription, writePart } from "./sweep-folder.ts";
import { type Asked, discoveriesOf, type Tradeoffs, tradeoffsOf } from "./sweep-tables.ts";

const text = `corridor: 1
title: Made up
base: history
window: { from: 2018-10, to: 2018-10 }
design: sobol
samples: 512
over:
  - { lever: trainSecurity, levels: [0, base, 1], crossed: true }
  - { parameter: searchRate, as: quantile }
  - { parameter: memoryDays, as: quantile }
  - { parameter: handlingDays, as: quantile }
members: 2
keep: [usbp, attacks, waiting/Tijuana]
`;
const sweep = loadSweep(text, { chunkRuns: 1000 });
const asked: Asked = { description: describeSweep(sweep), layout: layoutOf(sweep.file) };

/** Writes the parts of some chunks of a sweep, with outcomes that are made up for each run, or null where it fails. */
function writeMadeUp(
  folder: string,
  of: Sweep,
  chunks: readonly number[],
  outcomes: (levels: readonly Level[], place: Place, run: number) => readonly number[] | null,
): void {
  writeDescription(folder, describeSweep(of));
  for (const index of chunks) {
    const chunk = chunkAt(of, index);
    const runs = Array.from({ length: chunk.to - chunk.from }, (_, i) => chunk.from + i);
    const places = runs.map((run) => placeOf(of, run));
    const levels = places.map(({ point }) => pointAt(of, point));
    const found = runs.map((run, i) => outcomes(levels[i], places[i], run));
    writePart(
      folder,
      partOf(of, {
        chunk,
        levels: of.factors.map((_, f) => Float64Array.from(levels, (row) => row[f] ?? Number.NaN)),
        members: Int32Array.from(places, ({ member }) => member),
        replications: Int32Array.from(places, ({ replication }) => replication),
        failures: found.map((one) => (one === null ? "made to fail" : null)),
        outputs: outputColumns(of).map((_, k) => Float64Array.from(found, (one) => one?.[k] ?? Number.NaN)),
      }),
    );
  }
}

/** Opens what a folder holds, with the views of its sweep. */
async function openViews(
  folder: string,
  of: Sweep,
  chunks: readonly number[],
  writes?: string,
): Promise<SweepDatabase> {
  const { signal } = new AbortController();
  const database = await openSweep(folder, chunks.map(partFile), {
    signal,
    threads: 1,
    ...(writes !== undefined && { writes }),
  });
  await database.view({ name: "runs", sql: "SELECT * FROM parts" });
  for (const view of viewsOf(describeSweep(of), layoutOf(of.file))) await database.view(view);
  return database;
}

const chunksOf = (of: Sweep): number[] => Array.from({ length: chunkCount(of) }, (_, index) => index);

/** Outcomes that are made up: security brings encounters down by 100, and up by 50 where two parameters lie in a box. */
function madeUp(security: number | null, search: number, memory: number, member: number): number {
  const inBox = search > 0.6 && memory < 0.5;
  return 1000 + 300 * search + 10 * member + (security === 1 ? (inBox ? 50 : -100) : 0);
}

describe("openSweep", () => {
  let folder: string;
  let outside: string;
  let database: SweepDatabase;

  beforeAll(async () => {
    // a name of characters that patterns of files and partitions give a meaning to
    outside = mkdtempSync(join(tmpdir(), "corridor-a=1 [x]*-"));
    folder = mkdtempSync(join(outside, "results'?-"));
    // the first run fails
    writeMadeUp(folder, sweep, chunksOf(sweep), ([security, search, memory], { member }, run) => {
      if (run === 0) return null;
      const usbp = madeUp(security, search!, memory!, member);
      return [usbp, usbp / 10, 7];
    });
    database = await openViews(folder, sweep, chunksOf(sweep), join(outside, "answer.csv.tmp"));
  });
  afterAll(() => {
    database.close();
    rmSync(outside, { recursive: true });
  });

  it("compares runs that differ in one thing alone, and leaves out pairs of which one failed", async () => {
    const { rows, columns } = await database.query(
      "SELECT * FROM effects WHERE factor = 'trainSecurity' AND outcome = 'usbp'",
      100,
    );
    const of = (row: number, name: string) => rows[row][columns.findIndex((column) => column.name === name)];
    expect([of(0, "level"), of(1, "level"), of(0, "compared_with")]).toEqual(["0", "1", "base"]);
    expect([of(0, "difference"), of(0, "p10"), of(0, "share_higher")]).toEqual([0, 0, 0]);
    expect([of(0, "runs"), of(1, "runs"), of(1, "draws")]).toEqual([1023, 1024, 1024]);
    const share = Number(of(1, "share_higher"));
    expect(share).toBeCloseTo(0.2, 2);
    expect(of(1, "difference")).toBeCloseTo(150 * share - 100, 9);
    expect([of(1, "p10"), of(1, "p90")]).toEqual([expect.closeTo(-100, 9), expect.closeTo(50, 9)]);
    expect([of(1, "paired"), of(1, "interval_over"), of(1, "harm")]).toEqual([true, "members and samples", false]);
  });

  it("compares thirds of what is sampled, each sample once", async () => {
    const { rows } = await database.query(
      "SELECT level, difference, p10, p90, paired, runs FROM effects WHERE factor = 'searchRate' AND outcome = 'usbp'",
      100,
    );
    expect(rows.map(([level]) => level)).toEqual(["0.33 to 0.66", "0.67 to 1"]);
    const [middle, high] = rows.map(([, ...numbers]) => numbers.map(Number));
    expect(middle[0]).toBeGreaterThan(90);
    expect(middle[0]).toBeLessThan(115);
    // 200 for its own range, and a sixth of the runs is up by 50 and not down by 100
    expect(high[0]).toBeGreaterThan(215);
    expect(high[0]).toBeLessThan(235);
    expect(high[1]).toBeLessThan(high[0]);
    expect(high[2]).toBeGreaterThan(high[0]);
    expect(rows[0][4]).toBe(false);
  });

  it("has differences to the run with no lever changed", async () => {
    const { rows } = await database.query(
      'SELECT count(*), max(abs("waiting/Tijuana")), min(usbp), max(usbp), max(usbp) FILTER ("trainSecurity" IS NULL) FROM changes',
      10,
    );
    expect(rows[0]).toEqual([3071, 0, expect.closeTo(-100, 9), expect.closeTo(50, 9), 0]);
  });

  it("finds the box in which a policy fails", async () => {
    const dimensions = ["searchRate", "memoryDays", "handlingDays"];
    const { policies, leftOut, levers } = await discoveriesOf(
      database,
      asked,
      "change.usbp > 0",
      dimensions,
      undefined,
    );
    expect(levers).toEqual(["trainSecurity"]);
    expect(policies.map(({ levels: [level] }) => level)).toEqual([null, 1, 0]);
    expect(leftOut).toBe(1);
    expect(policies[0].failing).toBe(0);
    const { box, narrowings, failing, cases } = policies[1];
    expect(failing / cases).toBeCloseTo(0.2, 2);
    expect(box.density).toBeGreaterThan(0.95);
    expect(box.coverage).toBeGreaterThan(0.9);
    const of = (name: string) => narrowings.find(({ interval }) => interval.name === name)!;
    expect(of("searchRate").interval.low).toBeCloseTo(0.6, 1);
    expect(of("memoryDays").interval.high).toBeCloseTo(0.5, 1);
    expect(of("memoryDays").chance).toBeLessThan(1e-6);
  });

  it("counts a sample once for what chance could do, though it is run under two members", async () => {
    const fails = "searchRate > 0.6 AND hash(run // 3 % 512) % 2 = 0";
    const { policies } = await discoveriesOf(database, asked, fails, ["searchRate"], 3);
    const { box, narrowings, failing, cases } = policies[1];
    expect(cases).toBe(1024);
    expect(narrowings[0].chance).toBe(binomialTail(box.points / 2, failing / cases, box.failing / 2));
  });

  it("names the policies that no other one beats, equal ones together, with harm beside", async () => {
    const less = await tradeoffsOf(database, asked, [{ outcome: "usbp", want: "less" }]);
    expect(less.policies.map(({ levels: [level] }) => level)).toEqual([1]);
    expect(less.outcomes).toEqual(["usbp", "attacks"]);
    expect(less.policies[0].share).toBeCloseTo(0.8, 1);
    const { policies, compared } = await tradeoffsOf(database, asked, [{ outcome: "waiting/Tijuana", want: "more" }]);
    expect([policies.length, compared]).toEqual([3, 3]);
    expect(policies.map(({ share }) => share)).toEqual([1, 1, 1]);
  });

  it.each([
    ["SELECT ubsp FROM runs", 'SQL:1:8: "ubsp" was given; expected a column; did you mean "usbp"?'],
    [
      "SELECT harm,\n  diference FROM effects",
      'SQL:2:3: "diference" was given; expected a column; did you mean "difference"?',
    ],
    ["SELECT run FROM runz", /^SQL:1:17: "runz" was given; expected one of runs, factors, .*; did you mean "runs"\?$/],
    ["SELECT sum(usbp FROM runs", 'SQL:1:17: syntax error at or near "FROM"'],
    ["SELECT meann(usbp) FROM runs", 'SQL:1:8: Scalar Function with name meann does not exist; did you mean "mean"?'],
    ["  -- nothing\n;", "SQL: nothing was given; expected a query such as SELECT * FROM runs"],
    ["SELECT 1; SELECT 2", "SQL: 2 statements were given; expected one"],
    ["PIVOT runs ON member USING avg(usbp)", /^SQL: PIVOT was given without its values; expected them/],
  ])("says where SQL is wrong: %j", async (sql, sentence) => {
    await expect(database.query(sql, 10)).rejects.toThrow(sentence);
  });

  it.each([
    "CREATE TABLE mine AS SELECT 1",
    "INSERT INTO runs VALUES (1)",
    "DROP VIEW runs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA threads=1",
    "ATTACH 'mine.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "COPY (SELECT 1) TO 'mine.csv'",
    "EXPORT DATABASE 'mine'",
    "EXPLAIN ANALYZE SELECT 1",
    "CALL pragma_version()",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM 'https://example.org/runs.parquet'",
    "SELECT * FROM read_csv('FOLDER/../../secrets.csv')",
  ])("only reads, and only the folder: %s", async (sql) => {
    await expect(database.query(sql.replace("FOLDER", folder.replaceAll("'", "''")), 10)).rejects.toThrow(
      /^SQL.*(?:as results are only read|as no other files are read or written)/,
    );
  });

  it("refuses a condition with a name for it", async () => {
    const of = (condition: string) => database.checkExpression("--where", condition, "parts");
    await expect(of("usbp > 3 AND\n memory < 1")).rejects.toThrow(
      '--where:2:2: "memory" was given; expected a column; did you mean "memoryDays"?',
    );
    await expect(of("usbp >")).rejects.toThrow(/^--where: a condition that is not finished, or has a bracket too many/);
    await expect(of("true); SELECT (1")).rejects.toThrow("SQL: 2 statements were given; expected one");
    await of("usbp > 3 -- and so on");
  });

  it("writes what ends in a semicolon or a comment, and what is no SELECT, to the one file that it may", async () => {
    const path = join(outside, "answer.csv.tmp");
    expect(await database.write("SELECT run, member FROM runs ORDER BY run; -- all", path, "answer.csv", 3)).toBe(3);
    expect(readFileSync(path, "utf8")).toBe("run,member\n0,0\n1,0\n2,0\n");
    await expect(
      database.write("SELECT 1 AS one", join(outside, "other.csv"), "other.csv", undefined),
    ).rejects.toThrow();
    expect(existsSync(join(outside, "other.csv"))).toBe(false);
  });
});

describe("differences to the run with no lever changed", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "corridor-changes-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function answers(design: string, sql: string): Promise<readonly (readonly unknown[])[]> {
    const of = loadSweep(
      `corridor: 1\ntitle: T\nbase: history\nwindow: { from: 2018-10, to: 2018-10 }\n${design}keep: [usbp]\n`,
    );
    writeMadeUp(folder, of, chunksOf(of), ([effort, search], { member }) => [
      10 * (effort ?? 1) + 100 * (search ?? 1) + 1000 * member,
    ]);
    const database = await openViews(folder, of, chunksOf(of));
    try {
      return (await database.all(sql)).rows;
    } finally {
      database.close();
    }
  }

  it("are to the row of a list that has the same parameters", async () => {
    const rows = await answers(
      `design: list
over:
  - { lever: effort, as: multiply }
  - { parameter: searchRate, as: multiply }
rows:
  - { effort: 2, searchRate: 0.9 }
  - { effort: 3 }
  - { effort: 1, searchRate: 0.9 }
  - {}
members: 2
`,
      "SELECT run, usbp FROM changes ORDER BY run",
    );
    const perMember = [10, 20, 0, 0];
    expect(rows).toEqual([...perMember, ...perMember].map((usbp, run) => [run, expect.closeTo(usbp, 9)]));
  });

  it("are to the multiple 1 of a range, as effects are", async () => {
    const grid =
      "design: grid\nover:\n  - { lever: effort, as: multiply, range: { low: 0.5, high: 1.5, steps: 3 } }\n  - { parameter: searchRate, as: multiply, levels: [0.9, 1] }\n";
    expect(
      await answers(
        grid,
        "SELECT level, compared_with, difference FROM effects WHERE factor = 'effort' ORDER BY level",
      ),
    ).toEqual([
      ["0.5", "1", -5],
      ["1.5", "1", 5],
    ]);
    expect(await answers(grid, "SELECT effort, usbp FROM changes ORDER BY run")).toEqual(
      [-5, 0, 5, -5, 0, 5].map((usbp) => [1 + usbp / 10, expect.closeTo(usbp, 9)]),
    );
  });
});

describe("outcomes", () => {
  it("are harm in every month in which their output is", async () => {
    const of = loadSweep(
      "corridor: 1\ntitle: T\nbase: history\nwindow: { from: 2018-10, to: 2018-10 }\ndesign: grid\nmonthly: true\nkeep: [usbp, deathsBySector, attacks/Tijuana]\n",
    );
    const folder = mkdtempSync(join(tmpdir(), "corridor-outcomes-"));
    writeMadeUp(folder, of, [0], () => [1, 2, 3, 1, 2, 3]);
    const database = await openViews(folder, of, [0]);
    const { rows } = await database.all("SELECT name, harm FROM outcomes");
    database.close();
    rmSync(folder, { recursive: true });
    expect(rows).toEqual([
      ["usbp", false],
      ["deathsBySector", true],
      ["attacks/Tijuana", true],
      ["usbp_2018_10", false],
      ["deathsBySector_2018_10", true],
      ["attacks/Tijuana_2018_10", true],
    ]);
  });
});

describe("policies of which runs are missing or failed", () => {
  const text = `corridor: 1
title: Three policies
base: history
window: { from: 2018-10, to: 2018-10 }
design: grid
over:
  - { lever: trainSecurity, levels: [0, base, 1] }
members: 3
keep: [usbp]
`;
  const grid = loadSweep(text, { chunkRuns: 4 });
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "corridor-policies-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Each level a little worse than the one before, in members that differ by far more. */
  const worse = ([security]: readonly Level[], { member }: Place): number[] => [
    1000 * member + [0, null, 1].indexOf(security),
  ];

  async function frontier(
    chunks: readonly number[],
    outcomes: Parameters<typeof writeMadeUp>[3],
    of = grid,
  ): Promise<{ readonly levels: readonly unknown[]; readonly found: Tradeoffs; readonly rows: Rows }> {
    writeMadeUp(folder, of, chunks, outcomes);
    const database = await openViews(folder, of, chunks);
    try {
      const found = await tradeoffsOf(database, { description: describeSweep(of), layout: layoutOf(of.file) }, [
        { outcome: "usbp", want: "less" },
      ]);
      const rows = await database.all("SELECT trainSecurity, draws, runs, failed, left_out, usbp FROM policies");
      return { levels: found.policies.map(({ levels: [level] }) => level), found, rows };
    } finally {
      database.close();
    }
  }

  it("are averaged over the members that all of them have, in a folder without its last part", async () => {
    const { levels, found, rows } = await frontier([0, 1], worse);
    expect(levels).toEqual([0]);
    expect(found.policies[0].share).toBe(1);
    expect(found.draws).toEqual({ compared: 2, leftOut: 1, policiesLeftOut: 0 });
    expect(rows.rows).toEqual([
      [0, 2, 2, 0, 1, 500],
      [null, 2, 2, 0, 1, 501],
      [1, 2, 2, 0, 0, 502],
    ]);
  });

  it("are averaged over the members in which none of them failed; one that failed in all is not compared", async () => {
    const { levels, found, rows } = await frontier([0, 1, 2], (row, place) => {
      if (row[0] === null || (row[0] === 1 && place.member === 2)) return null;
      return worse(row, place);
    });
    expect(levels).toEqual([0]);
    expect([found.compared, found.draws]).toEqual([2, { compared: 2, leftOut: 1, policiesLeftOut: 1 }]);
    expect(rows.rows).toEqual([
      [0, 2, 2, 0, 1, 500],
      [null, 0, 0, 3, 3, null],
      [1, 2, 2, 1, 1, 502],
    ]);
  });

  it("are not compared where no member has all of them", async () => {
    const { found } = await frontier([0, 1, 2], (row, place) =>
      [0, null, 1].indexOf(row[0]) === place.member ? worse(row, place) : null,
    );
    expect(found).toMatchObject({ compared: 0, policies: [], draws: { compared: 0, leftOut: 3 } });
  });

  it("are averaged over whole draws, not over some of their replications", async () => {
    const chance = loadSweep(text.replace("members: 3", "members: 2\nmode: stochastic\nreplications: 2"), {
      chunkRuns: 3,
    });
    const { rows } = await frontier([0], worse, chance);
    expect(rows.rows).toEqual([
      [0, 1, 2, 0, 0, 0],
      [null, 0, 0, 0, 1, null],
    ]);
  });
});
