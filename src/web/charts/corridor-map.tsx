import { cities, sectors } from "../../model/geography.ts";
import { land } from "../geography/land.ts";
import type { Total } from "../view-model/bands.ts";
import { type MapLayout, type PlacedLabel, taper } from "../view-model/map-layout.ts";
import { directionOf, type Extent, extentOf, type Greatest, type Reading } from "../view-model/map-marks.ts";
import { isSouthern, type LinePlace, labelsOf, type MapPlaces } from "../view-model/map-places.ts";
import { keyOf } from "../view-model/names.ts";
import { word } from "../words.ts";

interface CorridorMapProps {
  readonly places: MapPlaces;
  readonly readings: readonly Reading[];
  readonly greatest: Greatest;
  /** Whether it shows the scenario less the baseline. */
  readonly change: boolean;
  /** Shelter places by name of city; empty before they are known. */
  readonly shelter: Readonly<Record<string, number>>;
  /** An amount as it is written beside a mark. */
  readonly amount: (value: number) => string;
  readonly label: string;
}

/** Something that is there is seen. */
const thinnest = 0.8;

/** Width of a line at its broad end. */
export function lineScale({ lines }: Greatest, most: number): (amount: number) => number {
  return (amount) => (amount < 0.5 ? 0 : Math.max((amount / lines) * most, thinnest));
}

/** Radius of a circle whose area is the amount. */
export function circleScale(greatest: number, most: number): (amount: number) => number {
  return (amount) => (amount < 0.5 ? 0 : Math.max(Math.sqrt(amount / greatest) * most, thinnest));
}

const lineHues: Readonly<Record<string, string>> = {
  interceptions: "stopped",
  transfersSouth: "south",
  returnsFromMexico: "south",
};

const hueOf = ({ mark, change }: Reading, asChange: boolean): string => {
  if (asChange) return directionOf(change);
  if (mark.group === "cities") return "waiting";
  if (mark.group === "origins") return "origin";
  return lineHues[mark.id] ?? "north";
};

/** The land of one panel. */
function Land({ panel, layout }: { readonly panel: "corridor" | "origins"; readonly layout: MapLayout }) {
  const { land: shape, borders, width, height } = land[panel];
  const { x, y, scale } = layout[panel];
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <rect class="sea" width={width} height={height} />
      <path class="land" d={shape} />
      {panel === "corridor" && <path class="mexico" d={land.corridor.mexico} />}
      <path class="borders" d={borders} />
    </g>
  );
}

interface SectorShapesProps {
  readonly scale: number;
  readonly read: readonly Reading[];
  /** The greatest change of a sector, which has the strongest tone; undefined where no change is shown. */
  readonly most: number | undefined;
}

function SectorShapes({ scale, read, most }: SectorShapesProps) {
  return (
    <g transform={`scale(${scale})`}>
      {sectors.map((sector) => {
        const { change } = read.find(({ mark }) => mark.group === "sectors" && mark.place === sector)!;
        const tone = most === undefined ? "" : directionOf(change);
        return (
          <path
            key={sector}
            class={`sector ${tone}`}
            d={land.corridor.sectors[sector]}
            {...((tone === "more" || tone === "fewer") && {
              "fill-opacity": 0.2 + 0.5 * Math.min(Math.abs(change.middle) / most!, 1),
            })}
          />
        );
      })}
    </g>
  );
}

function Line({
  place: { from, to, bow },
  extent,
  hue,
}: {
  readonly place: LinePlace;
  readonly extent: Extent;
  readonly hue: string;
}) {
  return (
    <g class={`mark ${hue}`}>
      <path class="outer" d={taper(from, to, extent.outer, bow)} />
      <path class="middle" d={taper(from, to, extent.middle, bow)} />
      <path class="inner" d={taper(from, to, extent.inner, bow)} />
    </g>
  );
}

function Circle({
  at: [x, y],
  extent,
  hue,
}: {
  readonly at: readonly [number, number];
  readonly extent: Extent;
  readonly hue: string;
}) {
  return (
    <g class={`mark ${hue}`}>
      <circle class="outer" cx={x} cy={y} r={extent.outer} />
      <circle class="middle" cx={x} cy={y} r={extent.middle} />
      <circle class="inner" cx={x} cy={y} r={extent.inner} />
    </g>
  );
}

interface LabelTextProps {
  readonly label: PlacedLabel;
  readonly size: number;
  /** Whether it names what is not clear. */
  readonly vague: boolean;
}

