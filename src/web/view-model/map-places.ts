import { type City, cities, type Nationality, nationalities, type Sector, sectors } from "../../model/geography.ts";
import { land } from "../geography/land.ts";
import {
  type Box,
  type Label,
  layoutOf,
  type MapLayout,
  type PlacedLabel,
  type Point,
  placeLabels,
} from "./map-layout.ts";
import type { Extent, LineName, Mark, Reading } from "./map-marks.ts";
import { keyOf } from "./names.ts";

/** Where each mark is, in pixels. */

export interface LinePlace {
  readonly from: Point;
  readonly to: Point;
  /** How far it bows to the left of its direction, as a share of its length. */
  readonly bow: number;
}

export interface MapPlaces {
  readonly layout: MapLayout;
  readonly lines: Readonly<Record<string, LinePlace>>;
  readonly circles: Readonly<Record<string, Point>>;
}

/**
 * Lines of all places together, in units of the corridor's panel: people who reach the north pass over the land; those moved or returned
 * south go over the sea, since theirs are not roads.
 */
const lanes: Readonly<Record<Exclude<LineName, "darien">, LinePlace>> = {
  reachedNorth: { from: [1435, 750], to: [720, 390], bow: 0.1 },
  interceptions: { from: [1120, 700], to: [960, 870], bow: -0.1 },
  transfersSouth: { from: [1120, 610], to: [1365, 650], bow: 0.32 },
  returnsFromMexico: { from: [1190, 810], to: [1590, 810], bow: -0.06 },
};

/** How far lines reach into a sector, in units of the panel. */
const intoSector = 75;
/** Circles of cities stand this much below the border, in greatest radii, so that they do not hide the lines that begin there. */
const belowBorder = 1;

const scaled = (scale: number, { x, y }: Box, [px, py]: Point): Point => [x + px * scale, y + py * scale];

/** Places of all marks in a map of a width. */
export function placesOf(width: number): MapPlaces {
  const layout = layoutOf(width, land.corridor, land.origins);
  const { corridor, origins, radius } = layout;
  const onCorridor = (point: Point): Point => scaled(corridor.scale, corridor, point);
  const onOrigins = (point: Point): Point => scaled(origins.scale, origins, point);
  const sectorLine = (sector: Sector): LinePlace => {
    const [x, y] = land.corridor.crossings[sector];
    return { from: onCorridor([x, y]), to: onCorridor([x, y - intoSector]), bow: 0 };
  };
  const cityPlace = (city: City): Point => {
    const [x, y] = onCorridor(land.corridor.cities[city]);
    return [x, y + belowBorder * radius];
  };
  const named = <Name extends string, Place>(group: string, names: readonly Name[], of: (name: Name) => Place) =>
    Object.fromEntries(names.map((name) => [`${group}-${keyOf(name)}`, of(name)]));
  const { before, behind } = land.origins.darien;
  return {
    layout,
    lines: {
      ...named("sectors", sectors, sectorLine),
      ...Object.fromEntries(
        Object.entries(lanes).map(([name, { from, to, bow }]) => [
          name,
          { from: onCorridor(from), to: onCorridor(to), bow },
        ]),
      ),
      darien: { from: onOrigins(before), to: onOrigins(behind), bow: 0 },
    },
    circles: {
      ...named("cities", cities, cityPlace),
      ...named("origins", nationalities, (nation: Nationality) => onOrigins(land.origins.countries[nation])),
    },
  };
}

/** Whether a mark is on the panel of countries of origin. */
export const isSouthern = ({ group, id }: Mark): boolean => group === "origins" || id === "darien";

/** Rows in which a label may stand, and how far aside, in sizes of letters: the nearest first. */
const rows = [0, 1, 2];
const asides = [0, -3.5, 3.5];

/** Candidates for the middle of the first baseline of a label of two lines. */
function labelPlaces({ id, group }: Mark, { outer }: Extent, { layout, lines, circles }: MapPlaces): readonly Point[] {
  const size = layout.text;
  const away = ([x, y]: Point, step: number): Point[] =>
    rows.flatMap((row) => asides.map((aside): Point => [x + aside * size, y + row * step]));
  switch (group) {
    case "sectors": {
      const [x, y] = lines[id].to;
      return away([x, y - 6 - 1.2 * size], -2.5 * size);
    }
    case "cities": {
      const [x, y] = circles[id];
      return away([x, y + Math.min(outer, layout.radius) + 3 + size], 2.5 * size);
    }
    case "origins": {
      const [x, y] = circles[id];
      const beside = outer + 4.2 * size;
      return [
        [x, y + outer + size + 2],
        [x, y - outer - 1.5 * size],
        [x + beside, y],
        [x - beside, y],
      ];
    }
    case "lines":
      return lineLabelPlaces(id as LineName, lines[id], size, outer);
  }
}

