import { csvFormatRows, csvParseRows } from "d3-dsv";
import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { monthIndex, monthLabel } from "../engine/calendar.ts";
import { cutAfter, type Known, knownAt } from "./as-of.ts";
import { files } from "./embedded.ts";
import { courtVintages } from "./schemas.ts";
import * as published from "./series.ts";
import { type MonthlySeries, sumOver, valueAt } from "./series.ts";

const origin = monthIndex("2022-06");
const lastMonth = monthIndex("2024-09");

/** Every figure that a known object gives, by the name of its function. */
function everything(known: Known): Record<string, unknown> {
  const { origin: _, courtBacklog, ...series } = known;
  return {
    ...Object.fromEntries(Object.entries(series).map(([name, read]) => [name, read()])),
    courtBacklog: courtVintages.map((vintage) => courtBacklog(vintage)),
  };
}

function seriesIn(value: unknown): MonthlySeries[] {
  if (Array.isArray(value)) return value.flatMap(seriesIn);
  if (typeof value !== "object" || value === null || "pending" in value) return [];
  return "firstMonth" in value ? [value as MonthlySeries] : Object.values(value).flatMap(seriesIn);
}

describe("knownAt", () => {
  it("offers every monthly series that there is", () => {
    const elsewhere = ["sumOver", "total", "valueAt"];
    const series = Object.entries(published).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
    expect(Object.keys(knownAt(origin)).sort()).toEqual(
      [...series.filter((name) => !elsewhere.includes(name)), "origin"].sort(),
    );
  });

  it("gives series that end at the origin, with nothing behind them in memory", () => {
    for (const month of ["2017-10", "2019-12", "2022-06", "2024-09"].map(monthIndex))
      for (const { firstMonth, values } of seriesIn(everything(knownAt(month)))) {
        expect(firstMonth + values.length - 1).toBe(month);
        expect(values.buffer.byteLength).toBe(8 * values.length);
      }
  });

  it("gives the published figures up to the origin", () => {
    const whole = everything(knownAt(lastMonth));
    const cut = everything(knownAt(origin));
    for (const name of Object.keys(whole)) {
      const full = seriesIn(whole[name]);
      seriesIn(cut[name]).forEach((series, k) => {
        expect(series.firstMonth).toBe(full[k].firstMonth);
        expect(series.values).toEqual(full[k].values.slice(0, series.values.length));
      });
    }
    expect(valueAt(knownAt(origin).usbpTotal(), origin)).toBe(valueAt(published.usbpTotal(), origin));
  });

  it("has NaN for a month after the origin, and for a sum that reaches beyond it", () => {
    const total = knownAt(origin).usbpTotal();
    expect(valueAt(published.usbpTotal(), origin + 1)).toBeGreaterThan(0);
    expect(valueAt(total, origin + 1)).toBeNaN();
    expect(sumOver(total, origin - 1, origin + 1)).toBeNaN();
    expect(sumOver(total, origin - 1, origin)).toBeGreaterThan(0);
  });

  it("gives no court point after the origin", () => {
    const months = knownAt(origin)
      .courtBacklog("EOIR_2025_vintage")
      .map(({ month }) => monthLabel(month));
    expect(months[months.length - 1]).toBe("2021-09");
  });

  it("refuses an origin that is no month", () => {
    expect(() => knownAt(1.5)).toThrow("origin: 1.5 was given; expected a whole month since 2018-01");
    expect(() => knownAt(Number.NaN)).toThrow(RangeError);
  });
});

describe("cutAfter", () => {
  const series: MonthlySeries = { firstMonth: 3, values: Float64Array.of(10, 20, 30) };

  it("cuts, fills up with NaN, and is empty before the series begins", () => {
    expect(cutAfter(series, 4)).toEqual({ firstMonth: 3, values: Float64Array.of(10, 20) });
    expect(cutAfter(series, 6)).toEqual({ firstMonth: 3, values: Float64Array.of(10, 20, 30, Number.NaN) });
    expect(cutAfter(series, 1)).toEqual({ firstMonth: 2, values: new Float64Array(0) });
  });
});

/** The text of a table with every row after the origin dropped or with other counts in it, as the numbers say. */
function tamper(text: string, origin: number, numbers: readonly number[]): string {
  const [header, ...rows] = csvParseRows(text);
  const month = header.includes("as_of") ? header.indexOf("as_of") : header.indexOf("month");
  if (month < 0) return text;
  const tampered = rows.flatMap((row, at) => {
    if (!/^\d{4}-\d{2}$/.test(row[month]) || monthIndex(row[month]) <= origin) return [row];
    const number = numbers[at % numbers.length];
    return number < 300 ? [] : [row.map((cell) => (/^\d+$/.test(cell) ? String(number) : cell))];
  });
  return csvFormatRows([header, ...tampered]);
}

describe("rows after the origin", () => {
  afterEach(() => {
    vi.doUnmock("./embedded.ts");
    vi.resetModules();
  });

  it("change nothing that is known, whatever they say and whether they are there", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: monthIndex("2020-01"), max: lastMonth - 1 }),
        fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 50 }),
        async (month, numbers) => {
          const changed = Object.entries(files).map(([name, text]) => [name, tamper(text, month, numbers)] as const);
          expect(changed.some(([name, text]) => text !== files[name])).toBe(true);
          vi.resetModules();
          vi.doMock("./embedded.ts", () => ({ files: Object.fromEntries(changed) }));
          const tampered = await import("./as-of.ts");
          expect(everything(tampered.knownAt(month))).toEqual(everything(knownAt(month)));
        },
      ),
      { numRuns: 20 },
    );
  });
});