function LabelText({ label: { lines, at }, size, vague }: LabelTextProps) {
  return (
    <text class={vague ? "vague" : ""} x={at[0]} y={at[1]} text-anchor="middle" font-size={size}>
      {lines.map((text, k) => (
        <tspan key={text} class={k === 0 ? "name" : "amount"} x={at[0]} dy={k === 0 ? 0 : size * 1.2}>
          {text}
        </tspan>
      ))}
    </text>
  );
}

interface LeaderProps {
  readonly label: PlacedLabel;
  readonly places: MapPlaces;
  readonly extent: Extent;
}

/** From a label that had to move away to its mark. */
function Leader({ label: { id, at, box }, places: { lines, circles, layout }, extent }: LeaderProps) {
  const sector = id.startsWith("sectors-");
  if (!sector && !id.startsWith("cities-")) return undefined;
  const [x, y] = sector ? lines[id].to : circles[id];
  const [start, end] = sector ? [y, box.y + box.height] : [y + extent.middle, box.y];
  if (Math.abs(end - start) < 1.5 * layout.text && Math.abs(at[0] - x) < 1) return undefined;
  const nearest = Math.min(Math.max(x, box.x + 4), box.x + box.width - 4);
  return <line class="leader" x1={x} y1={start} x2={nearest} y2={end} />;
}

/** The border turned level: its normal points this many degrees from north. */
const turned = -19;

/** Northern Mexico's cities, sectors and lines, with a panel of countries of origin. Its numbers stand in a table beside it. */
export function CorridorMap({ places, readings, greatest, change, shelter, amount, label }: CorridorMapProps) {
  const { layout, lines, circles } = places;
  const { corridor, origins, lineWidth, radius, text: size, width, height } = layout;
  const wide = lineScale(greatest, lineWidth);
  const people = circleScale(greatest.cities, radius);
  const departures = circleScale(greatest.origins, radius);
  const read = readings.map((reading) => {
    const total: Total = change ? reading.change : reading.scenario;
    const { group, name } = reading.mark;
    const scale = group === "cities" ? people : group === "origins" ? departures : wide;
    return {
      reading,
      extent: extentOf(total, scale),
      hue: hueOf(reading, change),
      text: [word(name), amount(total.middle)],
    };
  });
  const drawn = (south: boolean) => {
    const own = read.filter(({ reading }) => isSouthern(reading.mark) === south);
    return [
      ...own.flatMap(({ reading: { mark }, extent, hue }) =>
        circles[mark.id] ? [<Circle key={mark.id} at={circles[mark.id]} extent={extent} hue={hue} />] : [],
      ),
      ...own.flatMap(({ reading: { mark }, extent, hue }) =>
        lines[mark.id] ? [<Line key={mark.id} place={lines[mark.id]} extent={extent} hue={hue} />] : [],
      ),
    ];
  };
  const labels = labelsOf(
    read.filter(({ hue }) => hue !== "none"),
    places,
  );
  const labelled = labels.map((own) => ({ ...read.find(({ reading }) => reading.mark.id === own.id)!, label: own }));
  return (
    <svg class="corridor" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <Land panel="corridor" layout={layout} />
      <SectorShapes scale={corridor.scale} read={readings} most={change ? greatest.sectors : undefined} />
      {drawn(false)}
      {!change &&
        cities.map((city) => {
          const [x, y] = circles[`cities-${keyOf(city)}`];
          return <circle key={city} class="shelter" cx={x} cy={y} r={people(shelter[city] ?? 0)} />;
        })}
      <g class="compass" transform={`translate(22 ${corridor.height - 30}) rotate(${turned})`}>
        <path d="M0,-12L4,4L0,1L-4,4Z" />
        <text y="16" text-anchor="middle" font-size={size}>
          {word("map_north")}
        </text>
      </g>
      <g class="inset">
        <Land panel="origins" layout={layout} />
        <rect class="frame" x={origins.x} y={origins.y} width={origins.width} height={origins.height} />
        {drawn(true)}
        <text
          class="inset-title"
          x={origins.x + origins.width - 8}
          y={origins.y + origins.height - 8}
          text-anchor="end"
          font-size={size}
        >
          {word("map_inset")}
        </text>
      </g>
      {labelled.map(({ label: one, extent }) => (
        <Leader key={one.id} label={one} places={places} extent={extent} />
      ))}
      {labelled.map(({ label: one, hue }) => (
        <LabelText key={one.id} label={one} size={size} vague={hue === "unclear"} />
      ))}
    </svg>
  );
}
