import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import { firstMonth, lastRecordedMonth } from "../../scenario/window.ts";

/** Whether a year begins in January or, as that of the U.S. government, in the October before. */
export type Reckoning = "calendar" | "fiscal";
export const reckonings: readonly Reckoning[] = ["calendar", "fiscal"];

const inYear = 12;
/** Year of month 0 of the calendar. */
const yearZero = Math.floor(Number(monthLabel(0).slice(0, 4)));
/** Months of a fiscal year that lie in the calendar year before. */
const ahead: Readonly<Record<Reckoning, number>> = { calendar: 0, fiscal: 3 };

const monthOfYear = (month: number, reckoning: Reckoning): number =>
  (((month + ahead[reckoning]) % inYear) + inYear) % inYear;

/** First and last month of a stretch of the window, from 0. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The part of a year that lies in some months. */
export interface YearSpan extends Stretch {
  readonly year: number;
  readonly isWhole: boolean;
}

/** The years of a window from month `from` (index of the calendar), in order. */
export function yearsOf(from: number, months: number, reckoning: Reckoning): YearSpan[] {
  const spans: YearSpan[] = [];
  for (let first = 0; first < months; ) {
    const before = monthOfYear(from + first, reckoning);
    const last = Math.min(first + inYear - 1 - before, months - 1);
    const year = yearZero + Math.floor((from + first + ahead[reckoning]) / inYear);
    spans.push({ year, first, last, isWhole: last - first === inYear - 1 });
    first = last + 1;
  }
  return spans;
}

/** Months from one label to the next that leave so many pixels between them, counted from the beginning of the year. */
export function labelled(month: number, pixelsPerMonth: number, least: number, reckoning: Reckoning): boolean {
  const every = [1, 2, 3, 6, inYear].find((step) => step * pixelsPerMonth >= least) ?? inYear;
  return monthOfYear(month, reckoning) % every === 0;
}

/** A window that stands for a year, or for the whole record where it has none. */
export interface YearWindow {
  readonly year: number | undefined;
  readonly from: string;
  readonly to: string;
}

/** The whole record, and the years that lie whole in it. */
export function yearWindows(reckoning: Reckoning): YearWindow[] {
  const [from, to] = [monthIndex(firstMonth), monthIndex(lastRecordedMonth)];
  const whole = yearsOf(from, to - from + 1, reckoning).filter(({ isWhole }) => isWhole);
  return [
    { year: undefined, from: firstMonth, to: lastRecordedMonth },
    ...whole.map(({ year, first, last }) => ({
      year,
      from: monthLabel(from + first),
      to: monthLabel(from + last),
    })),
  ];
}
