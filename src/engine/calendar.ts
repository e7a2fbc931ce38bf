/**
 * Days and months as integers: day 0 is 2018-01-01, month 0 is 2018-01. Earlier dates are negative.
 * Gregorian, without time zones.
 */

const epochYear = 2018;
const millisecondsPerDay = 86_400_000;
const epoch = Date.UTC(epochYear, 0, 1);
const tabulatedMonths = 12 * (2041 - epochYear);

function startOf(month: number): number {
  return (Date.UTC(epochYear, month, 1) - epoch) / millisecondsPerDay;
}

/** First day of each month from 2018-01 to 2041-01, so that the hot functions need no Date. */
const monthStarts = Int32Array.from({ length: tabulatedMonths + 1 }, (_, month) => startOf(month));
const tabulatedDays = monthStarts[tabulatedMonths];
const monthByDay = new Int16Array(tabulatedDays);
for (let month = 0; month < tabulatedMonths; month++) {
  monthByDay.fill(month, monthStarts[month], monthStarts[month + 1]);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** Day on which a month (since 2018-01) begins. */
export function firstDayOfMonth(month: number): number {
  return month >= 0 && month <= tabulatedMonths ? monthStarts[month] : startOf(month);
}

/** Days in a month (since 2018-01): 28 to 31. */
export function daysInMonth(month: number): number {
  return firstDayOfMonth(month + 1) - firstDayOfMonth(month);
}

/** Month (since 2018-01) that a day belongs to. */
export function monthOf(day: number): number {
  if (day >= 0 && day < tabulatedDays) return monthByDay[day];
  const date = new Date(epoch + day * millisecondsPerDay);
  return 12 * (date.getUTCFullYear() - epochYear) + date.getUTCMonth();
}

/** Month of the year of a day: 0 is January, 11 is December. */
export function calendarMonth(day: number): number {
  return ((monthOf(day) % 12) + 12) % 12;
}

/** `2018-01` for month 0. */
export function monthLabel(month: number): string {
  const year = epochYear + Math.floor(month / 12);
  return `${pad(year, 4)}-${pad(month - 12 * (year - epochYear) + 1, 2)}`;
}

/** Month since 2018-01 of a label such as `2023-12`. Throws RangeError if it is not one. */
export function monthIndex(label: string): number {
  const match = /^(\d{4})-(\d{2})$/.exec(label);
  const ofYear = match ? Number(match[2]) : 0;
  if (!match || ofYear < 1 || ofYear > 12) throw new RangeError(`"${label}" is not a month; expected YYYY-MM`);
  return 12 * (Number(match[1]) - epochYear) + ofYear - 1;
}

/**
 * Day of a date written `YYYY-MM-DD`, or `YYYY-MM` for the first of the month.
 * Throws RangeError on other forms and on dates that do not exist.
 */
export function dayOf(isoDate: string): number {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(isoDate);
  if (!match) throw new RangeError(`"${isoDate}" is not a date; expected YYYY-MM-DD or YYYY-MM`);
  const ofYear = Number(match[2]);
  const ofMonth = match[3] === undefined ? 1 : Number(match[3]);
  const month = 12 * (Number(match[1]) - epochYear) + ofYear - 1;
  if (ofYear < 1 || ofYear > 12 || ofMonth < 1 || ofMonth > daysInMonth(month)) {
    throw new RangeError(`there is no date "${isoDate}"`);
  }
  return firstDayOfMonth(month) + ofMonth - 1;
}

/** Date of a day, written `YYYY-MM-DD`. */
export function isoOf(day: number): string {
  const month = monthOf(day);
  return `${monthLabel(month)}-${pad(day - firstDayOfMonth(month) + 1, 2)}`;
}
