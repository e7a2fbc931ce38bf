import { describe, expect, it } from "vitest";
import { monthIndex } from "../../engine/calendar.ts";
import { loadScenario } from "../../scenario/load.ts";
import { centralMember } from "../central.ts";
import { measures } from "../facts.ts";
import { prepare, runOnce } from "../run.ts";
import { logSimulatedRate, observedRates } from "./observation-model.ts";

describe("published rates", () => {
  it("are those whose months have come", () => {
    const named = (month: string): string[] => observedRates(monthIndex(month)).map(({ fact }) => fact);
    expect(named("2019-08")).toEqual([]);
    expect(named("2019-09")).toEqual(["F33"]);
    expect(named("2024-09")).toEqual(["F33", "F35", "F39", "F41"]);
  });

  it("are simulated as the facts that they are", () => {
    const { parameters, latent } = centralMember();
    const record = runOnce(prepare(loadScenario("history"), { parameters, latent }), 0, true);
    for (const rate of observedRates(monthIndex("2024-09")))
      expect(Math.exp(logSimulatedRate(rate, record.values, record.firstMonth)), rate.fact).toBeCloseTo(
        measures[rate.fact](record, parameters),
        9,
      );
  });
});
