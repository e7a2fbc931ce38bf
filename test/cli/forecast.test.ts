import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Posterior } from "../../src/analysis/fit/posterior.ts";
import type { Growth } from "../../src/analysis/forecast/distributions.ts";
import type { HindcastTask, MemberGrowth, Mode } from "../../src/analysis/forecast/hindcasts.ts";
import type { Rolling } from "../../src/analysis/forecast/record.ts";
import { quantileLevels } from "../../src/analysis/scores.ts";
import { monthIndex, monthLabel } from "../../src/engine/calendar.ts";
import { built, corridor, fromDist, needsBuild, temporaryFolder } from "./corridor.ts";

interface Line {
  readonly mode: Mode;
  readonly series: string;
  readonly member: string | null;
  readonly month: string;
  readonly quantiles: readonly number[];
  readonly observed: number | null;
  readonly overShelter: number | null;
}

describe.skipIf(!built)(`corridor forecast${needsBuild}`, () => {
  let folder: string;
  const small = ["forecast", "--members", "3", "--quiet"];

  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives every series at 23 levels under both kinds of policies, beside what came", () => {
    const args = [...small, "--origin", "2023-09", "--months", "3", "--csv", "f.csv", "--json"];
    const { code, out } = corridor(args, { cwd: folder });
    expect(code).toBe(0);
    const { forecasts, levels } = JSON.parse(out) as { forecasts: Line[]; levels: number[] };
    expect(levels).toEqual(quantileLevels);
    expect(new Set(forecasts.map(({ mode }) => mode))).toEqual(new Set(["announced", "happened"]));
    const names = new Set(forecasts.map(({ series }) => series));
    expect(names).toEqual(new Set(["total", "sector", "nationality", "ports", "interceptions", "waiting"]));
    expect(forecasts).toHaveLength(2 * 3 * (1 + 9 + 11 + 1 + 1 + 11));
    for (const { series, member, quantiles, observed, overShelter } of forecasts) {
      expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
      expect(quantiles[0]).toBeGreaterThanOrEqual(0);
      expect(observed === null, `${series} ${member}`).toBe(series === "waiting");
      if (series === "waiting") expect(overShelter).toBeGreaterThanOrEqual(0);
    }
    const december = forecasts.find((one) => one.series === "total" && one.month === "2023-12");
    expect(december?.observed).toBe(249740);
    const rows = csvParse(readFileSync(join(folder, "f.csv"), "utf8"));
    expect(rows).toHaveLength(forecasts.length);
    expect(Number(rows[0]["q0.5"])).toBe(forecasts[0].quantiles[11]);
  }, 300_000);

  it("looks beyond the record, wider every month, the same each time", () => {
    const args = [...small, "--origin", "2024-09", "--months", "12", "--policies", "announced", "--json"];
    const { code, out } = corridor(args, { cwd: folder });
    expect(code).toBe(0);
    const total = (JSON.parse(out).forecasts as Line[]).filter(({ series }) => series === "total");
    expect(total.map(({ month }) => month)).toEqual(
      Array.from({ length: 12 }, (_, h) => monthLabel(monthIndex("2024-10") + h)),
    );
    const width = ({ quantiles }: Line): number => quantiles[20] / quantiles[2];
    for (let h = 1; h < 12; h++) expect(width(total[h])).toBeGreaterThan(width(total[h - 1]));
    expect(corridor(args, { cwd: folder }).out).toBe(out);
  }, 300_000);

  it.each([
    [["--origin", "2020-08"], '--origin: "2020-08" was given; expected a month from 2020-09 to 2024-09'],
    [["--origin", "2024-10"], '--origin: "2024-10" was given; expected a month from 2020-09 to 2024-09'],
    [["--origin", "autumn"], '--origin: "autumn" was given; expected a month from 2020-09 to 2024-09'],
    [["--origin", "2023-01", "--months", "0"], '--months: "0" was given; expected a whole number from 1 to 12'],
    [["--origin", "2023-01", "--months", "99"], '--months: "99" was given; expected a whole number from 1 to 12'],
    [
      ["--origin", "2023-01", "--policies", "hapened"],
      '--policies: "hapened" was given; expected announced or happened or both; did you mean "happened"?',
    ],
    [["--origin", "2023-01", "--csv", "none/f.csv"], "cannot write none/f.csv: there is no folder none"],
    [[], "required option '--origin <month>' not specified; corridor --help shows what there is"],
  ])("refuses %j", (args, sentence) => {
    const { code, out, err } = corridor(["forecast", ...args], { cwd: folder });
    expect([code, out, err]).toEqual([2, "", `corridor: ${sentence}\n`]);
  });
});

