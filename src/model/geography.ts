/**
 * Who and where: the groups and places of the corridor, in the fixed order in which every array is indexed.
 * Nothing finer than a city or a Border Patrol sector exists in the model.
 */

export const nationalities = [
  "Mexico",
  "Guatemala",
  "Honduras",
  "El Salvador",
  "Nicaragua",
  "Cuba",
  "Haiti",
  "Venezuela",
  "Colombia",
  "Ecuador",
  "Other",
] as const;
export type Nationality = (typeof nationalities)[number];

export const households = ["single adult", "family-unit member", "unaccompanied child"] as const;
export type Household = (typeof households)[number];

/** Groups are nationality × household, household varying fastest. */
export const groupCount = nationalities.length * households.length;

export const cities = [
  "Tijuana",
  "Mexicali",
  "San Luis Río Colorado",
  "Sonoyta–Nogales",
  "Ciudad Juárez",
  "Ojinaga",
  "Ciudad Acuña",
  "Piedras Negras",
  "Nuevo Laredo",
  "Reynosa",
  "Matamoros",
] as const;
export type City = (typeof cities)[number];

export const sectors = [
  "San Diego",
  "El Centro",
  "Yuma",
  "Tucson",
  "El Paso",
  "Big Bend",
  "Del Rio",
  "Laredo",
  "Rio Grande Valley",
] as const;
export type Sector = (typeof sectors)[number];

/** The sector across the line from each city. */
export const sectorOfCity: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 8];

export const fieldOffices = ["San Diego", "Tucson", "El Paso", "Laredo"] as const;
export type FieldOffice = (typeof fieldOffices)[number];

/** The Office of Field Operations office that runs the ports facing each city. */
export const fieldOfficeOfCity: readonly number[] = [0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 3];

/** Regions in which Mexico deploys officers and holds people. */
export const regions = ["south", "centre", "north"] as const;
export type Region = (typeof regions)[number];

/** Places on the way north, before the northern cities. */
export const transitPlaces = [
  "Darién",
  "Central America in transit",
  "Tapachula",
  "Tenosique",
  "Villahermosa",
  "Oaxaca–Veracruz",
  "Mexico City hub",
  "airports",
] as const;
export type TransitPlace = (typeof transitPlaces)[number];

/** How people travel from the Mexico City hub to a northern city. */
export const modes = ["bus or truck", "freight train", "on foot", "air"] as const;
export type Mode = (typeof modes)[number];

/** How people cross between ports: give themselves up at once, or try not to be found. */
export const crossings = ["surrender", "evade"] as const;
export type Crossing = (typeof crossings)[number];
