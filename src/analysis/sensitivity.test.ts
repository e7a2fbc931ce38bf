import { describe, expect, it } from "vitest";
import { defaultParameters } from "../../test/support/parameters.ts";
import { columns, o } from "../model/observables.ts";
import { type Parameters, parameterRows } from "../model/parameters.ts";
import { loadScenario } from "../scenario/load.ts";
import { NoRunsError } from "./ensemble.ts";
import { batchOf, type FinishedRun, inlineRunner, type RunFailure, type Runner } from "./runner.ts";
import {
  memberAt,
  outputOf,
  runsOf,
  type Sensitivity,
  type SensitivityPlan,
  sensitivity,
  uncertainNames,
} from "./sensitivity.ts";
import { shippedPosterior } from "./shipped.ts";

const scenario = loadScenario("corridor: 1\ntitle: Autumn 2018\nbase: history\nwindow: {from: 2018-10, to: 2018-11}\n");

const plan: SensitivityPlan = {
  scenario,
  outputs: [outputOf("usbp/Cuba"), outputOf("waiting/Tijuana")],
  parameters: ["memoryDays", "searchRate", "transferDays", "grantShare"],
  trajectories: 4,
  samples: 256,
  top: 2,
  seed: 1,
};

const cuba = outputOf("usbp/Cuba").columns[0];
const tijuana = outputOf("waiting/Tijuana").columns[0];

/** A model of two months that does not walk through any day. Throws where `f` does. */
function runnerOf(f: (parameters: Parameters) => readonly [cuba: number, tijuana: number]): Runner {
  return {
    async run({ runs, members }, onProgress, stop) {
      const all: (FinishedRun | RunFailure)[] = [];
      for (const { run, member } of runs) {
        if (stop?.aborted) break;
        const values = new Float64Array(2 * columns.length);
        try {
          const [first, second] = f(members[member].parameters);
          for (const row of [0, columns.length]) {
            values[row + cuba] = first;
            values[row + tijuana] = second;
          }
          all.push({ scenario: 0, run, values });
        } catch (error) {
          all.push({ scenario: 0, run, message: (error as Error).message });
        }
        await onProgress?.({ done: all.length, total: runs.length });
      }
      return batchOf(all, all.length < runs.length);
    },
  };
}

const fitted = shippedPosterior();
const central = fitted.members[0].parameters;

const simple = runnerOf(({ memoryDays, searchRate }) => [Math.log(memoryDays), 100 * searchRate]);

function named<Of extends { readonly parameter: string }>(list: readonly Of[], name: string): Of {
  return list.find(({ parameter }) => parameter === name)!;
}

describe("memberAt", () => {
  it("moves all keys of a parameter within their ranges, and nothing else", () => {
    const { parameters } = memberAt(fitted, ["grantShare", "memoryDays"], Float64Array.of(1, 0));
    const rows = parameterRows.filter(({ name }) => name === "grantShare");
    expect([...parameters.grantShare]).toEqual(rows.map(({ high }) => high));
    expect(parameters.memoryDays).toBe(parameterRows.find(({ name }) => name === "memoryDays")!.low);
    expect({ ...parameters, grantShare: 0, memoryDays: 0 }).toEqual({
      ...central,
      grantShare: 0,
      memoryDays: 0,
    });
  });

  it("is the central member without names, and the table in the middle, up to four digits", () => {
    const unmoved = memberAt(fitted, [], new Float64Array(0));
    expect(unmoved.parameters).toEqual(central);
    expect(unmoved.latent).toBe(fitted.members[0].latent);
    const middle = memberAt(fitted, uncertainNames, new Float64Array(uncertainNames.length).fill(0.5)).parameters;
    expect(middle.memoryDays / defaultParameters.memoryDays).toBeCloseTo(1, 3);
    expect(middle.exposure[3] / defaultParameters.exposure[3]).toBeCloseTo(1, 3);
  });

  it("has the ends of a range as its percentiles 5 and 95", () => {
    const at = (u: number): number => memberAt(fitted, ["memoryDays"], Float64Array.of(u)).parameters.memoryDays;
    const { low, high } = parameterRows.find(({ name }) => name === "memoryDays")!;
    expect([at(0.01), at(0.04999), at(0.95001)]).toEqual([low, low, high]);
    expect(at(0.06)).toBeGreaterThan(low);
    expect(at(0.94)).toBeLessThan(high);
  });
});

describe("outputOf", () => {
  it("takes a total or a member", () => {
    expect(outputOf("usbp").columns).toHaveLength(11);
    expect(outputOf("usbpBySectorNationality/Del Rio/Cuba")).toMatchObject({ member: "Del Rio/Cuba", kind: "flow" });
    expect(() => outputOf("usb")).toThrow(/did you mean "usbp"/);
    expect(() => outputOf("perceivedSuccess")).toThrow(RangeError);
  });
});

