import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, start, temporaryFolder } from "./corridor.ts";

/** Early and short, so that little has to be simulated before it. */
const spring = `corridor: 1
title: Spring
date: 2019-03-10
months: 3
base: history
issues:
  - id: effort
    title: Effort
    by: Mexico
    source: a test
    levels:
      - { id: none, title: as before }
      - id: deal
        title: a deal
        changes: [{ lever: deal, value: 1, lasts: 1 }]
        costs: [{ side: Mexico, of: politics, low: 0, usual: 0.1, high: 3, grade: guess, source: a test }]
  - id: forces
    title: Forces
    by: Mexico
    source: a test
    levels:
      - { id: none, title: as before }
      - { id: more, title: more, changes: [{ lever: interceptionOfficers, multiply: 2, ramp: 10 }] }
      - { id: most, title: many more, changes: [{ lever: interceptionOfficers, multiply: 4, ramp: 10 }] }
  - id: money
    title: Money
    by: United States
    source: a test
    levels:
      - { id: none, title: none }
      - id: some
        title: some
        costs:
          - { side: United States, of: money, low: 100, usual: 100, high: 100, grade: guess, source: a test }
          - { side: Mexico, of: politics, low: -3, usual: -2, high: -1, grade: guess, source: a test }
      - { id: lots, title: lots, needs: legislature }
  - id: expulsions
    title: Expulsions
    by: United States
    source: a test
    levels:
      - { id: none, title: none }
      - { id: all, title: all, changes: [{ lever: expulsionAuthority, value: 1 }] }
constraints:
  - { id: screening, title: No return without screening, lever: expulsionAuthority, atMost: 0, source: a test }
threats:
  - { id: worse, title: ports close, by: United States, changes: [{ lever: portClosure, value: 1 }], source: a test }
record:
  granted: { effort: deal, money: some }
  refused: { money: lots }
  source: a test
`;

const small = ["bargain", "spring.yaml", "--members", "2", "--draws", "40", "--design", "8", "--exact", "8"];

interface Described {
  readonly levels: Readonly<Record<string, string>>;
  readonly points: readonly number[];
  readonly share: number;
}

interface ResultJson {
  readonly command: string;
  readonly packages: number;
  readonly leftOut: readonly { readonly issue: string; readonly level: string; readonly breaks: readonly string[] }[];
  readonly frontier: readonly Described[];
  readonly nash: readonly Described[];
  readonly record: { readonly recordedShare: number };
  readonly threats: readonly { readonly id: string; readonly points: readonly number[] }[];
  readonly holding: readonly unknown[];
}

describe.skipIf(!built)(`corridor bargain${needsBuild}`, () => {
  const folder = temporaryFolder();
  beforeAll(() => writeFileSync(join(folder, "spring.yaml"), spring));
  afterAll(() => rmSync(folder, { recursive: true }));
  const here = (...args: string[]) => corridor(args, { cwd: folder });

  it("has a description and examples within 80 columns", () => {
    const { code, out } = corridor(["help", "bargain"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}corridor bargain/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("gives the same on one thread and two, and by the command that it names", () => {
    const one = here(...small, "--threads", "1", "--json", "--quiet");
    expect(one).toMatchObject({ code: 0, err: "" });
    expect(here(...small, "--threads", "2", "--json", "--quiet").out).toBe(one.out);
    const result = JSON.parse(one.out) as ResultJson;
    expect(here(...result.command.split(" ").slice(1), "--json", "--quiet").out).toBe(one.out);
    expect(result.packages).toBe(12);
    expect(result.leftOut).toEqual([
      { issue: "money", level: "lots", breaks: [] },
      { issue: "expulsions", level: "all", breaks: ["screening"] },
    ]);
    for (const { levels } of result.frontier) expect(levels.expulsions).toBe("none");
    expect(result.nash.length).toBeGreaterThan(0);
    expect(result.threats[0].points[1]).toBeLessThan(0);
    expect(result.holding.length).toBeGreaterThan(0);
    expect(result.record.recordedShare).toBeGreaterThan(0);
  });

  it.each([80, 120])("prints tables within %i columns, and honest words", (width) => {
    const { code, out } = corridor([...small, "--quiet"], { cwd: folder, env: { COLUMNS: String(width) } });
    expect(code).toBe(0);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(width);
    const prose = out.replaceAll(/\s+/g, " ");
    for (const words of [
      "what both sides would sign",
      "What threats change",
      "corridor run history holds every recorded step, also those that came later, so its numbers differ.",
      "Mexican effort (an index, 1 in mid-2023)",
      "The United States would ",
      "How long it holds",
      "Against the record",
      "No return without screening",
      "never facts about a government",
      "Encounters and interceptions are events, not people.",
    ])
      expect(prose).toContain(words);
  });

  it("changes its answer with a weight", () => {
    const shareWith = (...args: string[]): number =>
      (JSON.parse(here(...small, ...args, "--json", "--quiet").out) as ResultJson).record.recordedShare;
    expect(shareWith("--weights", "mexico-interceptions=-1000")).toBe(0);
  });

  it("writes a table of every package, and replaces nothing unasked", () => {
    const args = [...small, "--out", "results", "--json", "--quiet"];
    const { out, err } = here(...args);
    expect(err).toBe("Wrote results/result.json, results/packages.csv\n");
    expect(readdirSync(join(folder, "results")).sort()).toEqual(["packages.csv", "result.json"]);
    expect(readFileSync(join(folder, "results/result.json"), "utf8")).toBe(out);
    expect(readFileSync(join(folder, "results/packages.csv"), "utf8").trim().split("\n")).toHaveLength(13);
    expect(here(...args)).toMatchObject({ code: 2, out: "" });
  });

  it("stops on Ctrl-C with nothing written", async () => {
    const child = start([...small, "--members", "60", "--out", "stopped"], folder);
    let sent = false;
    child.stderr!.on("data", (text) => {
      if (sent || !String(text).includes('"progress"')) return;
      sent = true;
      child.kill("SIGINT");
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(130);
    expect(readdirSync(folder)).not.toContain("stopped");
  });
});
