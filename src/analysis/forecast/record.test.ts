import { describe, expect, it } from "vitest";
import { monthIndex } from "../../engine/calendar.ts";
import type { Growth } from "./distributions.ts";
import { readRecord, recordText } from "./record.ts";
import { eras, firstLearned, meanGrowth, refits } from "./rolling.ts";
import { targets } from "./targets.ts";

const settings = { members: 2, steps: 1, seed: 3 };
const growth = (origin: number, value: number): Growth => ({
  origin,
  ahead: 6,
  growth: Float64Array.from({ length: targets.length * 6 }, (_, i) => value + i / 8),
});
const months = Array.from({ length: monthIndex("2024-08") - firstLearned + 1 }, (_, i) => firstLearned + i);
const record = {
  announced: months.map((origin) => growth(origin, -8 + (origin % 4) / 8)),
  happened: months.map((origin) => growth(origin, -9)),
};
const text = recordText(settings, record);

describe("the file of a rolling evaluation", () => {
  it("gives back what was written, to four decimals", () => {
    const read = readRecord("f.json", text);
    expect(read.settings).toEqual(settings);
    expect(read.record).toEqual(record);
    expect(recordText(read.settings, read.record)).toBe(text);
  });

  const changed = (change: Record<string, unknown>): string => JSON.stringify({ ...JSON.parse(text), ...change });
  it.each([
    ["half a file", text.slice(0, 500), /^f\.json: expected the JSON file that corridor score --recompute writes/],
    ["another file", "{}", /^f\.json: format: .*; restore it, or make it again/],
    ["another model", changed({ model: 0 }), /^f\.json was made with model version 0, and this is version/],
    ["other figures", changed({ data: "0" }), /^f\.json was made with other figures than those in data\//],
    ["other policies", changed({ policies: "0" }), /^f\.json: it was made with other policies than those/],
    ["a file of the future", changed({ version: 9 }), "f.json: version 9 of the file format was given; expected 1"],
    [
      "a lost origin",
      changed({ origins: JSON.parse(text).origins.slice(1) }),
      /^f\.json: origins: 62 were given; expected every month from 2019-06 to 2024-08, once, in order; restore it/,
    ],
    [
      "growth without end",
      text.replace(/"happened":\[\[-?[\d.]+/, '"happened":[[50'),
      /^f\.json: 2019-06, happened: expected 6 numbers from −14 to 14 each/,
    ],
    ["lost targets", changed({ origins: [{ ...JSON.parse(text).origins[0], happened: [] }] }), /origins\.0\.happened/],
  ])("refuses %s", (_, bad, sentence) => {
    expect(() => readRecord("f.json", bad)).toThrow(sentence);
  });
});

describe("the order of a rolling evaluation", () => {
  it("covers every origin once, none with a fit that knew later figures, save those from which errors are learned", () => {
    const origins = eras.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
    const all = monthIndex("2024-08") - firstLearned + 1;
    expect(origins).toEqual(Array.from({ length: all }, (_, i) => firstLearned + i));
    for (const { until, from, start } of eras) {
      if (start === "fitted") expect(until).toBeLessThanOrEqual(from);
      else expect(from).toBeLessThan(monthIndex("2020-09"));
    }
    expect(refits.map((month) => month % 12)).toEqual([8, 8, 8, 8]);
  });

  it("means growth over members, by origin and mode", () => {
    const member = (value: number) => [
      { origin: 40, growth: { announced: growth(40, value).growth, happened: growth(40, 0).growth } },
    ];
    const mean = meanGrowth([member(1), member(2)]);
    expect(mean.announced).toEqual([growth(40, 1.5)]);
    expect(mean.happened).toEqual([growth(40, 0)]);
  });
});
