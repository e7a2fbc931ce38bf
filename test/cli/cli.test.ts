import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usbpTotal, valueAt } from "../../src/data/series.ts";
import { monthIndex } from "../../src/engine/calendar.ts";
import { levers } from "../../src/model/levers.ts";
import { scenarioNames } from "../../src/scenario/load.ts";
import { built, corridor, dist, fromDist, main, needsBuild, start, temporaryFolder } from "./corridor.ts";
import { autumnText, calmText } from "./scenarios.ts";

const commands = [
  "run",
  "compare",
  "tour",
  "validate",
  "levers",
  "evidence",
  "query",
  "data",
  "new",
  "check",
  "schema",
  "completion",
];
const quick = ["--mode", "mean", "--uncertainty", "process", "--quiet"];

interface SeriesJson {
  readonly name: string;
  readonly member: string | null;
  readonly observed: readonly (number | null)[];
  readonly mean: readonly number[];
  readonly quantiles: { readonly p10: readonly number[]; readonly p90: readonly number[] };
}

function seriesOf(text: string, name: string, member: string | null = null): SeriesJson {
  const { series } = JSON.parse(text) as { series: SeriesJson[] };
  return series.find((one) => one.name === name && one.member === member)!;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  return (await connection.runAndReadAll(sql)).getRowObjects();
}

