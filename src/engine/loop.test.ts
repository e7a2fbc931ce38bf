import { describe, expect, it } from "vitest";
import { dayOf, monthIndex } from "./calendar.ts";
import { type DailyModel, runDays } from "./loop.ts";
import { Recorder } from "./recorder.ts";

class DayCounter implements DailyModel {
  readonly days: number[] = [];
  private readonly recorder: Recorder;
  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }
  step(day: number): void {
    this.days.push(day);
    this.recorder.add(0, 1);
  }
  observe(recorder: Recorder): void {
    recorder.set(1, this.days[this.days.length - 1]);
  }
}

function record(first: string, last: string) {
  const recorder = new Recorder(
    [
      { name: "days", unit: "days", kind: "flow" },
      { name: "lastDay", unit: "day", kind: "stock" },
    ],
    monthIndex("2020-01"),
    3,
  );
  const model = new DayCounter(recorder);
  const months: number[] = [];
  runDays(model, recorder, dayOf(first), dayOf(last), (month) => months.push(month));
  return { values: [...recorder.values], days: model.days, months };
}

describe("runDays", () => {
  it("steps each day once, in order, and observes at the end of each month", () => {
    const { values, days, months } = record("2020-01-01", "2020-03-31");
    expect(days).toEqual(Array.from({ length: 91 }, (_, i) => dayOf("2020-01-01") + i));
    expect(values).toEqual([31, dayOf("2020-01-31"), 29, dayOf("2020-02-29"), 31, dayOf("2020-03-31")]);
    expect(months).toEqual([24, 25, 26]);
  });

  it("begins and ends within a month", () => {
    const { values, months } = record("2020-01-30", "2020-02-10");
    expect(values).toEqual([2, dayOf("2020-01-31"), 10, dayOf("2020-02-10"), 0, 0]);
    expect(months).toEqual([24, 25]);
  });

  it("does nothing when the last day comes first", () => {
    expect(record("2020-02-01", "2020-01-31").days).toEqual([]);
  });

  it("refuses days outside the record", () => {
    expect(() => record("2019-12-31", "2020-01-02")).toThrow(RangeError);
    expect(() => record("2020-03-30", "2020-04-01")).toThrow(RangeError);
  });
});
