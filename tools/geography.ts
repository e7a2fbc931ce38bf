/**
 * Writes the land under the map, `src/web/geography/land.json`: paths and points of two panels, already projected to whole numbers, so that
 * the page needs no projection of its own.
 * Usage: npx tsx tools/geography.ts
 *
 * Land and borders: Natural Earth (public domain) as packed by world-atlas. Counties: U.S. Census Bureau (public domain) as packed by us-atlas.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type GeoPath, type GeoProjection, geoConicEqualArea, geoMercator, geoPath } from "d3-geo";
import { feature, merge, mesh } from "topojson-client";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from "topojson-specification";
import { type cities, type nationalities, type Sector, sectors } from "../src/model/geography.ts";

const path = "src/web/geography/land.json";

type Place = readonly [longitude: number, latitude: number];
type Atlas = Topology<Record<string, GeometryCollection<{ name: string }>>>;

/**
 * Counties near the border that stand for each Border Patrol sector (FIPS codes). Sectors reach much farther inland, some over whole states;
 * what lies far from the border is left out. After the areas of responsibility and stations that CBP lists by sector at
 * https://www.cbp.gov/border-security/along-us-borders/border-patrol-sectors. Where a sector takes part of a county, as Yuma of Imperial
 * County, the county is whole and with the sector that has most of it.
 */
const countiesOf: Readonly<Record<Sector, readonly string[]>> = {
  "San Diego": ["06073"],
  "El Centro": ["06025"],
  // Yuma, La Paz
  Yuma: ["04027", "04012"],
  // Pima, Santa Cruz, Cochise, Pinal
  Tucson: ["04019", "04023", "04003", "04021"],
  // Hidalgo, Grant, Luna, Doña Ana, Otero, Sierra in New Mexico; El Paso, Hudspeth
  "El Paso": ["35023", "35017", "35029", "35013", "35035", "35051", "48141", "48229"],
  // Culberson, Reeves, Jeff Davis, Presidio, Brewster, Pecos, Terrell
  "Big Bend": ["48109", "48389", "48243", "48377", "48043", "48371", "48443"],
  // Val Verde, Edwards, Real, Kinney, Uvalde, Maverick, Zavala, Dimmit
  "Del Rio": ["48465", "48137", "48385", "48271", "48463", "48323", "48507", "48127"],
  // Webb, Zapata, Jim Hogg, Duval, La Salle
  Laredo: ["48479", "48505", "48247", "48131", "48283"],
  // Starr, Hidalgo, Cameron, Willacy, Brooks, Kenedy, Kleberg
  "Rio Grande Valley": ["48427", "48215", "48061", "48489", "48047", "48261", "48273"],
};

/** Where a sector meets the border, roughly in its middle. */
const crossings: Readonly<Record<Sector, Place>> = {
  "San Diego": [-116.75, 32.56],
  "El Centro": [-115.55, 32.66],
  Yuma: [-114.55, 32.55],
  Tucson: [-111.4, 31.5],
  "El Paso": [-106.9, 31.75],
  "Big Bend": [-103.6, 29.2],
  "Del Rio": [-100.75, 29.05],
  Laredo: [-99.5, 27.5],
  "Rio Grande Valley": [-98.2, 26.07],
};

/** Coordinates of cities after GeoNames, to a hundredth of a degree; Sonoyta–Nogales is one place of the model and lies between the two. */
const cityPlaces: Readonly<Record<(typeof cities)[number], Place>> = {
  Tijuana: [-117.0, 32.5],
  Mexicali: [-115.45, 32.62],
  "San Luis Río Colorado": [-114.77, 32.46],
  "Sonoyta–Nogales": [-111.9, 31.6],
  "Ciudad Juárez": [-106.49, 31.74],
  Ojinaga: [-104.41, 29.57],
  "Ciudad Acuña": [-100.93, 29.32],
  "Piedras Negras": [-100.52, 28.7],
  "Nuevo Laredo": [-99.52, 27.48],
  Reynosa: [-98.28, 26.09],
  Matamoros: [-97.5, 25.88],
};

/** Cities on the way, after GeoNames. */
const wayPlaces: Readonly<Record<string, Place>> = {
  "Mexico City": [-99.13, 19.43],
  Tapachula: [-92.26, 14.91],
  Villahermosa: [-92.93, 17.99],
};

/** Before and behind the Darién. */
const darienPlaces: Readonly<Record<string, Place>> = { before: [-76.2, 7.0], behind: [-80.3, 8.6] };

