import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, start, temporaryFolder } from "./corridor.ts";
import { autumnText } from "./scenarios.ts";

interface EffectJson {
  readonly parameter: string;
  readonly mu: number;
  readonly muStar: number;
  readonly sigma: number | null;
}

interface ResultJson {
  readonly command: string;
  readonly partial: boolean;
  readonly trajectories: number;
  readonly samples: number;
  readonly scenario: { readonly window: { readonly from: string; readonly to: string } };
  readonly outputs: readonly {
    readonly name: string;
    readonly member: string | null;
    readonly central: number;
    readonly morris: readonly EffectJson[];
    readonly sobol: readonly { readonly parameter: string; readonly total: { readonly value: number } }[];
  }[];
}

const three = ["--parameter", "searchRate", "--parameter", "exposure", "--parameter", "courtCaseCost"];
const small = ["sensitivity", "autumn.yaml", ...three, "--trajectories", "2", "--samples", "8", "--top", "2"];
const two = ["--output", "interceptions", "--output", "usbp/Honduras"];

describe.skipIf(!built)(`corridor sensitivity${needsBuild}`, () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  beforeAll(() => writeFileSync(at("autumn.yaml"), autumnText));
  afterAll(() => rmSync(folder, { recursive: true }));
  const here = (...args: string[]) => corridor(args, { cwd: folder });
  const json = (...args: string[]): ResultJson => JSON.parse(here(...args, "--json", "--quiet").out) as ResultJson;

  it("has a description and examples", () => {
    const { code, out } = corridor(["help", "sensitivity"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}corridor sensitivity/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(corridor([]).out).toContain("\n  sensitivity ");
  });

  it("says which parameters move which outputs, the same on one thread and two, and by the command that it names", () => {
    const one = here(...small, ...two, "--threads", "1", "--json", "--quiet");
    expect(one).toMatchObject({ code: 0, err: "" });
    expect(here(...small, ...two, "--threads", "2", "--json", "--quiet").out).toBe(one.out);
    const result = JSON.parse(one.out) as ResultJson;
    expect(here(...result.command.split(" ").slice(1), "--json", "--quiet").out).toBe(one.out);
    expect(result).toMatchObject({ partial: false, trajectories: 2, samples: 8 });
    expect(result.outputs.map(({ name, member }) => [name, member])).toEqual([
      ["interceptions", null],
      ["usbp", "Honduras"],
    ]);
    const [interceptions, honduras] = result.outputs;
    const effect = (name: string): EffectJson => interceptions.morris.find(({ parameter }) => parameter === name)!;
    expect(effect("searchRate").mu).toBeGreaterThan(0);
    expect(effect("exposure").mu).toBeGreaterThan(0);
    expect(effect("courtCaseCost")).toEqual({ parameter: "courtCaseCost", mu: 0, muStar: 0, sigma: 0 });
    expect(interceptions.sobol.map(({ parameter }) => parameter).sort()).toEqual(["exposure", "searchRate"]);
    for (const { total } of interceptions.sobol) expect(total.value).toBeGreaterThan(0);
    expect(honduras.central).toBeGreaterThan(0);
    expect(honduras.morris.find(({ parameter }) => parameter === "searchRate")!.mu).toBeLessThan(0);
  });

  it("takes the months it is given, and the values of a run in mean field", () => {
    const args = ["sensitivity", "autumn.yaml", "--parameter", "searchRate", "--trajectories", "2", "--top", "0"];
    const { outputs, scenario } = json(...args, "--from", "2018-11", "--output", "interceptions");
    expect(scenario.window).toEqual({ from: "2018-11", to: "2018-11" });
    const run = here("run", "autumn.yaml", "--mode", "mean", "--uncertainty", "process", "--json", "--quiet").out;
    const { series } = JSON.parse(run) as { series: { name: string; member: string | null; mean: number[] }[] };
    const months = series.find(({ name, member }) => name === "interceptions" && member === null)!.mean;
    expect(outputs[0].central).toBe(months[1]);
  });

  it.each([80, 120])("prints effects, indices and bars within %i columns, and honest words", (width) => {
    const { code, out } = corridor([...small, "--quiet"], { cwd: folder, env: { COLUMNS: String(width) } });
    expect(code).toBe(0);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(width);
    for (const words of ["Encounters between ports (usbp)", "searchRate", "█", "90% interval", "exposure"]) {
      expect(out).toContain(words);
    }
    const prose = out.replaceAll("\n", " ");
    expect(prose).toContain("no uncertainty of a result");
    expect(prose).toContain("Encounters and interceptions are events, not people.");
    expect(out).not.toContain("\u001b");
  });

  it("screens alone when nothing is to have indices", () => {
    const screen = [...small.slice(0, -1), "0", "--output", "interceptions", "--out", "screen"];
    const { code, out, err } = here(...screen, "--quiet");
    expect(code).toBe(0);
    expect(out).toMatch(/parameter +effect +spread/);
    expect(out).not.toContain("total");
    expect(err).toBe("Wrote screen/result.json, screen/morris.csv, screen/sensitivity.svg\n");
  });

  it("says how many runs it makes, then how far they are", () => {
    const { err } = here(...small, "--output", "usbp", "--json");
    const events = err
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({ event: "plan", total: 1 + 2 * 4 + 8 * 4 });
    expect(events[0].sentence).toMatch(/^41 runs: 1 as fitted, 8 to screen 3 parameters/);
    expect(events[events.length - 1]).toMatchObject({ event: "progress", done: 41, total: 41 });
  });

  it("writes JSON, CSV and a picture that agree, and replaces nothing unasked", async () => {
    const args = [...small, ...two, "--out", "results", "--json", "--quiet"];
    const { code, out, err } = here(...args);
    expect(code).toBe(0);
    expect(err).toContain("Wrote results/result.json");
    expect(readdirSync(at("results")).sort()).toEqual(["morris.csv", "result.json", "sensitivity.svg", "sobol.csv"]);
    expect(readFileSync(at("results/result.json"), "utf8")).toBe(out);
    const { outputs } = JSON.parse(out) as ResultJson;
    const connection = await (await DuckDBInstance.create()).connect();
    const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
    const morris = await query(`select mu_star from '${at("results/morris.csv")}' where member = 'Honduras'`);
    expect(morris.map(({ mu_star }) => mu_star)).toEqual(outputs[1].morris.map(({ muStar }) => muStar));
    const sobol = await query(
      `select parameter, total, total_p5 <= total_p95 as sound from '${at("results/sobol.csv")}' where name = 'interceptions'`,
    );
    expect(sobol).toEqual(
      outputs[0].sobol.map(({ parameter, total }) => ({ parameter, total: total.value, sound: true })),
    );
    const picture = readFileSync(at("results/sensitivity.svg"), "utf8");
    expect(picture).toContain("usbp/Honduras");
    expect(here(...args)).toMatchObject({ code: 2, out: "" });
    expect(here(...args, "--force").code).toBe(0);
  });

  it("leaves whole trajectories after Ctrl-C, marked as partial", async () => {
    const args = [...small, "--trajectories", "1000", "--output", "usbp", "--out", "stopped", "--json"];
    const child = start(args, folder);
    let out = "";
    let err = "";
    let sent = false;
    child.stdout!.on("data", (text) => {
      out += String(text);
    });
    child.stderr!.on("data", (text) => {
      err += String(text);
      if (sent || !/"done":\d\d/.test(err)) return;
      sent = true;
      child.kill("SIGINT");
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(130);
    const result = JSON.parse(out) as ResultJson;
    expect(result.partial).toBe(true);
    expect(result.trajectories).toBeGreaterThan(0);
    expect(result.trajectories).toBeLessThan(1000);
    expect(result.samples).toBe(0);
    expect(readdirSync(at("stopped")).sort()).toEqual([
      "morris.partial.csv",
      "result.partial.json",
      "sensitivity.partial.svg",
    ]);
  });
});
