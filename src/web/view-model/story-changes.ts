import { leverKeys, levers } from "../../model/levers.ts";
import type { LinkedChange } from "../../scenario/link.ts";
import { dayName, number, word } from "../words.ts";
import { keyOf } from "./names.ts";

const prefixOf = { nationality: "nationality", city: "city", sector: "sector", region: "region", all: "" } as const;

/** A value with its unit; of a unit that lists what its values mean (`0 = no, 1 = yes`), the meaning. */
function valueInWords(value: number, unit: string): string {
  const meaning = unit.split(", ").find((one) => one.startsWith(`${value} = `));
  return meaning === undefined ? `${number(value, 6)} ${unit}` : meaning.slice(`${value} = `.length);
}

/** Spanish gives days an article and months none, so the two have words of their own. */
function endsInWords(from: string, until: string | undefined): string {
  const ofMonths = from.length === "2024-01".length ? "_month" : "";
  if (until === undefined) return word(`stories_from${ofMonths}`, { from: dayName(from) });
  if (until === from) return word("stories_on", { from: dayName(from) });
  return word(`stories_from_to${ofMonths}`, { from: dayName(from), to: dayName(until) });
}

/** A change of a scenario in words: `Raids on hotels and safe houses, Tijuana: 1,000 officers, from 21 Dec 2023 to 30 Jun 2024`. */
export function changeInWords({ lever: id, for: given, from, value, multiply, until }: LinkedChange): string {
  const lever = levers.find((one) => one.id === id);
  if (!lever) throw new RangeError(`${id} was given; expected the name of a lever`);
  const members = typeof given === "string" ? [given] : (given ?? []);
  const named = members.filter((member) => leverKeys(lever.by).includes(member));
  const places = named.map((member) => word(`${prefixOf[lever.by]}_${keyOf(member)}`));
  const size = value === undefined ? `×${number(multiply ?? 1)}` : valueInWords(value, word(`lever_${id}_unit`));
  const ends = endsInWords(from, until);
  return `${[word(`lever_${id}_title`), ...places].join(", ")}: ${size}, ${ends}`;
}
