import { number, word } from "../words.ts";
import type { Total } from "./bands.ts";
import { directionOf, type MarkGroup, type Reading } from "./map-marks.ts";

/** What the map says first. */

/** Two digits are what is known. */
const known = (value: number): string => number(Math.round(value), 2);
const signed = (value: number): string => (Math.round(value) > 0 ? `+${known(value)}` : known(value));

/** `+1,200; 80%: +800 to +1,500`. */
export function changeText({ middle, low, high }: Total): string {
  if (low === undefined || high === undefined) return signed(middle);
  return word("map_change_interval", { change: signed(middle), low: signed(low), high: signed(high) });
}

const inGroup = (readings: readonly Reading[], group: MarkGroup): Reading[] =>
  readings.filter(({ mark }) => mark.group === group);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const greatest = (readings: readonly Reading[], of: (reading: Reading) => number): Reading[] =>
  [...readings].sort((a, b) => of(b) - of(a));

interface When {
  /** Such as `Jan 2024`, or the first and last month. */
  readonly period: string;
  /** The month at whose end stocks are counted. */
  readonly end: string;
}

/** Where most are met, and where most wait. */
export function levelsSentence({ period, end }: When, readings: readonly Reading[]): string {
  const ofScenario = ({ scenario }: Reading): number => scenario.middle;
  const [first, second] = greatest(inGroup(readings, "sectors"), ofScenario);
  const [city] = greatest(inGroup(readings, "cities"), ofScenario);
  return word("map_levels", {
    period,
    end,
    total: known(sum(inGroup(readings, "sectors").map(ofScenario))),
    first: word(first.mark.name),
    firstCount: known(ofScenario(first)),
    second: word(second.mark.name),
    secondCount: known(ofScenario(second)),
    waiting: known(sum(inGroup(readings, "cities").map(ofScenario))),
    city: word(city.mark.name),
    cityCount: known(ofScenario(city)),
  });
}

/** The sector with the greatest clear change of one direction, and whether it has more than half of all change of that direction. */
function foremost(
  sectors: readonly Reading[],
  direction: "more" | "fewer",
): { reading: Reading; most: boolean } | undefined {
  const sign = direction === "more" ? 1 : -1;
  const size = ({ change }: Reading): number => sign * change.middle;
  const [reading] = greatest(
    sectors.filter(({ change }) => directionOf(change) === direction),
    size,
  );
  if (!reading) return undefined;
  const all = sum(sectors.map((one) => Math.max(size(one), 0)));
  return { reading, most: size(reading) > all / 2 };
}

function part(sectors: readonly Reading[], direction: "more" | "fewer"): string {
  const found = foremost(sectors, direction);
  if (!found) return word(`map_${direction}_nowhere`);
  const { reading, most } = found;
  return word(`map_${direction}_${most ? "most" : "greatest"}`, {
    place: word(reading.mark.name),
    change: changeText(reading.change),
  });
}

function waitingSentence(cities: readonly Reading[], end: string): string {
  const clear = cities.filter(({ change }) => ["more", "fewer"].includes(directionOf(change)));
  const [city] = greatest(clear, ({ change }) => Math.abs(change.middle));
  if (!city) return word("map_waiting_unclear", { end });
  return word("map_waiting_change", { end, city: word(city.mark.name), change: changeText(city.change) });
}

/** Where encounters go up, where down, and where waiting changes: displacement in words. */
export function changeSentence({ period, end }: When, readings: readonly Reading[]): string {
  const sectors = inGroup(readings, "sectors");
  const cities = inGroup(readings, "cities");
  if ([...sectors, ...cities].every(({ change }) => directionOf(change) === "none"))
    return word("map_same", { period });
  const directions = sectors.map(({ change }) => directionOf(change));
  const encounters =
    directions.includes("more") || directions.includes("fewer")
      ? word("map_displaced", { period, more: part(sectors, "more"), fewer: part(sectors, "fewer") })
      : word("map_unclear", { period });
  return `${encounters} ${waitingSentence(cities, end)}`;
}
