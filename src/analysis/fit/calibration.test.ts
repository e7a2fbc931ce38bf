import { describe, expect, it } from "vitest";
import { type CalibratedSet, calibrationOf, estimatedParameters, summarizeCalibration } from "./calibration.ts";
import { calibrationText, readCalibration } from "./calibration-file.ts";

const settings = { sets: 3, members: 19, steps: 1, seed: 2 };
const counts = (rank: number): number[] => Array.from({ length: 20 }, (_, i) => (i === rank ? 5 : 0));
const setOf = (rank: number): CalibratedSet => ({
  parameters: estimatedParameters.map(() => rank),
  departures: counts(rank),
  attractiveness: counts(9),
  narrowed: estimatedParameters.map(() => rank / 20),
});

describe("coverage by ranks", () => {
  it("is what an interval says if every rank is as frequent as another", () => {
    const ranks = Array.from({ length: 20 }, (_, i) => i);
    const { coverage50, coverage90, histogram, truths } = calibrationOf(ranks, 19);
    expect([coverage50, coverage90, truths]).toEqual([0.5, 0.9, 20]);
    for (const share of histogram) expect(share).toBeCloseTo(0.1, 9);
  });

  it("is zero if truths lie beyond all members, and one if they lie in the middle", () => {
    expect(calibrationOf([0, 19, 0], 19)).toMatchObject({ coverage50: 0, coverage90: 0 });
    expect(calibrationOf([9, 10], 19)).toMatchObject({ coverage50: 1, coverage90: 1 });
    expect(calibrationOf([1, 18, 4, 15], 19)).toMatchObject({ coverage50: 0, coverage90: 1 });
  });
});

describe("a calibration", () => {
  it("sums up sets, parameter by parameter and month by month", () => {
    const { parameters, departures, attractiveness, byParameter, error } = summarizeCalibration(
      [setOf(0), setOf(10)],
      19,
    );
    expect(parameters).toMatchObject({ truths: 2 * estimatedParameters.length, coverage90: 0.5 });
    expect(departures).toMatchObject({ truths: 10, coverage90: 0.5 });
    expect(attractiveness).toMatchObject({ truths: 10, coverage50: 1 });
    expect(byParameter.map(({ name }) => name)).toEqual(estimatedParameters);
    expect(byParameter[0]).toMatchObject({ truths: 2, coverage90: 0.5, narrowed: 0.25 });
    expect(error).toBeCloseTo(1.6449 * Math.sqrt(0.5 / 2), 9);
  });

  const text = calibrationText(settings, [setOf(3), setOf(4), setOf(5)]);
  it("comes back from its file, as far as it is asked for", () => {
    expect(readCalibration("c.json", text, settings)).toEqual([setOf(3), setOf(4), setOf(5)]);
    expect(readCalibration("c.json", text, { ...settings, sets: 2 })).toEqual([setOf(3), setOf(4)]);
    expect(readCalibration("c.json", calibrationText(settings, []), settings)).toEqual([]);
  });

  const changed = (change: Record<string, unknown>): string => JSON.stringify({ ...JSON.parse(text), ...change });
  it.each([
    ["half a file", text.slice(0, 300), "c.json is damaged: it is not JSON; delete it to begin anew"],
    ["another file", "{}", /^c\.json is damaged: format: .*; delete it to begin anew$/],
    ["another model", changed({ model: 0 }), /^c\.json was made with model version 0, .*; delete it to begin anew$/],
    [
      "ranks that cannot be",
      changed({ sets: [{ ...setOf(3), parameters: estimatedParameters.map(() => 20) }] }),
      "c.json is damaged: sets.0 has other ranks than 19 members give; delete it to begin anew",
    ],
    [
      "lost ranks",
      changed({ sets: [setOf(3), { ...setOf(3), departures: [1] }] }),
      "c.json is damaged: sets.1 has other ranks than 19 members give; delete it to begin anew",
    ],
  ])("refuses %s", (_, bad, sentence) => {
    expect(() => readCalibration("c.json", bad, settings)).toThrow(sentence);
  });

  it("is not gone on with under other settings", () => {
    expect(() => readCalibration("c.json", text, { ...settings, seed: 3 })).toThrow(
      "c.json is of a calibration with 19 members, 1 steps, seed 2; 19 members, 1 steps, seed 3 was asked for; delete it to begin anew",
    );
  });
});
