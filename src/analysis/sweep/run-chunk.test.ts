import { describe, expect, it } from "vitest";
import { columnsOf } from "../../model/observables.ts";
import { valueOfRow } from "../../model/parameters.ts";
import { loadScenario, type ResolvedScenario } from "../../scenario/load.ts";
import { prepare, runOnce } from "../run.ts";
import { memberAt } from "../sensitivity.ts";
import { shippedPosterior } from "../shipped.ts";
import { loadSweep } from "./load.ts";
import { type ChunkResult, createChunkRunner } from "./run-chunk.ts";
import { runCount } from "./sweep.ts";

const window = { from: "2019-01", to: "2019-03" };
const { members } = shippedPosterior();

function sweepOf(content: object) {
  return loadSweep(
    JSON.stringify({
      corridor: 1,
      title: "A sweep",
      base: "history",
      window,
      design: "grid",
      keep: ["usbp"],
      ...content,
    }),
  );
}

function whole(content: object): ChunkResult {
  const sweep = sweepOf(content);
  return createChunkRunner(sweep)({ index: 0, from: 0, to: runCount(sweep) });
}

function scenarioOf(...changes: readonly object[]): ResolvedScenario {
  return loadScenario(JSON.stringify({ corridor: 1, title: "One", base: "history", window, changes }));
}

/** Sum of encounters of a run that knows nothing of sweeps. */
function encounters(scenario: ResolvedScenario, member = members[0], run = 0, mean = true): number {
  const { values, months } = { ...runOnce(prepare(scenario, member), run, mean), months: 3 };
  const width = values.length / months;
  let sum = 0;
  for (let m = 0; m < months; m++) {
    let month = 0;
    for (const column of columnsOf("usbp")) month += values[m * width + column];
    sum += month;
  }
  return sum;
}

describe("a chunk", () => {
  it("has the numbers of its runs by themselves, whether levers differ within the window, on its first day or before", () => {
    for (const from of ["2019-02-10", "2019-01-01", "2018-11-05"]) {
      const over = [{ lever: "trainSecurity", from, levels: ["base", 0.5, 1] }];
      const { outputs, levels, members: used } = whole({ over, members: 2 });
      const expected = [0, 1].flatMap((m) => [
        encounters(scenarioOf(), members[m]),
        encounters(scenarioOf({ lever: "trainSecurity", from, value: 0.5 }), members[m]),
        encounters(scenarioOf({ lever: "trainSecurity", from, value: 1 }), members[m]),
      ]);
      expect([...outputs[0]]).toEqual(expected);
      expect(new Set(outputs[0]).size).toBe(6);
      expect([...levels[0]]).toEqual([Number.NaN, 0.5, 1, Number.NaN, 0.5, 1]);
      expect([...used]).toEqual([0, 0, 0, 1, 1, 1]);
    }
  });

  it("has whole people under the random numbers of each replication, the same for every level", () => {
    const over = [{ lever: "trainSecurity", from: "2018-12-10", levels: ["base", 1] }];
    const { outputs, replications } = whole({ over, mode: "stochastic", replications: 2, seed: 1 });
    const changed = scenarioOf({ lever: "trainSecurity", from: "2018-12-10", value: 1 });
    const expected = [scenarioOf(), changed].flatMap((one) =>
      [0, 1].map((run) => encounters({ ...one, seed: 1 }, members[0], run, false)),
    );
    expect([...outputs[0]]).toEqual(expected);
    expect([...replications]).toEqual([0, 1, 0, 1]);
    expect(outputs[0].every(Number.isInteger)).toBe(true);
  });

  it("varies parameters by quantile as sensitivity does, by value, and by multiple; parameters change slower than levers", () => {
    const over = [
      { lever: "trainSecurity", levels: ["base", 1] },
      { parameter: "memoryDays", as: "quantile", levels: [0.1, 0.9] },
    ];
    const { outputs, levels } = whole({ over });
    const posterior = shippedPosterior();
    const changed = scenarioOf({ lever: "trainSecurity", from: "2019-01", value: 1 });
    const expected = [0.1, 0.9].flatMap((quantile) => {
      const member = memberAt(posterior, ["memoryDays"], Float64Array.of(quantile));
      return [encounters(scenarioOf(), member), encounters(changed, member)];
    });
    expect([...outputs[0]]).toEqual(expected);
    expect(levels.map((one) => [...one])).toEqual([
      [Number.NaN, 1, Number.NaN, 1],
      [0.1, 0.1, 0.9, 0.9],
    ]);
    const row = sweepOf({ over }).factors.flatMap((one) => (one.kind === "parameter" ? one.rows : []))[0];
    const own = valueOfRow(members[0].parameters, row);
    const by = (as: string, level: number): number =>
      whole({ over: [{ parameter: "memoryDays", as, levels: [level] }] }).outputs[0][0];
    expect(by("value", own)).toBe(encounters(scenarioOf()));
    expect(by("multiply", 1)).toBe(encounters(scenarioOf()));
    expect(by("multiply", 1.1)).toBe(by("value", 1.1 * own));
  });

  it("keeps months and averages of stocks", () => {
    const { outputs } = whole({ keep: ["usbp", "waiting/Tijuana"], monthly: true });
    const [usbp, waiting, ...months] = outputs.map(([value]) => value);
    expect(months).toHaveLength(6);
    expect(months[0] + months[1] + months[2]).toBeCloseTo(usbp, 6);
    expect((months[3] + months[4] + months[5]) / 3).toBeCloseTo(waiting, 6);
  });

  it("gives a run that throws as a row with its levels and message, and goes on", () => {
    const { outputs, failures, levels } = whole({
      over: [{ lever: "effort", as: "multiply", levels: [1, 900, 0.5] }],
    });
    expect(failures[0]).toBeNull();
    expect(failures[1]).toMatch(/^effort is multiplied to \d+.*; expected 0 to 5 \(index, 1 = mid-2023\)$/);
    expect(failures[2]).toBeNull();
    expect(Array.from(outputs[0], Number.isNaN)).toEqual([false, true, false]);
    expect([...levels[0]]).toEqual([1, 900, 0.5]);
  });
});
