import { describe, expect, it } from "vitest";
import { type OutputSensitivity, outputOf, type Sensitivity } from "../analysis/sensitivity.ts";
import { loadScenario } from "../scenario/load.ts";
import { sensitivityPicture } from "./sensitivity-picture.ts";

const estimate = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });

const usbp: OutputSensitivity = {
  output: outputOf("usbp"),
  central: 2000,
  effects: [
    { parameter: "searchRate", mu: -300, muStar: 300, sigma: 40 },
    { parameter: "memoryDays", mu: 10, muStar: 90, sigma: 100 },
    { parameter: "courtCaseCost", mu: 0, muStar: 0, sigma: 0 },
  ],
  indices: [
    { parameter: "memoryDays", first: estimate(-0.02), total: estimate(0.2) },
    { parameter: "searchRate", first: estimate(0.7), total: estimate(0.9) },
    { parameter: "courtCaseCost", first: estimate(0), total: estimate(0.001) },
  ],
  sampled: undefined,
};

const scenario = { ...loadScenario("history"), title: "Rules & <limits>" };

const result: Sensitivity = {
  plan: {
    scenario,
    outputs: [usbp.output],
    parameters: usbp.effects.map(({ parameter }) => parameter),
    trajectories: 4,
    samples: 16,
    top: 2,
    seed: 1,
  },
  outputs: [usbp],
  trajectories: 4,
  samples: 16,
  failures: [],
  partial: false,
};

/** Widths of the bars of a kind, without the one in the legend. */
function widthsOf(picture: string, kind: string): number[] {
  return [...picture.matchAll(new RegExp(`<rect class="${kind}" x="[\\d.]+" y="[\\d.]+" width="([\\d.]+)"`, "g"))]
    .map(([, width]) => Number(width))
    .slice(1);
}

describe("sensitivityPicture", () => {
  const picture = sensitivityPicture(result);

  it("draws a bar and an interval per index, largest total first, and none below zero", () => {
    expect(picture.indexOf(">searchRate<")).toBeLessThan(picture.indexOf(">memoryDays<"));
    const [large, small] = widthsOf(picture, "total");
    expect(large / small).toBeCloseTo(4.5, 1);
    expect(widthsOf(picture, "first")[1]).toBe(0);
    expect(picture.match(/class="whisker"/g)).toHaveLength(1 + 4);
    expect(picture).toContain(">1 more under 0.01<");
  });

  it("has a dot per screened parameter, light and dark, and only numbers and sound text", () => {
    expect(picture.match(/<circle/g)).toHaveLength(3);
    expect(picture).toContain("prefers-color-scheme: dark");
    expect(picture).not.toMatch(/NaN|Infinity|undefined/);
    expect(picture).toContain("Rules &amp; &lt;limits&gt;");
  });

  it("can do with one trajectory, outputs that do not vary, and no indices", () => {
    const still: OutputSensitivity = {
      ...usbp,
      central: 0,
      effects: usbp.effects.map((effect) => ({ ...effect, mu: 0, muStar: 0, sigma: Number.NaN })),
      indices: usbp.indices.map(({ parameter }) => ({
        parameter,
        first: estimate(Number.NaN),
        total: estimate(Number.NaN),
      })),
    };
    for (const outputs of [[still], [{ ...still, indices: [] }], [{ ...usbp, indices: [] }]]) {
      expect(sensitivityPicture({ ...result, outputs })).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
