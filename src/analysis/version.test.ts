import { describe, expect, it } from "vitest";
import { defaultParameters } from "../../test/support/parameters.ts";
import { knownAt } from "../data/as-of.ts";
import { fingerprint } from "../data/fingerprint.ts";
import { monthIndex } from "../engine/calendar.ts";
import { modelVersion } from "../model/version.ts";
import { loadScenario } from "../scenario/load.ts";
import { flatPaths } from "./fit/flat-paths.ts";
import { prepare, runOnce } from "./run.ts";

/** What each version makes of the history under the same parameters and flat paths: all columns of some months, to five digits. */
const fingerprints: Readonly<Record<number, string>> = { 1: "b14aa021", 2: "61cb44b4" };

describe("the version of the model", () => {
  it("is raised when simulated numbers change", () => {
    const history = loadScenario("history");
    const { affinity } = flatPaths(knownAt(monthIndex("2024-09")));
    const latent = { ...flatPaths(knownAt(monthIndex("2019-10"))), affinity };
    const parameters = defaultParameters;
    const prepared = prepare(
      { ...history, window: { ...history.window, from: "2018-10", to: "2019-10" } },
      { latent, parameters },
    );
    const numbers = Array.from(runOnce(prepared, 0, true).values, (x) => x.toPrecision(5));
    expect(
      fingerprint(numbers.join()),
      "simulated numbers changed: raise modelVersion in src/model/version.ts, add its fingerprint here, say so in CHANGELOG.md, and fit again",
    ).toBe(fingerprints[modelVersion]);
  });
});
