import { describe, expect, it } from "vitest";
import { type Column, columnIndex, Recorder, readRecord } from "./recorder.ts";

const columns: Column[] = [
  { name: "arrivals", unit: "people", kind: "flow" },
  { name: "waiting", unit: "people", kind: "stock" },
  { name: "Darién ⇒ 😀", unit: "pesos", kind: "flow" },
];

function filled(): Recorder {
  const recorder = new Recorder(columns, 5, 4);
  recorder.beginMonth(1);
  recorder.add(0, 2);
  recorder.add(0, 3);
  recorder.set(1, 7);
  recorder.set(1, 8);
  recorder.beginMonth(3);
  recorder.add(2, 0.1);
  return recorder;
}

function altered(change: (view: DataView) => void): ArrayBuffer {
  const buffer = filled().toBuffer();
  change(new DataView(buffer));
  return buffer;
}

describe("Recorder", () => {
  it("sums flows and keeps the last stock of the month", () => {
    expect([...filled().values]).toEqual([0, 0, 0, 5, 8, 0, 0, 0, 0, 0, 0, 0.1]);
  });

  it("refuses months and columns outside the record", () => {
    const recorder = filled();
    for (const row of [-1, 4, 0.5, Number.NaN]) expect(() => recorder.beginMonth(row)).toThrow(RangeError);
    for (const column of [-1, 3, Number.NaN]) {
      expect(() => recorder.add(column, 1)).toThrow(RangeError);
      expect(() => recorder.set(column, 1)).toThrow(RangeError);
    }
    expect(recorder.values).toEqual(filled().values);
  });

  it("finds columns by name and refuses a name twice", () => {
    expect(columnIndex(columns).get("waiting")).toBe(1);
    expect(() => new Recorder([columns[0], columns[0]], 0, 1)).toThrow('"arrivals" is defined twice');
  });
});

describe("readRecord", () => {
  it("reads back what was written, whatever the length of the header", () => {
    for (let length = 0; length < 9; length++) {
      const named = [{ ...columns[0], name: "x".repeat(length) }, ...columns];
      const recorder = new Recorder(named, -2, 2);
      recorder.values.set([1, 2.5, -3, Number.NaN, 1e300, 5e-324, 7, 8]);
      const { values, ...rest } = readRecord(recorder.toBuffer());
      expect(rest).toEqual({ version: 1, columns: named, firstMonth: -2, months: 2 });
      expect(values).toEqual(recorder.values);
    }
  });

  it("writes a copy that can be transferred", () => {
    const recorder = filled();
    const buffer = recorder.toBuffer();
    const moved = structuredClone(buffer, { transfer: [buffer] });
    recorder.set(1, 99);
    expect(readRecord(moved).values).toEqual(filled().values);
  });

  it("reads an empty record", () => {
    expect(readRecord(new Recorder([], 0, 0).toBuffer()).values.length).toBe(0);
  });

  it("refuses other buffers, later versions, truncated and damaged records", () => {
    const whole = filled().toBuffer();
    expect(() => readRecord(new ArrayBuffer(0))).toThrow("not a record");
    expect(() => readRecord(altered((view) => view.setUint8(0, 0x50)))).toThrow("not a record");
    expect(() => readRecord(altered((view) => view.setUint32(4, 2, true)))).toThrow(
      "record of version 2; this engine reads version 1",
    );
    for (const bytes of [16, 40, whole.byteLength - 8, whole.byteLength - 1]) {
      expect(() => readRecord(whole.slice(0, bytes))).toThrow("truncated");
    }
    expect(() => readRecord(altered((view) => view.setUint8(16, 0x5b)))).toThrow("header of the record is damaged");
    expect(() => readRecord(altered((view) => view.setUint32(8, 0xffffffff, true)))).toThrow("truncated or damaged");
    const widened = new Recorder(columns, 0, 2).toBuffer();
    new Uint8Array(widened).set(
      [..."9"].map((digit) => digit.charCodeAt(0)),
      monthsDigit(widened),
    );
    expect(() => readRecord(widened)).toThrow("6 values, expected 9 months × 3 columns");
  });
});

/** Where the digit of `"months":2` stands in a record. */
function monthsDigit(buffer: ArrayBuffer): number {
  return new TextDecoder("latin1").decode(buffer).indexOf('"months":2') + '"months":'.length;
}