/** Somewhere in the middle of each country of origin; the rest of the world has a place at the edge. */
const origins: Readonly<Record<(typeof nationalities)[number], Place>> = {
  Mexico: [-96.6, 18.2],
  Guatemala: [-90.4, 15.6],
  Honduras: [-86.6, 14.8],
  "El Salvador": [-88.9, 13.7],
  Nicaragua: [-85.0, 12.8],
  Cuba: [-79.0, 22.0],
  Haiti: [-72.4, 19.1],
  Venezuela: [-66.2, 7.6],
  Colombia: [-73.4, 4.2],
  Ecuador: [-78.6, -1.4],
  Other: [-62.0, 16.5],
};

interface Panel {
  readonly projection: GeoProjection;
  readonly width: number;
  readonly height: number;
}

/** A panel as wide as asked for, from the westernmost to the easternmost and from the uppermost to the lowermost of some places. */
function panel(projection: GeoProjection, places: readonly Place[], width: number): Panel {
  projection.scale(1).translate([0, 0]);
  const points = places.map((place) => projection([...place])!);
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const scale = width / (right - left);
  projection.scale(scale).translate([-left * scale, -top * scale]);
  return { projection, width, height: Math.round((bottom - top) * scale) };
}

const require = createRequire(import.meta.url);
const atlas = (name: string): Atlas => JSON.parse(readFileSync(require.resolve(name), "utf8")) as Atlas;

/** Without what is smaller than this area on the globe, steradians. */
const simpler = (topology: Atlas, area: number): Atlas =>
  simplify(presimplify(topology, sphericalTriangleArea), area) as Atlas;

const world = simpler(atlas("world-atlas/countries-50m.json"), 6e-7);
const unitedStates = simpler(atlas("us-atlas/counties-10m.json"), 6e-7);

/** ISO 3166-1 numeric code. */
const mexico = "484";
const countries = world.objects.countries;

function pathsOf({ projection, width, height }: Panel) {
  projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
  const draw: GeoPath = geoPath(projection).digits(0);
  return {
    width,
    height,
    land: draw(feature(world, world.objects.land as never)) ?? "",
    borders: draw(mesh(world, countries as never, (a, b) => a !== b)) ?? "",
    draw,
  };
}

const pointsOf = (projection: GeoProjection, places: Readonly<Record<string, Place>>) =>
  Object.fromEntries(Object.entries(places).map(([name, place]) => [name, projection([...place])!.map(Math.round)]));

function sectorPaths(draw: GeoPath): Record<string, string> {
  const counties = unitedStates.objects.counties.geometries as (Polygon | MultiPolygon)[];
  return Object.fromEntries(
    sectors.map((sector) => {
      const own = counties.filter(({ id }) => countiesOf[sector].includes(String(id)));
      if (own.length !== countiesOf[sector].length) throw new RangeError(`a county of ${sector} is not in the atlas`);
      return [sector, draw(merge(unitedStates, own as never)) ?? ""];
    }),
  );
}

/** Turned so that the border lies level: the whole of it fits the width of a screen, and the road to it the height. */
const corridorPanel = panel(
  geoConicEqualArea().parallels([18, 30]).rotate([102, 0]).angle(19),
  [
    [-118.2, 32.6],
    [-107, 35.3],
    [-89.2, 15],
    [-97, 13.7],
  ],
  1600,
);
const originsPanel = panel(
  geoMercator(),
  [
    [-98.5, 24],
    [-59.5, -5],
  ],
  800,
);
const { draw: drawCorridor, ...corridor } = pathsOf(corridorPanel);
const { draw: drawOrigins, ...south } = pathsOf(originsPanel);
const mexican = countries.geometries.find(({ id }) => id === mexico)!;

const land = {
  corridor: {
    ...corridor,
    mexico: drawCorridor(feature(world, mexican as never)) ?? "",
    sectors: sectorPaths(drawCorridor),
    crossings: pointsOf(corridorPanel.projection, crossings),
    cities: pointsOf(corridorPanel.projection, cityPlaces),
    ways: pointsOf(corridorPanel.projection, wayPlaces),
  },
  origins: {
    ...south,
    countries: pointsOf(originsPanel.projection, origins),
    darien: pointsOf(originsPanel.projection, darienPlaces),
  },
};

const text = `${JSON.stringify(land, null, 1)}\n`;
writeFileSync(path, text);
process.stdout.write(`${path}: ${text.length} bytes\n`);
