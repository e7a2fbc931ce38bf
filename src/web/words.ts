import { signal } from "@preact/signals";
import { keep, read } from "./state/kept.ts";

/** The words of the page, in the language of the reader: one file per part of the page and language. */
const locales = ["en", "es-MX"] as const;
export type Locale = (typeof locales)[number];
type Messages = Readonly<Record<string, string>>;
const files = import.meta.glob<Messages>("../../messages/*/*.json", { eager: true, import: "default" });
const messagesOf = (locale: Locale): Messages =>
  Object.assign({}, ...Object.entries(files).flatMap(([path, own]) => (path.includes(`/${locale}/`) ? [own] : [])));
const messages: Readonly<Record<Locale, Messages>> = { en: messagesOf("en"), "es-MX": messagesOf("es-MX") };
const kept = "corridor.language";

function firstLocale(): Locale {
  const wanted = [read(kept) ?? "", ...navigator.languages];
  for (const one of wanted) {
    const found = locales.find((locale) => locale === one || locale.split("-")[0] === one.split("-")[0]);
    if (found) return found;
  }
  return "en";
}

export const locale = signal<Locale>(firstLocale());

export function speak(next: Locale): void {
  locale.value = next;
  keep(kept, next);
}

type Parameters = Readonly<Record<string, string | number>>;

/**
 * The message of a key, with its parameters in their places. Keys may be made at run time, such as `lever_deal_title`; throws if there is no
 * such message, and a test looks at all of them.
 */
export function word(key: string, parameters: Parameters = {}): string {
  const message = messages[locale.value][key];
  if (message === undefined) throw new RangeError(`there is no message ${key}`);
  return message.replaceAll(/\{(\w+)\}/g, (_, name) => `${parameters[name]}`);
}

/** A sentence from its capital: months are written small in Spanish. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale.value) + text.slice(1);

const formats = new Map<string, Intl.NumberFormat>();

/** A number as the reader's language writes it, with as many digits as are known: two or three. */
export function number(value: number, digits = 3): string {
  const key = `${locale.value} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale.value, { maximumSignificantDigits: digits });
    formats.set(key, format);
  }
  return format.format(value).replace("-", "−");
}

/** A number for an axis: 120k, in Spanish 120 mil. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${number(value / 1e6)} M`;
  if (size >= 1e4) return `${number(value / 1e3)}${word("thousand")}`;
  return number(value);
}

const monthFormats = new Map<Locale, Intl.DateTimeFormat>();

/** Such as `Jan 2024`. */
export function monthName(month: string): string {
  let format = monthFormats.get(locale.value);
  if (!format) {
    format = new Intl.DateTimeFormat(locale.value, { month: "short", year: "numeric", timeZone: "UTC" });
    monthFormats.set(locale.value, format);
  }
  const [year, ofYear] = month.split("-").map(Number);
  return format.format(new Date(Date.UTC(year, ofYear - 1, 1)));
}

/** Such as `Jan`. */
export function shortMonth(month: string): string {
  const format = new Intl.DateTimeFormat(locale.value, { month: "short", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

/** A year as it is counted: `2024`, or `FY2024`. */
export const yearName = (year: number, isFiscal: boolean): string =>
  isFiscal ? word("years_of_fiscal", { year }) : `${year}`;

/** A day such as `21 Dec 2023`, or the month if only that is given. */
export function dayName(date: string): string {
  if (date.length === 7) return monthName(date);
  const format = new Intl.DateTimeFormat(locale.value, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** The last day of a month, such as `30 September 2023`. */
export function monthEnd(month: string): string {
  const [year, ofYear] = month.split("-").map(Number);
  const format = new Intl.DateTimeFormat(locale.value, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(Date.UTC(year, ofYear, 0)));
}

/** A share as a whole number of percent. */
export const percent = (share: number): string => `${Math.round(100 * share)}%`;
