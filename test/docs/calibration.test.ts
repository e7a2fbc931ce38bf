import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type calibrateOne, summarizeCalibration } from "../../src/analysis/fit/calibration.ts";
import { readCalibration } from "../../src/analysis/fit/calibration-file.ts";
import type * as runners from "../../src/analysis/runner.ts";
import { fromDist } from "../cli/corridor.ts";

const file = "data/calibration.json";

describe.skipIf(!existsSync(file))(`${file} (made by corridor calibrate --out ${file} --force)`, () => {
  const text = (): string => readFileSync(file, "utf8");
  const settings = () => JSON.parse(text()).settings;

  it("holds at least fifty sets, and covers the truth as often as is told in docs/model.md", () => {
    const sets = readCalibration(file, text(), settings());
    expect(sets.length).toBeGreaterThanOrEqual(50);
    const { parameters, departures, attractiveness } = summarizeCalibration(sets, settings().members);
    const page = readFileSync("docs/model.md", "utf8");
    for (const { coverage50, coverage90 } of [parameters, departures, attractiveness])
      expect(page).toContain(`${Math.round(100 * coverage90)}% (90%) and ${Math.round(100 * coverage50)}% (50%)`);
    expect(parameters.coverage90).toBeGreaterThanOrEqual(0.8);
    expect(parameters.coverage90).toBeLessThanOrEqual(0.97);
  });

  it("comes out the same when one set is made again", async () => {
    const [, second] = readCalibration(file, text(), settings());
    const module = await fromDist<{ calibrateOne: typeof calibrateOne }>("analysis/fit/calibration.js");
    const { inlineRunner } = await fromDist<typeof runners>("analysis/runner.js");
    expect(await module.calibrateOne(settings(), 2, inlineRunner)).toEqual(second);
  }, 600_000);
});
