import type { LinkedChange } from "../../scenario/link.ts";
import { dayName, number, word } from "../words.ts";
import { keyOf } from "./names.ts";

/** A change in words: the lever, where, the value with its unit or the multiple, and when. */
export function changeWords(change: LinkedChange, by: string): string {
  const { lever, from, until, value, multiply } = change;
  const members = typeof change.for === "string" ? [change.for] : (change.for ?? []);
  const where = members.map((member) => `, ${word(`${by}_${keyOf(member)}`)}`).join("");
  const given = number(value ?? 0);
  const unit = word(`lever_${lever}_unit`);
  const set =
    multiply === undefined
      ? `${given} ${/^\d/.test(unit) ? `(${unit})` : unit}`
      : `${number(multiply)} ${word("times_recorded")}`;
  const end = until === undefined ? "" : ` ${word("print_until", { date: dayName(until) })}`;
  return `${word(`lever_${lever}_title`)}${where}: ${set}, ${word("print_from", { date: dayName(from) })}${end}`;
}
