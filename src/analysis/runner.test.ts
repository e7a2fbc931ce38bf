import { describe, expect, it } from "vitest";
import { loadScenario } from "../scenario/load.ts";
import { centralMember } from "./central.ts";
import { prepare } from "./run.ts";
import { createPreparer } from "./runner.ts";

const central = centralMember();

const text = (change: string): string =>
  `corridor: 1\ntitle: Test\nbase: history\nwindow: {from: 2018-10, to: 2018-12}\n${change}`;
const base = loadScenario(text(""));
const during = loadScenario(text("changes:\n  - {lever: demandShock, from: 2018-11-01, value: 0.5}\n"));
const before = loadScenario(text("changes:\n  - {lever: demandShock, from: 2018-08-01, value: 0.5}\n"));
const told = loadScenario(
  text("changes:\n  - {lever: asylumRule, announced: 2018-09-20, from: 2018-11-01, value: 0.9}\n"),
);

describe("createPreparer", () => {
  const scenarios = [base, during, before, told];
  const preparer = createPreparer({ scenarios, seed: 6 });
  const prepared = scenarios.map((_, scenario) => preparer(scenario, 0, central));

  it("prepares each pair once, as if it were alone", () => {
    scenarios.forEach((scenario, s) => {
      expect(preparer(s, 0, central)).toBe(prepared[s]);
      expect(prepared[s]).toEqual(prepare(scenario, { ...central, seed: 6 }));
    });
  });

  it("begins with the same people where the past and its news are the same, and only there", () => {
    expect(prepared[1].start).toBe(prepared[0].start);
    expect(prepared[2].start).not.toEqual(prepared[0].start);
    expect(prepared[3].start).not.toBe(prepared[0].start);
  });

  it("does not share between members or windows", () => {
    expect(preparer(0, 1, central).start).not.toBe(prepared[0].start);
    const later = { ...base, window: { ...base.window, from: "2018-11" } };
    const other = createPreparer({ scenarios: [base, later], seed: 6 });
    expect(other(0, 0, central).start).not.toEqual(other(1, 0, central).start);
  });
});
