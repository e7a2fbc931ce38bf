import { describe, expect, it } from "vitest";
import { columns, columnsOf, type ObservableName } from "../../src/model/observables.ts";
import { emptySnapshot, originDay, type Snapshot, wholePeople } from "../../src/model/world.ts";
import { type Change, inputsOf, pathsWith, snapshotsBefore } from "../support/history.ts";
import { wholeRun } from "../support/runs.ts";

const [spring] = snapshotsBefore(["2023-03"]);
const empty = emptySnapshot();
const days = 90;

function recordFrom(start: Snapshot, changes: readonly Omit<Change, "fromDay">[], mean: boolean): Float64Array {
  const lastDay = start.day + days;
  const since = changes.map((change) => ({ ...change, fromDay: originDay - 1 }));
  const inputs = inputsOf(pathsWith(since, start.day + 1, lastDay), 1, mean);
  return wholeRun(inputs, mean ? start : wholePeople(start, 1, 0), lastDay).recorder.values;
}

function totalOf(values: Float64Array, name: ObservableName): number {
  let sum = 0;
  for (let row = 0; row < values.length; row += columns.length) for (const i of columnsOf(name)) sum += values[row + i];
  return sum;
}

/** Capacities that ration a flow of their own: with none of them nobody is served, not even on the first day that asks. */
const rationed: readonly [flow: ObservableName, capacities: readonly Change["lever"][]][] = [
  ["transfersSouth", ["transferSeats"]],
  ["asylumClaimsInMexico", ["comarCapacity"]],
  ["returnsFromMexico", ["returnSeatsLand", "returnSeatsAir"]],
  ["removals", ["removalFlightSeats", "detentionBeds"]],
  ["mppEnrolments", ["mppPlaces"]],
  ["ports", ["appointments", "portEntries"]],
];

describe("a capacity of zero", () => {
  for (const [flow, capacities] of rationed) {
    it(`of ${capacities.join(" and ")} means no ${flow}`, () => {
      const none = capacities.map((lever) => ({ lever, value: 0 }));
      for (const mean of [false, true]) {
        const total = totalOf(recordFrom(empty, none, mean), flow);
        // shares that sum to one leave 1e-14 of a person in mean field
        expect(total, `from an empty corridor, mean ${mean}`).toBeLessThanOrEqual(mean ? 1e-9 : 0);
      }
    });
  }

  it("is what makes the difference: with capacity those flows are there", () => {
    const plenty = rationed.flatMap(([, capacities]) => capacities.map((lever) => ({ lever, value: 1000 })));
    const values = recordFrom(spring, plenty, true);
    for (const [flow] of rationed) expect(totalOf(values, flow), flow).toBeGreaterThan(1);
  });
});