describe.skipIf(!built)(`corridor${needsBuild}`, () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  beforeAll(() => {
    writeFileSync(at("autumn.yaml"), autumnText);
    writeFileSync(at("calm.yaml"), calmText.replace("base: history", "base: ./autumn.yaml"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const here = (...args: string[]) => corridor(args, { cwd: folder });

  describe("help", () => {
    it.each(commands)("%s has a description and examples", (command) => {
      const { code, out, err } = corridor(["help", command]);
      expect(code).toBe(0);
      expect(err).toBe("");
      expect(out).toMatch(/Usage: corridor/);
      expect(out).toMatch(new RegExp(`Examples:\\n  .*corridor ${command}`));
      expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    });
    it("is what comes without a command", () => {
      const { code, out } = corridor([]);
      expect(code).toBe(0);
      for (const command of commands) expect(out).toContain(`\n  ${command} `);
    });
    it("knows the version", () => {
      const { version } = JSON.parse(readFileSync(join(dist, "../package.json"), "utf8")) as { version: string };
      expect(corridor(["--version"]).out).toBe(`${version}\n`);
    });
  });

  describe("run", () => {
    it("gives every series as JSON, with published figures and honest words", () => {
      const { code, out, err } = here("run", "autumn.yaml", "--json", ...quick);
      expect(code).toBe(0);
      expect(err).toBe("");
      const result = JSON.parse(out);
      expect(result).toMatchObject({
        mode: "mean",
        runs: 1,
        seed: 1,
        partial: false,
        failures: [],
        months: ["2018-10", "2018-11"],
      });
      expect(result.note).toContain("not prediction");
      expect(result.note).toContain("events, not people");
      const usbp = seriesOf(out, "usbp");
      expect(usbp.observed).toEqual(["2018-10", "2018-11"].map((month) => valueAt(usbpTotal(), monthIndex(month))));
      expect(seriesOf(out, "bribes").observed).toEqual([null, null]);
    });

    it("gives what the library gives", async () => {
      const { simulate } = await fromDist<typeof import("../../src/index.ts")>("index.js");
      const { out } = here("run", "autumn.yaml", "--json", "--runs", "3", "--seed", "9", "--quiet");
      const expected = simulate(autumnText, { runs: 3, seed: 9 });
      expect(seriesOf(out, "usbp", "Guatemala").mean).toEqual(expected.series("usbp", "Guatemala").mean);
      expect(seriesOf(out, "waiting").quantiles.p90).toEqual(expected.series("waiting").quantiles.p90);
    });

    it("gives the same on one thread and two, and by the command that it names", () => {
      const args = ["run", "autumn.yaml", "--json", "--runs", "3", "--quiet"];
      const one = here(...args, "--threads", "1").out;
      expect(here(...args, "--threads", "2").out).toBe(one);
      const { command } = JSON.parse(one) as { command: string };
      expect(here(...command.split(" ").slice(1), "--json", "--quiet").out).toBe(one);
    });

    it.each([80, 120])("prints harm beside flow, observed beside simulated, within %i columns", (width) => {
      const { code, out } = corridor(["run", "no-december-deal", "--monthly", ...quick], {
        env: { COLUMNS: String(width) },
      });
      expect(code).toBe(0);
      expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(width);
      for (const words of [
        "Encounters between ports",
        "Deaths near the border",
        "Attacks reported",
        "Money",
        "●",
        "█",
      ]) {
        expect(out).toContain(words);
      }
      expect(out).toContain("2,062,982");
      expect(out.replaceAll("\n", " ")).toContain(
        "Scenario, not prediction. Encounters and interceptions are events, not people.",
      );
      expect(out).not.toContain("\u001b");
    });

    it("colours only where it is wanted", () => {
      const args = ["run", at("autumn.yaml"), ...quick];
      expect(corridor(args, { env: { NO_COLOR: "", FORCE_COLOR: "1" } }).out).toContain("\u001b[");
      expect(corridor(args, { env: { NO_COLOR: "", FORCE_COLOR: "" } }).out).not.toContain("\u001b[");
    });

    it("reports the groups that the scenario asks for", () => {
      writeFileSync(at("some.yaml"), `${autumnText}report: {nationalities: [Honduras], households: [single adult]}\n`);
      const { series } = JSON.parse(here("run", "some.yaml", "--json", ...quick).out) as { series: SeriesJson[] };
      const membersOf = (name: string) => series.filter((one) => one.name === name).map(({ member }) => member);
      expect(membersOf("usbp")).toEqual([null, "Honduras"]);
      expect(membersOf("usbpByHousehold")).toEqual([null, "single adult"]);
      expect(membersOf("usbpBySectorNationality")).toContain("Del Rio/Honduras");
      expect(membersOf("usbpBySectorNationality")).not.toContain("Del Rio/Cuba");
      expect(membersOf("waiting")).toHaveLength(12);
    });

    it("writes JSON, CSV and Parquet that agree, and replaces nothing unasked", async () => {
      const args = ["run", "autumn.yaml", "--out", "results", "--csv", "series.csv", ...quick];
      const { code, err } = here(...args);
      expect(code).toBe(0);
      expect(err).toContain("results/result.json");
      expect(readdirSync(at("results")).sort()).toEqual(["result.json", "series.csv", "series.parquet"]);
      expect(readFileSync(at("series.csv"), "utf8")).toBe(readFileSync(at("results/series.csv"), "utf8"));
      const usbp = seriesOf(readFileSync(at("results/result.json"), "utf8"), "usbp");
      for (const file of ["results/series.csv", "results/series.parquet"]) {
        const rows = await query(
          `select month, observed, mean, p90 from '${at(file)}' where name = 'usbp' and member is null order by month`,
        );
        expect(rows.map(({ mean }) => mean)).toEqual(usbp.mean);
        expect(rows.map(({ observed }) => Number(observed))).toEqual(usbp.observed);
        const [{ total, members }] = await query(
          `select count(*)::int as total, count(member)::int as members from '${at(file)}'`,
        );
        expect(total).toBeGreaterThan(700);
        expect(members).toBeLessThan(total as number);
      }
      expect(here(...args)).toMatchObject({ code: 2, out: "" });
      expect(here(...args, "--force").code).toBe(0);
    });

    it("reports progress as JSON lines on stderr when nobody watches", () => {
      const { err } = here("run", "autumn.yaml", "--runs", "2", "--json");
      const events = err
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(events[events.length - 1]).toMatchObject({ event: "progress", done: 2, total: 2 });
    });

    it("ends quietly when its reader has seen enough", () => {
      const shell = `"${process.execPath}" "${main}" run autumn.yaml --json --mode mean --quiet | head -c 10; echo " \${PIPESTATUS[0]}"`;
      const { stdout, stderr } = spawnSync("bash", ["-c", shell], { cwd: folder, encoding: "utf8" });
      expect(stdout).toBe('{"corridor 0\n');
      expect(stderr).toBe("");
    });
  });

  describe("Ctrl-C", () => {
    const many = ["run", "autumn.yaml", "--runs", "5000", "--csv", "stopped.csv", "--json"];
    async function interrupted(after: string) {
      const child = start(many, folder);
      let out = "";
      let err = "";
      let sent = false;
      child.stdout!.on("data", (text) => {
        out += String(text);
      });
      child.stderr!.on("data", (text) => {
        err += String(text);
        if (!sent && err.includes(after)) {
          sent = true;
          child.kill("SIGINT");
        }
      });
      if (after === "") setTimeout(() => child.kill("SIGINT"), 400);
      const [code, signal] = await new Promise<unknown[]>((resolve) => child.on("close", (...how) => resolve(how)));
      return { code, signal, out, err };
    }

    it("leaves a complete result of the runs so far, marked as partial", async () => {
      const { code, out, err } = await interrupted("progress");
      expect(code).toBe(130);
      const result = JSON.parse(out);
      expect(result.partial).toBe(true);
      expect(result.runs).toBeGreaterThan(0);
      expect(result.runs).toBeLessThan(5000);
      expect(err).toContain("Wrote stopped.partial.csv");
      const rows = await query(
        `select count(*)::int as n from '${at("stopped.partial.csv")}' where name = 'usbp' and member is null`,
      );
      expect(rows).toEqual([{ n: 2 }]);
      expect(readdirSync(folder).filter((name) => name.includes("stopped"))).toEqual(["stopped.partial.csv"]);
      rmSync(at("stopped.partial.csv"));
    });

    it("leaves nothing before the first run is finished", async () => {
      const { code, signal, out, err } = await interrupted("");
      expect(code === 130 || signal === "SIGINT").toBe(true);
      expect(out).toBe("");
      if (code === 130) expect(err).toBe("corridor: stopped before the first run was finished; nothing was written\n");
      expect(readdirSync(folder).filter((name) => name.includes("stopped") || name.includes("tmp"))).toEqual([]);
    });
  });

  describe("compare", () => {
    it("takes a scenario against its own base and says what differs", () => {
      const { code, out } = here("compare", "calm.yaml", "--runs", "5", "--quiet");
      expect(code).toBe(0);
      expect(out.replaceAll("\n", " ")).toMatch(
        /October 2018 to November 2018: [\d,]+ fewer encounters between ports than under “Autumn 2018” \(80% interval: .* fewer; fewer in all 5 runs\)/,
      );
      expect(out).toContain("Deaths near the border");
      expect(out).toContain("Attacks reported");
    });

    it("gives differences run by run, and files that agree", async () => {
      const args = [
        "compare",
        "autumn.yaml",
        "calm.yaml",
        "--runs",
        "2",
        "--json",
        "--quiet",
        "--parquet",
        "difference.parquet",
      ];
      const { out } = here(...args);
      const usbp = seriesOf(out, "usbp") as unknown as Record<"base" | "scenario", { mean: number[] }> & {
        difference: { monthly: { mean: number[] }; overall: { mean: number; chance: { lower: number } } };
      };
      const expected = usbp.scenario.mean.map((value, m) => value - usbp.base.mean[m]);
      expect(usbp.difference.monthly.mean).toEqual(expected);
      expect(usbp.difference.overall.chance.lower).toBe(1);
      const rows = await query(
        `select difference_mean as d, share_lower as s, to_date_mean as t from '${at("difference.parquet")}' where name = 'usbp' and member is null order by month`,
      );
      expect(rows.map(({ d }) => d)).toEqual(expected);
      expect(rows.map(({ s }) => s)).toEqual([1, 1]);
      expect(rows[1].t).toBe(usbp.difference.overall.mean);
    });

    it.each([80, 120])("fits %i columns", (width) => {
      const { out } = corridor(["compare", "no-december-deal", "--monthly", ...quick], {
        env: { COLUMNS: String(width) },
      });
      expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(width);
    });

    it("says so when nothing differs", () => {
      expect(here("compare", "autumn.yaml", "autumn.yaml", ...quick).out).toContain("no difference in encounters");
    });
  });

  it("tour shows the history, the what-if with its interval, and what to try next", () => {
    const { code, out } = corridor(["tour", "--runs", "2", "--quiet"]);
    expect(code).toBe(0);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const words of [
      "FY2024",
      "/ 250",
      "No December deal",
      "80% interval",
      "Tijuana",
      "Returns from Mexico",
      "Deaths",
      "pesos",
      "What to try next",
    ]) {
      expect(out).toContain(words);
    }
    expect(out.replaceAll("\n", " ")).toContain(
      "Scenario, not prediction. Encounters and interceptions are events, not people.",
    );
  });

  it("validate gives one row per fact, exactly as promised", () => {
    const { code, out, err } = corridor(["validate", "--json", "--quiet"]);
    expect([code, err]).toEqual([0, ""]);
    const { rows, ...rest } = JSON.parse(out) as { rows: Record<string, unknown>[] };
    expect(rest).toEqual({});
    expect(rows).toHaveLength(52);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(["id", "kind", "observed", "simulated", "low", "high", "ok"]);
      const { simulated, low, high, ok } = row as { simulated: number | null; low: number; high: number; ok: boolean };
      expect(ok).toBe(simulated !== null && low <= simulated && simulated <= high);
    }
  });

  it("validate says whose numbers it shows", () => {
    const { out } = corridor(["validate", "--quiet"]);
    expect(out.replaceAll(/\s+/g, " ")).toMatch(
      /Mean field, the central member of the posterior that ships: fitted to the figures up to 2024-09, \d+ members beside it, seed \d+\. $/,
    );
  });

  describe("levers", () => {
    it("lists all of them", () => {
      const { out } = corridor(["levers"]);
      for (const { id } of levers) expect(out).toMatch(new RegExp(`^${id} `, "m"));
      expect(JSON.parse(corridor(["levers", "--json"]).out)).toHaveLength(levers.length);
    });
    it("shows one with range, source, grade and recorded steps", () => {
      const { out } = corridor(["levers", "appointments"]);
      for (const words of ["people per day", "data/cbp_one.csv", "measured", "2023-06-30: 1,450"])
        expect(out).toContain(words);
    });
  });

  describe("scenario files", () => {
    it("new copies an example that check finds sound", () => {
      expect(here("new", "mine.yaml", "--from", "aid-20bn").code).toBe(0);
      expect(here("check", "mine.yaml", "history")).toMatchObject({ code: 0, err: "" });
      expect(here("new", "mine.yaml").code).toBe(2);
      expect(readFileSync(at("mine.yaml"), "utf8")).toContain("lever: aid");
      expect(here("new", "mine.yaml", "--force").code).toBe(0);
    });
    it("check goes on after a file that is not sound", () => {
      writeFileSync(at("bad.yaml"), "corridor: 1\ntitle: Bad\nbase: histry\n");
      const { code, out, err } = here("check", "bad.yaml", "autumn.yaml", "none.yaml");
      expect(code).toBe(2);
      expect(out).toMatch(/^autumn\.yaml: sound; \d+ steps with those of its bases, 2018-10 to 2018-11\n$/);
      const lines = err.trim().split("\n");
      expect(lines).toHaveLength(2);
      expect(lines[0]).toContain('did you mean "history"?');
      expect(lines[1]).toContain("there is no such file");
    });
    it("schema is a JSON Schema that names every lever", () => {
      const text = corridor(["schema"]).out;
      expect(JSON.parse(text).$schema).toContain("json-schema.org");
      for (const { id } of levers) expect(text).toContain(`"const": "${id}"`);
    });
  });

  describe("data", () => {
    it("lists the tables and prints one", () => {
      expect(corridor(["data"]).out).toMatch(/^usbp_month_sector +756 +5 +2017-10 +2024-09$/m);
      const { out } = corridor(["data", "usbp_month_sector", "--rows", "2"]);
      expect(out.trim().split("\n")).toHaveLength(6);
      expect(out).toContain("2 of 756 rows");
    });
    it("exports one as it is", async () => {
      expect(here("data", "darien_month", "--csv", "darien.csv", "--parquet", "darien.parquet").code).toBe(0);
      expect(readFileSync(at("darien.csv"), "utf8")).toBe(readFileSync(join(dist, "../data/darien_month.csv"), "utf8"));
      const rows = await query(
        `select sum(Venezuela + Haiti)::int as n, count(*)::int as months from '${at("darien.parquet")}'`,
      );
      const json = JSON.parse(corridor(["data", "darien_month", "--json"]).out) as {
        Venezuela: number;
        Haiti: number;
      }[];
      expect(rows).toEqual([{ n: json.reduce((sum, row) => sum + row.Venezuela + row.Haiti, 0), months: json.length }]);
    });
  });

  describe("completion", () => {
    function complete(...words: string[]): string[] {
      const list = words.map((word) => `'${word}'`).join(" ");
      const script = `source <("${process.execPath}" "${main}" completion bash); COMP_WORDS=(corridor ${list}); COMP_CWORD=${words.length}; _corridor; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" }).stdout.trim().split("\n");
    }
    it("completes commands, scenarios, options, levers and files in bash", () => {
      expect(complete("co")).toEqual(["compare", "completion"]);
      expect(complete("run", "no-dec")).toEqual(["no-december-deal"]);
      expect(complete("run", "history", "--mon")).toEqual(["--monthly"]);
      expect(complete("levers", "appointmentR")).toEqual(["appointmentReach"]);
      expect(complete("run", "autu")).toEqual(["autumn.yaml"]);
      expect(complete("new", "x.yaml", "--from", "aid")).toEqual(["aid-20bn"]);
    });
    it("completes the commands within a command, and their options, in bash", () => {
      expect(complete("evidence", "l")).toEqual(["lever", "lineage"]);
      expect(complete("evidence", "lineage", "--a")).toEqual(["--all"]);
      expect(complete("evidence", "claim", "--verd")).toEqual(["--verdict"]);
      expect(complete("sweep", "me")).toEqual(["merge"]);
      expect(complete("sweep", "cancel", "--d")).toEqual(["--delete"]);
      expect(complete("sweep", "my.yaml", "--dry")).toEqual(["--dry-run"]);
    });
    it.each(["bash", "zsh", "fish"])("knows the commands within evidence and sweep for %s", (shell) => {
      const { out } = corridor(["completion", shell]);
      for (const inner of ["lineage", "merge", "status", "collect", "cancel"])
        expect(out).toMatch(new RegExp(`\\b${inner}\\b`));
    });
    it.each(["zsh", "fish"])("names every command and scenario for %s", (shell) => {
      const { out } = corridor(["completion", shell]);
      for (const command of commands) expect(out).toContain(command);
      for (const name of scenarioNames()) expect(out).toContain(name);
    });
  });

  it("imports nothing of Node outside dist/cli, so that browsers can run the library", () => {
    const modules = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".js") && !/^(cli|bench)[/\\]/.test(name),
    );
    expect(modules.length).toBeGreaterThan(30);
    const imports = modules.flatMap((name) => {
      const text = readFileSync(join(dist, name), "utf8");
      return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, from]) => `${name}: ${from}`);
    });
    expect(imports.length).toBeGreaterThan(50);
    expect(imports.filter((line) => line.includes("node:") || builtinModules.includes(line.split(": ")[1]))).toEqual(
      [],
    );
  });
});