function lineLabelPlaces(id: LineName, { from, to, bow }: LinePlace, size: number, width: number): readonly Point[] {
  const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const lift = Math.abs(bow) * length + width / 2;
  switch (id) {
    case "reachedNorth":
      return [
        [to[0] - 6 * size, to[1] + 2 * size],
        [to[0] - 5 * size, to[1] + 4.5 * size],
      ];
    case "interceptions":
      return [
        [to[0] - 5 * size, to[1]],
        [to[0] - 5 * size, to[1] - 3 * size],
      ];
    case "transfersSouth":
      return [
        [x, y - lift - 1.8 * size],
        [x + 4 * size, y - lift - 1.8 * size],
      ];
    case "returnsFromMexico":
      return [
        [x, y + lift + 1.2 * size],
        [x, y + lift + 0.9 * size],
      ];
    case "darien":
      return [
        [to[0] - size, to[1] + 2 * size],
        [to[0] - 4 * size, to[1] + 2.5 * size],
      ];
  }
}

const square = ([x, y]: Point, half: number): Box => ({ x: x - half, y: y - half, width: 2 * half, height: 2 * half });

/** Parts of a curve of `taper` along which its squares cover it. */
const pieces = 12;

/** What a line covers, as squares along it. */
function squaresOf({ from, to, bow }: LinePlace, width: number): Box[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const middle = [(from[0] + to[0]) / 2 + dy * bow * 2, (from[1] + to[1]) / 2 - dx * bow * 2];
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const t = i / pieces;
    const along = (k: 0 | 1): number => (1 - t) ** 2 * from[k] + 2 * t * (1 - t) * middle[k] + t ** 2 * to[k];
    return square([along(0), along(1)], Math.max((width * (1 - 0.75 * t)) / 2, 1));
  });
}

/** The lower left corner, where the compass stands. */
const compassBox = ({ height }: Box, size: number): Box => ({ x: 8, y: height - 44, width: 2.4 * size, height: 40 });

/** The lower right corner of the second panel, where its title stands. */
const titleBox = ({ x, y, width, height }: Box, size: number): Box => ({
  x: x + width - 11 * size,
  y: y + height - 2 * size,
  width: 11 * size,
  height: 2 * size,
});

interface ReadMark {
  readonly reading: Reading;
  readonly extent: Extent;
  readonly text: readonly string[];
}

/** Labels of marks, where they have room: in the panels apart, sectors before the rest, the greatest first. */
export function labelsOf(read: readonly ReadMark[], places: MapPlaces): PlacedLabel[] {
  const { corridor, origins, text: size, height } = places.layout;
  const inset = origins.y === 0 && height === corridor.height;
  const most = (wanted: string): number =>
    Math.max(1, ...read.filter(({ reading }) => reading.mark.group === wanted).map(({ extent }) => extent.middle));
  /** The city where most wait is named wherever there is any room. */
  const isGreatestCity = ({ reading: { mark }, extent }: ReadMark): boolean =>
    mark.group === "cities" && extent.middle === most("cities");
  const groupWeights = { sectors: 3, lines: 2, cities: 1, origins: 0 } as const;
  const label = (one: ReadMark): Label => {
    const { reading, extent, text } = one;
    const { mark } = reading;
    const share = extent.middle / (most(mark.group) + 1);
    return {
      id: mark.id,
      lines: text,
      weight: share + (isGreatestCity(one) ? groupWeights.sectors : groupWeights[mark.group]),
      places: labelPlaces(mark, extent, places),
    };
  };
  const circles = read
    .filter(({ reading }) => places.circles[reading.mark.id])
    .map(({ reading, extent }) => square(places.circles[reading.mark.id], extent.middle * 0.8));
  const onLand = read.filter(({ reading: { mark } }) => places.lines[mark.id] && !isSouthern(mark));
  const covered = onLand.flatMap(({ reading: { mark }, extent }) => squaresOf(places.lines[mark.id], extent.middle));
  const on = (south: boolean): readonly ReadMark[] => read.filter(({ reading }) => isSouthern(reading.mark) === south);
  const ofCities = (wanted: boolean): Label[] =>
    on(false)
      .filter((one) => (one.reading.mark.group === "cities" && !isGreatestCity(one)) === wanted)
      .map(label);
  const taken = [...circles, compassBox(corridor, size), ...(inset ? [origins] : [])];
  const first = placeLabels(ofCities(false), size, corridor, taken);
  // names of the other cities also leave the lines alone
  const boxes = first.map(({ box }) => box);
  return [
    ...first,
    ...placeLabels(ofCities(true), size, corridor, [...taken, ...covered, ...boxes]),
    ...placeLabels(on(true).map(label), size, origins, [...circles, titleBox(origins, size)]),
  ];
}