describe.skipIf(!built)(`corridor score${needsBuild}`, () => {
  const scores = () => JSON.parse(corridor(["score", "--json"]).out);

  it("meets its bars, and beats every baseline", () => {
    const { total, sectors, baselines } = scores();
    const baseline = (name: string) => baselines.find((one: { model: string }) => one.model === name);
    expect(total.happened.wis).toBeLessThanOrEqual(0.8 * 28_147);
    expect(total.announced.wis).toBeLessThanOrEqual(0.9 * 28_147);
    for (const { coverage50, coverage90 } of [total.announced, total.happened, sectors.happened]) {
      expect(coverage50).toBeGreaterThanOrEqual(0.42);
      expect(coverage50).toBeLessThanOrEqual(0.58);
      expect(coverage90).toBeGreaterThanOrEqual(0.85);
      expect(coverage90).toBeLessThanOrEqual(0.95);
    }
    expect(total.happened.ratio_to_naive).toBeCloseTo(total.happened.wis / 28_147, 3);
    for (const mode of ["announced", "happened"])
      for (const model of ["ets", "arima", "theta", "snaive"]) {
        expect(total[mode].wis, `${mode}, ${model}`).toBeLessThan(baseline(model).wis);
        expect(sectors[mode].wis, `${mode}, ${model}`).toBeLessThan(baseline(model).mean_sector_wis);
      }
    expect(sectors.happened.wis).toBeLessThanOrEqual(0.9 * 4_260);
    expect(total.happened.forecasts).toBe(273);
  });

  it("says what it is not, and what it was made with", () => {
    const { code, out } = corridor(["score"]);
    expect(code).toBe(0);
    for (const words of ["Pseudo-out-of-sample", "Rio Grande Valley", "Worst origins", "naive"])
      expect(out).toContain(words);
    const { made_with } = scores();
    expect(out.replaceAll(/\s+/g, " ")).toContain(`Model version ${made_with.model}, figures ${made_with.data}`);
  });

  it.each([
    [
      ["--recompute"],
      "--recompute needs --out FOLDER, where fits and forecasts are written; data/ holds those that ship",
    ],
    [["--out", "x"], "--out was given without --recompute; expected both, or neither"],
    [["--members", "9"], "--members was given without --recompute; expected both, or neither"],
    [["--recompute", "--out", "x", "--steps", "-1"], '--steps: "-1" was given; expected a whole number from 0 to 50'],
  ])("refuses %j", (args, sentence) => {
    const { code, out, err } = corridor(["score", ...args]);
    expect([code, out, err]).toEqual([2, "", `corridor: ${sentence}\n`]);
    expect(existsSync("x")).toBe(false);
  });

  it("comes out the same when some origins are made anew from the fits that ship", async () => {
    const { fitUntil } = await fromDist<{ fitUntil(until: number): Posterior }>("cli/forecast-files.js");
    const { shippedForecasts } = await fromDist<{ shippedForecasts(): Rolling }>("analysis/forecast/shipped.js");
    const { meanGrowth } = await fromDist<{
      meanGrowth(results: MemberGrowth[][]): Record<Mode, Growth[]>;
    }>("analysis/forecast/rolling.js");
    const { mapOnThreads } = await fromDist<{
      mapOnThreads(kind: string, tasks: HindcastTask[], threads: number): Promise<MemberGrowth[][]>;
    }>("cli/threads.js");
    const tasksOf = (until: string, from: string, to: string, start: HindcastTask["start"]): HindcastTask[] =>
      fitUntil(monthIndex(until)).members.map((member) => ({
        member,
        from: monthIndex(from),
        to: monthIndex(to),
        start,
        ahead: 6,
      }));
    const tasks = [
      ...tasksOf("2020-09", "2019-06", "2019-06", "level"),
      ...tasksOf("2020-09", "2020-09", "2020-10", "fitted"),
      ...tasksOf("2023-09", "2023-09", "2023-09", "fitted"),
    ];
    const again = meanGrowth(await mapOnThreads("hindcast", tasks, 2));
    const { record } = shippedForecasts();
    const rounded = (all: Float64Array): number[] => Array.from(all, (x) => Math.round(1e4 * x) + 0);
    for (const mode of ["announced", "happened"] as const) {
      expect(again[mode].map(({ origin }) => monthLabel(origin))).toEqual(["2019-06", "2020-09", "2020-10", "2023-09"]);
      for (const { origin, growth } of again[mode]) {
        const shipped = record[mode].find((one) => one.origin === origin);
        expect(rounded(growth)).toEqual(rounded(shipped!.growth));
      }
    }
  }, 600_000);
});
