import { describe, expect, it } from "vitest";
import {
  calendarMonth,
  dayOf,
  daysInMonth,
  firstDayOfMonth,
  isoOf,
  monthIndex,
  monthLabel,
  monthOf,
} from "./calendar.ts";

describe("calendar", () => {
  it("counts days from 2018-01-01", () => {
    expect(dayOf("2018-01-01")).toBe(0);
    expect(dayOf("2018-02")).toBe(31);
    expect(dayOf("2019-01-01")).toBe(365);
    expect(dayOf("2020-03-01") - dayOf("2020-02-28")).toBe(2);
    expect(dayOf("2017-12-31")).toBe(-1);
  });

  it("agrees with Date on every day from 2017 to 2045", () => {
    for (let day = dayOf("2017-01-01"); day <= dayOf("2045-12-31"); day++) {
      const date = new Date(Date.UTC(2018, 0, 1 + day));
      const iso = date.toISOString().slice(0, 10);
      const month = 12 * (date.getUTCFullYear() - 2018) + date.getUTCMonth();
      if (
        isoOf(day) !== iso ||
        dayOf(iso) !== day ||
        monthOf(day) !== month ||
        calendarMonth(day) !== date.getUTCMonth()
      ) {
        expect.fail(`day ${day} is ${iso}, got ${isoOf(day)}, month ${monthOf(day)}`);
      }
    }
  });

  it("names months and finds them again", () => {
    expect(monthLabel(0)).toBe("2018-01");
    expect(monthIndex("2023-12")).toBe(71);
    for (let month = -30; month < 400; month++) {
      expect(monthIndex(monthLabel(month))).toBe(month);
      expect(monthOf(firstDayOfMonth(month))).toBe(month);
      expect(monthOf(firstDayOfMonth(month) - 1)).toBe(month - 1);
    }
  });

  it("knows leap years", () => {
    expect(daysInMonth(monthIndex("2020-02"))).toBe(29);
    expect(daysInMonth(monthIndex("2023-02"))).toBe(28);
    expect(daysInMonth(monthIndex("2040-12"))).toBe(31);
    expect(daysInMonth(monthIndex("2100-02"))).toBe(28);
  });

  it.each([
    "2023-02-29",
    "2023-13",
    "2023-00-10",
    "2023-04-31",
    "2023-01-00",
    "2023-1-1",
    "yesterday",
    "",
    "2023-01-01T00:00",
  ])("refuses %j", (date) => {
    expect(() => dayOf(date)).toThrow(RangeError);
    expect(() => dayOf(date)).toThrow(`"${date}"`);
  });

  it.each(["2023", "2023-13", "2023-00", "2023-01-01"])("refuses the month %j", (label) => {
    expect(() => monthIndex(label)).toThrow(RangeError);
  });
});