describe("sensitivity", () => {
  it("finds what moves what, sums flows and averages stocks", async () => {
    const seen: { done: number; total: number }[] = [];
    const { outputs, trajectories, samples, partial, failures } = await sensitivity(plan, simple, (progress) => {
      seen.push(progress);
    });
    expect({ trajectories, samples, partial, failures }).toEqual({
      trajectories: 4,
      samples: 256,
      partial: false,
      failures: [],
    });
    const { total } = runsOf(plan);
    expect(total).toBe(1 + 4 * 5 + 256 * 4);
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    expect(new Set(seen.map((progress) => progress.total))).toEqual(new Set([total]));
    const [flow, stock] = outputs;
    expect(flow.central).toBeCloseTo(2 * Math.log(central.memoryDays), 10);
    expect(stock.central).toBeCloseTo(100 * central.searchRate, 10);
    expect(flow.indices.map(({ parameter }) => parameter).sort()).toEqual(["memoryDays", "searchRate"]);
    expect(named(flow.effects, "memoryDays").mu).toBeGreaterThan(0);
    expect(named(flow.effects, "grantShare").muStar).toBe(0);
    expect(named(flow.indices, "memoryDays").first.value).toBeCloseTo(1, 0);
    expect(named(flow.indices, "searchRate").total).toEqual({ value: 0, low: 0, high: 0 });
    expect(named(stock.indices, "searchRate").total.value).toBeCloseTo(1, 0);
    expect(flow.sampled!.quantiles.p50 / (2 * Math.log(defaultParameters.memoryDays))).toBeCloseTo(1, 1);
  });

  it("is the same whatever the order in which runs come back", async () => {
    const backwards: Runner = {
      async run(job, onProgress, stop) {
        const batch = await simple.run(job, onProgress, stop);
        return { ...batch, finished: [...batch.finished].reverse() };
      },
    };
    expect(await sensitivity(plan, backwards)).toEqual(await sensitivity(plan, simple));
    expect(await sensitivity({ ...plan, seed: 2 }, simple)).not.toEqual(await sensitivity(plan, simple));
  });

  async function stoppedAfter(runs: number): Promise<Sensitivity> {
    const stop = new AbortController();
    return sensitivity(plan, simple, ({ done }) => (done >= runs ? stop.abort() : undefined), stop.signal);
  }

  it("keeps whole trajectories and samples when it is stopped", async () => {
    const early = await stoppedAfter(13);
    expect(early).toMatchObject({ partial: true, trajectories: 2, samples: 0 });
    expect(early.outputs[0].indices).toEqual([]);
    expect(early.outputs[0].sampled).toBeUndefined();
    const late = await stoppedAfter(1 + 20 + 4 * 100 + 2);
    expect(late).toMatchObject({ partial: true, trajectories: 4, samples: 100 });
    expect(named(late.outputs[0].indices, "memoryDays").total.value).toBeCloseTo(1, 0);
    expect(await stoppedAfter(runsOf(plan).total)).toMatchObject({ partial: false, samples: 256 });
    await expect(stoppedAfter(3)).rejects.toThrow(NoRunsError);
  });

  it("leaves out trajectories and samples with a run that failed or gave no number", async () => {
    let runs = 0;
    const flaky = runnerOf(({ memoryDays }) => {
      runs++;
      if (runs === 3) throw new Error("it broke");
      return [runs === 40 ? Number.NaN : memoryDays, 1];
    });
    const { trajectories, samples, failures, partial, outputs } = await sensitivity(plan, flaky);
    expect({ trajectories, samples, partial }).toEqual({ trajectories: 3, samples: 255, partial: false });
    expect(failures).toEqual([
      { run: 2, message: "it broke" },
      { run: 39, message: "usbp/Cuba is NaN" },
    ]);
    expect(named(outputs[1].effects, "memoryDays").muStar).toBe(0);
    expect(outputs[1].indices.every(({ total }) => Number.isNaN(total.value))).toBe(true);
  });

  it("says why when every run fails", async () => {
    const broken = runnerOf(() => {
      throw new Error("it broke");
    });
    await expect(sensitivity(plan, broken)).rejects.toThrow(
      /no trajectory was finished, 21 of its runs failed.*it broke/,
    );
  });

  it("screens alone when nothing is to be sampled, or nothing matters", async () => {
    const screened = await sensitivity({ ...plan, top: 0 }, simple);
    expect(screened).toMatchObject({ samples: 0, partial: false });
    const still = await sensitivity(
      plan,
      runnerOf(() => [1, 1]),
    );
    expect(still).toMatchObject({ samples: 0, partial: false });
    expect(still.outputs[0].indices).toEqual([]);
  });

  it("runs the model: more search, more interceptions; a court parameter moves none", async () => {
    const real = { ...plan, outputs: [outputOf("interceptions")], trajectories: 1, top: 0 };
    const { outputs } = await sensitivity({ ...real, parameters: ["searchRate", "courtCaseCost"] }, inlineRunner);
    expect(outputs[0].central).toBeGreaterThan(0);
    expect(o.interceptions).toBe(outputs[0].output.columns[0]);
    expect(named(outputs[0].effects, "searchRate").mu).toBeGreaterThan(0);
    expect(named(outputs[0].effects, "courtCaseCost").muStar).toBe(0);
  });
});
