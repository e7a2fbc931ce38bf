import { describe, expect, it } from "vitest";
import { monthIndex } from "../../engine/calendar.ts";
import { EvidenceFault } from "./fault.ts";
import { answer, type Operand, type Query, reduced } from "./query.ts";
import { queryText } from "./query-text.ts";
import type { Comparison, Reduction } from "./schemas.ts";
import { spanOf } from "./span.ts";

const operand = (source: string, of: string | null, when: string | null, reduce: Reduction): Operand => {
  return { source, of, when, reduce };
};
const query = (figures: Operand, comparison: Comparison, figure: number, over: Operand | null = null): Query => {
  return { figures, over, comparison, figure, tolerance: comparison === "about" ? 0.1 : null };
};

function faultOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof EvidenceFault) return `${error.path.join(".")}: ${error.message}`;
    throw error;
  }
  return "sound";
}

describe("periods", () => {
  it.each([
    ["2023-12", "2023-12", "2023-12"],
    ["2023", "2023-01", "2023-12"],
    ["FY2023", "2022-10", "2023-09"],
    ["2023-12-18", "2023-12", "2023-12"],
    ["FY2020..2023-02", "2019-10", "2023-02"],
  ])("%s is from %s to %s", (label, from, to) => {
    expect(spanOf(label)).toEqual({ from: monthIndex(from), to: monthIndex(to) });
  });
  it.each(["December", "2023-13", "2023..2022", "2021..2022..2023", ""])("refuses %s", (label) => {
    expect(() => spanOf(label)).toThrow("was given; expected a month, year or fiscal year");
  });
});

describe("reductions", () => {
  const two = [
    [1, 5, 3],
    [10, 20, 0],
  ];
  it.each([
    ["sum", 39],
    ["mean", 13],
    ["max", 25],
    ["min", 3],
    ["change", -8],
    ["fall", 8],
    ["gains", 2],
    ["losses", 10],
    ["count", 3],
  ] as const)("%s", (how, value) => expect(reduced(two, how)).toBe(value));
  it("value is one figure, of all members together", () => {
    expect(reduced([[1], [10]], "value")).toBe(11);
    expect(() => reduced(two, "value")).toThrow("as the period has 3 figures");
  });
  it("rank compares the last month with the same months of earlier years alone", () => {
    const months = Array.from({ length: 37 }, (_, at) => (at % 12 === 0 ? 10 + at : 1000));
    expect(reduced([months], "rank")).toBe(1);
    expect(reduced([months.with(36, 15)], "rank")).toBe(3);
  });
  it("count is zero where there is nothing, and others are unknown", () => {
    expect(reduced([[]], "count")).toBe(0);
    expect(reduced([[]], "sum")).toBeNaN();
  });
});

describe("queries", () => {
  it("read series, members, points, events, responses and simulated facts", () => {
    const value = (...of: Parameters<typeof operand>) => answer(query(operand(...of), "over", 0)).value;
    expect(value("usbp", null, "2023-12", "value")).toBe(249740);
    expect(value("expulsions", null, "FY2021", "sum")).toBe(1040220);
    const sectors = value("usbpBySector", null, "2023-12", "value");
    const two = value("usbpBySector", "Yuma + El Paso", "2023-12", "value");
    expect(two + value("usbpBySector", "not Yuma + El Paso", "2023-12", "value")).toBe(sectors);
    expect(value("mexico_enforcement", "forces on migration duty, all", "2022-11", "value")).toBe(32317);
    expect(value("events", "port closure + rail bridges", "2023-12", "count")).toBe(1);
    expect(value("responses", "Mexican crackdown, non-Mexicans", "m0", "value")).toBe(0.7);
    expect(value("responses", "Programa Frontera Sur, non-Mexicans", "recovery", "value")).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(value("simulated", "F16", null, "value")).toBeCloseTo(0.0993, 3);
  });
  it("do not count entries of the timeline that rest on memory alone", () => {
    expect(answer(query(operand("events", "family separation", "2018-06", "count"), "over", 0)).value).toBe(0);
  });
  it("compare", () => {
    const december = operand("usbp", null, "2023-12", "value");
    const holds = (comparison: Comparison, figure: number) => answer(query(december, comparison, figure)).holds;
    expect([
      holds("over", 249740),
      holds("at least", 249740),
      holds("under", 249740),
      holds("at most", 249740),
    ]).toEqual([false, true, false, true]);
    expect([holds("about", 230000), holds("about", 220000)]).toEqual([true, false]);
  });
  it("say on what kind of figures they rest", () => {
    const basis = (source: string, of: string | null, when: string | null, reduce: Reduction) =>
      answer(query(operand(source, of, when, reduce), "over", 0)).basis;
    expect(basis("usbp", null, "2023", "sum")).toBe("observed");
    expect(basis("events", "visa", "2021", "count")).toBe("record");
    expect(basis("simulated", "F05", null, "value")).toBe("simulated");
  });
  it("can be read on one line", () => {
    const over = operand("usbp", null, "2023-12", "value");
    expect(queryText(query(operand("usbpBySector", "Del Rio", "2024-01", "sum"), "about", 0.1, over))).toBe(
      "sum(usbpBySector, Del Rio, 2024-01) / value(usbp, 2023-12) about 0.1 ± 10%",
    );
  });
  it.each([
    [
      operand("usbpp", null, "2023", "sum"),
      'figures.source: "usbpp" was given; expected a series or table that queries can read',
    ],
    [
      operand("usbpBySector", "Tuscon", "2023", "sum"),
      'figures.of: "Tuscon" was given; expected a member of the series',
    ],
    [
      operand("usbp", "Tucson", "2023", "sum"),
      'figures.of: "Tucson" was given; expected nothing, as this series has no members',
    ],
    [
      operand("usbp", null, null, "sum"),
      "figures.when: nothing was given; expected a period such as 2023-12, 2023 or FY2023",
    ],
    [
      operand("usbp", null, "2030", "sum"),
      'figures.when: "2030" was given; expected a period for which usbp has figures',
    ],
    [
      operand("recidivism", "repeats", "2023", "sum"),
      'figures.of: "repeats" was given; expected a metric of the table',
    ],
    [
      operand("responses", "Mexican crackdown, non-Mexicans", "m5", "value"),
      'figures.when: "m5" was given; expected one of m0, m1, m2, m3, m4, m6, m9, m12, recovery',
    ],
    [operand("simulated", "F99", null, "value"), 'figures.of: "F99" was given; expected the id of a fact'],
  ] as const)("refuse %j", (figures, sentence) => {
    expect(faultOf(() => answer(query(figures, "over", 0)))).toBe(sentence);
  });
  it("refuse a tolerance where none is needed, and none where one is", () => {
    const december = operand("usbp", null, "2023-12", "value");
    expect(faultOf(() => answer({ ...query(december, "over", 1), tolerance: 0.1 }))).toContain(
      "tolerance: 0.1 was given",
    );
    expect(faultOf(() => answer({ ...query(december, "about", 1), tolerance: null }))).toContain("expected a share");
  });
});
