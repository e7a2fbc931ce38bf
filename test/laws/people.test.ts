import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptySnapshot, originDay, type Snapshot, wholePeople } from "../../src/model/world.ts";
import { type Change, inputsOf, pathsWith, snapshotsBefore } from "../support/history.ts";
import { expectConserved, expectSoundCounts, expectSoundRecord, unknownExemptions } from "../support/laws.ts";
import { beginRun } from "../support/runs.ts";
import { anyChanges } from "../support/scenarios.ts";

const [spring] = snapshotsBefore(["2023-03"]);

function watch(changes: readonly Change[], start: Snapshot, days: number, run: number, mean: boolean): void {
  const lastDay = start.day + days;
  const inputs = inputsOf(pathsWith(changes, start.day + 1, lastDay), run, mean);
  const one = beginRun(inputs, mean ? start : wholePeople(start, 1, 0), lastDay);
  expectConserved(one.world);
  for (let i = 0; i < days; i++) {
    one.advance(1);
    expectConserved(one.world);
    expectSoundCounts(one.world);
  }
  expectSoundRecord(one.recorder, mean);
}

/** Random scenarios from a start; steps may begin before it, so that extremes also hold from the first day. */
function anyScenario(start: Snapshot) {
  return fc.tuple(anyChanges(start.day - 30, start.day + 50), fc.integer({ min: 20, max: 60 }), fc.nat(1_000_000));
}

describe("people", () => {
  it("are counted by observables that exist", () => {
    expect(unknownExemptions).toEqual([]);
  });

  it("are conserved to the unit, whole and never negative, under random policies in mid-history", () => {
    fc.assert(
      fc.property(anyScenario(spring), ([changes, days, run]) => watch(changes, spring, days, run, false)),
      { seed: 1, numRuns: 110 },
    );
  });

  it("are conserved to the unit from an empty corridor", () => {
    const empty = emptySnapshot();
    fc.assert(
      fc.property(anyScenario(empty), ([changes, days, run]) => watch(changes, empty, days, run, false)),
      { seed: 2, numRuns: 60 },
    );
  });

  it("are conserved to a millionth in the mean", () => {
    fc.assert(
      fc.property(anyScenario(spring), ([changes, days]) => watch(changes, spring, days, 0, true)),
      { seed: 3, numRuns: 60 },
    );
  });

  it("are conserved to a millionth in the mean from an empty corridor", () => {
    const empty = emptySnapshot();
    fc.assert(
      fc.property(anyScenario(empty), ([changes, days]) => watch(changes, empty, days, 0, true)),
      { seed: 4, numRuns: 30 },
    );
  });

  it("keep each group's total when they become whole", () => {
    const whole = wholePeople(spring, 1, 0);
    expect(whole.day).toBeGreaterThan(originDay);
    const block = whole.state.length / whole.departed.length;
    for (let g = 0; g < whole.departed.length; g++) {
      const people = spring.state.subarray(g * block, (g + 1) * block).reduce((sum, x) => sum + x, 0);
      expect(Math.abs(whole.departed[g] - people), `group ${g}`).toBeLessThanOrEqual(1);
      expect(whole.state.subarray(g * block, (g + 1) * block).reduce((sum, x) => sum + x, 0)).toBe(whole.departed[g]);
    }
    whole.state.forEach((people, i) => {
      if (!Number.isInteger(people) || people < 0 || Math.abs(people - spring.state[i]) > 1) {
        expect.fail(`${spring.state[i]} people became ${people}`);
      }
    });
  });
});
