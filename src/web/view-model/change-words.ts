import { isoOf } from "../../engine/calendar.ts";
import { type LeverId, levers } from "../../model/levers.ts";
import type { LinkedChange } from "../../scenario/link.ts";
import { dayName, number, word } from "../words.ts";
import { keyOf } from "./names.ts";

/** A value with its unit; of a unit that lists what its values mean (`0 = no, 1 = yes`), the meaning. */
function valueInWords(value: number, unit: string): string {
  const meaning = unit.split(/[,;] /).find((one) => one.startsWith(`${value} = `));
  if (meaning !== undefined) return meaning.slice(`${value} = `.length);
  return `${number(value, 6)} ${/ = /.test(unit) ? `(${unit})` : unit}`;
}

/** Spanish gives days an article and months none, so the two have words of their own. */
function datesInWords(from: string, until: string | undefined): string {
  const ofMonths = from.length === "2024-01".length ? "_month" : "";
  if (until === undefined) return word(`change_from${ofMonths}`, { from: dayName(from) });
  if (until === from) return word(`change_on${ofMonths}`, { from: dayName(from) });
  return word(`change_from_to${ofMonths}`, { from: dayName(from), to: dayName(until) });
}

/** A change of a scenario in words: `Raids on hotels and safe houses, Tijuana: 1,000 officers, from 21 Dec 2023 to 30 Jun 2024`. */
export function changeInWords({ lever: id, for: given, from, value, multiply, until }: LinkedChange): string {
  const lever = levers.find((one) => one.id === id);
  if (!lever) throw new RangeError(`${id} was given; expected the name of a lever`);
  const places = [given ?? []].flat().map((member) => word(`${lever.by}_${keyOf(member)}`));
  const size =
    value === undefined
      ? `${number(multiply ?? 1)} ${word("times_recorded")}`
      : valueInWords(value, word(`lever_${id}_unit`));
  return `${[word(`lever_${id}_title`), ...places].join(", ")}: ${size}, ${datesInWords(from, until)}`;
}

/** A recorded policy in words: its lever, and the day on which it began, in days from 2018-01-01. */
export function policyInWords({ lever, day }: { readonly lever: LeverId; readonly day: number }): string {
  return `${word(`lever_${lever}_title`)}, ${dayName(isoOf(day))}`;
}
