import { describe, expect, it } from "vitest";
import { columns, o } from "../model/observables.ts";
import { loadScenario } from "../scenario/load.ts";
import { centralMember } from "./central.ts";
import {
  bandOf,
  collectEnsembles,
  monthLabels,
  NoRunsError,
  overWindow,
  perRun,
  planJob,
  spreadOf,
  toDate,
} from "./ensemble.ts";
import type { RunBatch } from "./runner.ts";
import { shippedPosterior } from "./shipped.ts";

const central = centralMember();

const autumn = loadScenario(
  "corridor: 1\ntitle: Autumn\nbase: history\nseed: 5\nwindow: {from: 2018-10, to: 2018-11}\n",
);

/** Two months in which one column holds these numbers. */
function values(column: number, october: number, november: number): Float64Array {
  const all = new Float64Array(2 * columns.length);
  all[column] = october;
  all[columns.length + column] = november;
  return all;
}

describe("planJob", () => {
  it("gives run k the member k modulo their number", () => {
    const job = planJob([autumn], { runs: 5, members: [central, central, central] });
    expect(job.runs.map(({ member }) => member)).toEqual([0, 1, 2, 0, 1]);
    expect(job.runs.map(({ run }) => run)).toEqual([0, 1, 2, 3, 4]);
    expect(job.mean).toBe(false);
    expect(job.seed).toBe(5);
  });

  it("keeps to the first member when only the process is uncertain", () => {
    const job = planJob([autumn], { runs: 3, members: [central, central], uncertainty: "process", seed: 9 });
    expect(job.runs.map(({ member }) => member)).toEqual([0, 0, 0]);
    expect(job.members).toHaveLength(1);
    expect(job.seed).toBe(9);
  });

  it("takes the members of the posterior that ships in order, by default forty", () => {
    const { members } = shippedPosterior();
    const job = planJob([autumn]);
    expect(job.members).toEqual(members.slice(0, 40));
    expect(job.runs.map(({ member }) => member)).toEqual(Array.from({ length: 40 }, (_, k) => k % members.length));
    expect(planJob([autumn], { uncertainty: "process" }).members).toEqual([members[0]]);
  });

  it("does not repeat members in mean field", () => {
    expect(planJob([autumn], { runs: 40, mode: "mean", members: [central, central] }).runs).toHaveLength(2);
    expect(planJob([autumn], { runs: 1, mode: "mean", members: [central, central] }).runs).toHaveLength(1);
    expect(planJob([autumn], { mode: "mean", uncertainty: "process" }).runs).toHaveLength(1);
  });

  it.each([
    [{ runs: 0 }, "runs: 0 was given; expected a whole number of at least 1"],
    [{ runs: 2.5 }, "runs: 2.5 was given"],
    [{ seed: -1 }, "seed: -1 was given; expected a whole number of at least 0"],
    [{ members: [] }, "members: 0 was given"],
  ])("refuses %o", (options, message) => {
    expect(() => planJob([autumn], options)).toThrow(message);
  });
});

describe("collectEnsembles", () => {
  const job = planJob([autumn, autumn], { runs: 3 });
  const finished = [
    { scenario: 1, run: 2, values: values(o.effort, 6, 60) },
    { scenario: 0, run: 2, values: values(o.effort, 5, 50) },
    { scenario: 0, run: 1, values: values(o.effort, 3, 30) },
    { scenario: 0, run: 0, values: values(o.effort, 1, 10) },
    { scenario: 1, run: 0, values: values(o.effort, 2, 20) },
  ];
  const failures = [{ scenario: 1, run: 1, message: "out of people" }];

  it("keeps the runs that finished in every scenario, in order, and says what failed", () => {
    const [base, changed] = collectEnsembles(job, { finished, failures, partial: false });
    expect(base.runs.map(({ run }) => run)).toEqual([0, 2]);
    expect(perRun(base, [o.effort]).map((one) => [...one])).toEqual([
      [1, 10],
      [5, 50],
    ]);
    expect(perRun(changed, [o.effort, o.effort]).map((one) => [...one])).toEqual([
      [4, 40],
      [12, 120],
    ]);
    expect(base.failures).toEqual([]);
    expect(changed.failures).toEqual([{ run: 1, message: "out of people" }]);
    expect(monthLabels(base)).toEqual(["2018-10", "2018-11"]);
  });

  it("passes on that it is partial", () => {
    expect(collectEnsembles(job, { finished, failures, partial: true })[0].partial).toBe(true);
  });

  it("throws when nothing is left, with the first failure and their number", () => {
    const nothing: RunBatch = { finished: [finished[1]], failures, partial: false };
    expect(() => collectEnsembles(job, nothing)).toThrow(NoRunsError);
    expect(() => collectEnsembles(job, nothing)).toThrow(
      "no run was finished, 1 failed; the first, run 1: out of people",
    );
    const stopped: RunBatch = { finished: [], failures: [], partial: true };
    expect(() => collectEnsembles(job, stopped)).toThrow("stopped before the first run");
  });
});

describe("quantiles", () => {
  it("sort numbers as numbers, and stay beside the mean", () => {
    const { mean, quantiles } = spreadOf([100, 9, 20, 1000, 3]);
    expect(mean).toBeCloseTo(226.4, 12);
    expect(quantiles.p50).toBe(20);
    expect(quantiles.p25).toBe(9);
    expect(quantiles.p95).toBeCloseTo(820, 12);
  });

  it("are taken month by month", () => {
    const band = bandOf([Float64Array.of(1, 10), Float64Array.of(3, 50), Float64Array.of(2, 30)]);
    expect(band.mean).toEqual([2, 30]);
    expect(band.quantiles.p50).toEqual([2, 30]);
    expect(band.quantiles.p75).toEqual([2.5, 40]);
  });
});

describe("windows", () => {
  const series = [Float64Array.of(1, 2, 6)];
  it("sum flows and average stocks", () => {
    expect([...overWindow(series, "flow")]).toEqual([9]);
    expect([...overWindow(series, "stock")]).toEqual([3]);
    expect([...toDate(series, "flow")[0]]).toEqual([1, 3, 9]);
    expect([...toDate(series, "stock")[0]]).toEqual([1, 1.5, 3]);
  });
});
