import { describe, expect, it } from "vitest";
import { members } from "../model/members.ts";
import { loadScenario } from "../scenario/load.ts";
import { planJob } from "./ensemble.ts";
import { fitQuality } from "./fit-quality.ts";
import { prepare, runOnce } from "./run.ts";
import { simulate } from "./simulate.ts";

const history = loadScenario("history");
const autumn = "corridor: 1\ntitle: Autumn\nbase: history\nseed: 4\nwindow: {from: 2018-10, to: 2018-12}\n";

describe("members", () => {
  const last = members().length - 1;
  it.each([1, Math.ceil(last / 2), last])("member %i reproduces the history within every bar", (k) => {
    const fit = fitQuality(runOnce(prepare(history, members()[k]), 0, true));
    expect(fit.filter(({ medianError, bar }) => bar !== undefined && medianError > bar)).toEqual([]);
  });

  it("each run once in mean field", () => {
    const { runs, ensemble } = simulate(autumn, { mode: "mean" });
    expect(runs).toBe(members().length);
    expect(new Set(ensemble.values.map((values) => values.join())).size).toBe(runs);
  });

  it("are what ensembles take turns with", () => {
    const n = members().length;
    const job = planJob([history], { runs: n + 2 });
    expect(job.members).toEqual(members());
    expect(job.runs.map(({ member }) => member)).toEqual([...members().keys(), 0, 1]);
    expect(planJob([history], { mode: "mean" }).runs).toHaveLength(n);
    expect(planJob([history], { uncertainty: "process" }).members).toEqual([members()[0]]);
  });

  it("make bands wider than chance alone does", () => {
    const width = (uncertainty: "members" | "process", name: "usbp" | "interceptions"): number => {
      const { p10, p90 } = simulate(autumn, { runs: 10, uncertainty }).overall(name).quantiles;
      return p90 - p10;
    };
    for (const name of ["usbp", "interceptions"] as const)
      expect(width("members", name)).toBeGreaterThan(2 * width("process", name));
  });
});
