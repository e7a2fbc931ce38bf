import { describe, expect, it } from "vitest";
import { loadScenario, type ResolvedScenario } from "../scenario/load.ts";
import { centralMember } from "./central.ts";
import { prepare, runOnce } from "./run.ts";
import { baseRun, whatIf } from "./what-if.ts";

const window = { from: "2023-10", to: "2024-02" };
const scenarioOf = (...changes: readonly object[]): ResolvedScenario =>
  loadScenario(JSON.stringify({ corridor: 1, title: "test", base: "history", window, changes }));
const whole = (scenario: ResolvedScenario): Float64Array => runOnce(prepare(scenario, centralMember()), 0, true).values;

describe("a what-if", () => {
  const base = baseRun(scenarioOf(), centralMember());

  it("has a base like any other run", () => {
    expect(base.values).toEqual(whole(scenarioOf()));
  });

  it.each([
    ["nothing", []],
    ["a change in the window", [{ lever: "appointments", from: "2023-12-10", value: 100 }]],
    [
      "a change that is announced before",
      [{ lever: "visaRequired", for: "Colombia", from: "2024-02", announced: "2023-11-15", value: 1 }],
    ],
    ["a change on the first day", [{ lever: "trainSecurity", from: "2023-10-01", value: 1 }]],
    ["a change that began before", [{ lever: "judges", from: "2023-08", multiply: 2 }]],
  ])("of %s gives the numbers of a whole run, byte for byte", (_, changes) => {
    const scenario = scenarioOf(...changes);
    expect(whatIf(base, scenario)).toEqual(whole(scenario));
  });

  it("refuses another window", () => {
    const other = { ...scenarioOf(), window: { ...base.scenario.window, to: "2024-03" } };
    expect(() => whatIf(base, other)).toThrow("expected that of the base, 2023-10 to 2024-02");
  });
});
