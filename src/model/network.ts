import { type City, cities, type Mode, type Region, type TransitPlace } from "./geography.ts";

/**
 * The road north as a directed network: people stay at a place, choose a leg, travel it, and meet its checkpoints at its end.
 * Days are means of geometric times. `checkpoints` is the number of times a leg exposes a traveller to officers of its region;
 * checkpoint counts are not published, so these are relative exposures (grade: guess).
 */
export interface Leg {
  readonly name: string;
  readonly mode: Mode;
  readonly days: number;
  /** Region whose officers watch the leg; undefined south of Mexico. */
  readonly region: Region | undefined;
  readonly checkpoints: number;
  /** Hazard of death per person-day, as a multiple of the ordinary road hazard. */
  readonly danger: number;
  readonly from: TransitPlace | "origin";
  readonly to: TransitPlace | City;
}

const southernLegs: readonly Leg[] = [
  leg("origin to the Darién", "bus or truck", 6, undefined, 0, 1, "origin", "Darién"),
  leg("through the Darién", "on foot", 6, undefined, 0, 40, "Darién", "Central America in transit"),
  leg("through Central America", "bus or truck", 7, undefined, 0, 2, "Central America in transit", "Tapachula"),
  leg("Tapachula to Oaxaca–Veracruz, road", "bus or truck", 2, "south", 1, 2, "Tapachula", "Oaxaca–Veracruz"),
  leg("Tapachula to Oaxaca–Veracruz, on foot", "on foot", 8, "south", 1.3, 3, "Tapachula", "Oaxaca–Veracruz"),
  leg("Tenosique to Villahermosa", "bus or truck", 2, "south", 0.7, 2, "Tenosique", "Villahermosa"),
  leg("Villahermosa to Oaxaca–Veracruz", "bus or truck", 2, "south", 0.7, 2, "Villahermosa", "Oaxaca–Veracruz"),
  leg("Oaxaca–Veracruz to the hub, road", "bus or truck", 2, "south", 0.7, 2, "Oaxaca–Veracruz", "Mexico City hub"),
  leg(
    "Oaxaca–Veracruz to the hub, freight train",
    "freight train",
    3,
    "south",
    0.7,
    6,
    "Oaxaca–Veracruz",
    "Mexico City hub",
  ),
  leg("airports to the hub", "air", 1, "centre", 0.15, 0, "airports", "Mexico City hub"),
];

function leg(
  name: string,
  mode: Mode,
  days: number,
  region: Region | undefined,
  checkpoints: number,
  danger: number,
  from: Leg["from"],
  to: Leg["to"],
): Leg {
  return { name, mode, days, region, checkpoints, danger, from, to };
}

/** Days by road from the hub to each city; distances over ~600 km a day with stops (grade: guess). */
const roadDays: Record<City, number> = {
  Tijuana: 5,
  Mexicali: 5,
  "San Luis Río Colorado": 5,
  "Sonoyta–Nogales": 4.5,
  "Ciudad Juárez": 4,
  Ojinaga: 4,
  "Ciudad Acuña": 3,
  "Piedras Negras": 3,
  "Nuevo Laredo": 3,
  Reynosa: 2.5,
  Matamoros: 2.5,
};
/** Freight lines end here; Mexico City area to Juárez took riders about ten days (`docs/model.md`, Transit). */
const railDays: Partial<Record<City, number>> = {
  Mexicali: 11,
  "Sonoyta–Nogales": 10,
  "Ciudad Juárez": 10,
  "Piedras Negras": 7,
  "Nuevo Laredo": 6,
  Matamoros: 6,
};
const airCities: readonly City[] = ["Tijuana", "Mexicali", "Ciudad Juárez", "Sonoyta–Nogales", "Reynosa"];

function northernLegs(): Leg[] {
  const legs: Leg[] = [];
  for (const city of cities) {
    legs.push(leg(`hub to ${city}, road`, "bus or truck", roadDays[city], "centre", 1, 2, "Mexico City hub", city));
    const rail = railDays[city];
    if (rail)
      legs.push(leg(`hub to ${city}, freight train`, "freight train", rail, "centre", 1, 8, "Mexico City hub", city));
    if (airCities.includes(city))
      legs.push(leg(`hub to ${city}, air`, "air", 1, "centre", 0.5, 0, "Mexico City hub", city));
  }
  return legs;
}

/** All legs; those that end at a northern city come last, from `firstNorthernLeg`. */
export const legs: readonly Leg[] = [...southernLegs, ...northernLegs()];
export const firstNorthernLeg = southernLegs.length;
export const northernLegsEnd = legs.length;
export const northernLegCount = northernLegsEnd - firstNorthernLeg;

/** City index at the end of each northern leg. */
export const cityOfNorthernLeg: readonly number[] = legs
  .slice(firstNorthernLeg)
  .map((l) => cities.indexOf(l.to as City));

export const legIndex = (name: string): number => {
  const index = legs.findIndex((l) => l.name === name);
  if (index < 0) throw new RangeError(`no leg is named "${name}"`);
  return index;
};

/** Places where people rest and arrange the next leg. */
export const stayingPlaces = [
  "Tapachula",
  "Tenosique",
  "Villahermosa",
  "Oaxaca–Veracruz",
  "Mexico City hub",
  "airports",
] as const satisfies readonly TransitPlace[];
/** Mean days of stay before the next leg (grade: guess; about four weeks from the Darién to an attempt without interception). */
export const stayingDays: readonly number[] = [4, 2, 4, 1, 2.5, 1];
