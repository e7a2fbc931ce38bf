import { type ReadonlySignal, useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { monthLabel } from "../../engine/calendar.ts";
import { cities } from "../../model/geography.ts";
import { CorridorMap, circleScale, lineScale } from "../charts/corridor-map.tsx";
import { useWidth } from "../charts/use-width.ts";
import { pause, period, play, playing, show, showsChange } from "../state/map.ts";
import { answered, central, draws, opening } from "../state/results.ts";
import { isChanged, scenario } from "../state/workspace.ts";
import type { Total } from "../view-model/bands.ts";
import { type MapLayout, taper } from "../view-model/map-layout.ts";
import { type Greatest, greatestOf, markGroups, type Period, type Reading, readings } from "../view-model/map-marks.ts";
import { placesOf } from "../view-model/map-places.ts";
import { changeSentence, levelsSentence } from "../view-model/map-sentence.ts";
import { ticks } from "../view-model/scale.ts";
import { capital, monthName, number, short, word } from "../words.ts";
import "../styles/map.css";
import { Scrolled } from "../charts/scrolled.tsx";
import { useCalmly, useInView } from "./in-view.ts";
import { Pictures } from "./pictures.tsx";
import type { ShelterPlaces } from "./shelter.ts";

/** Whole people and events. */
const counted = (value: number): string => number(Math.round(value));
const signed = (value: number): string => (Math.round(value) > 0 ? `+${counted(value)}` : counted(value));
const rangeText = ({ low, high }: Total, amount: (value: number) => string): string =>
  low === undefined || high === undefined ? "" : `${amount(low)} – ${amount(high)}`;

/** What all marks show in each of some periods, with the scales of a map that shows them. */
const readAll = (periods: readonly Period[]) => {
  const { linked, outcomes } = draws.value;
  const own = linked === scenario.value ? outcomes : [];
  const read = periods.map((one) => readings(one, central.value!, own));
  const change = showsChange.value && isChanged.value;
  return { read, change, greatest: greatestOf(read, change) };
};

/** What all marks show in the period on the map; months are read when one of them is wanted, and kept while months play. */
function useReadings(inView: ReadonlySignal<boolean>) {
  const whole = useComputed(() => readAll(["whole"]));
  const monthly = useComputed(() => readAll(Array.from({ length: opening.value!.months }, (_, m) => m)));
  const fresh = useComputed(() => {
    const { read, change, greatest } = period.value === "whole" ? whole.value : monthly.value;
    const at: Period = period.value === "whole" ? "whole" : Math.min(period.value, read.length - 1);
    return { at, shown: read[at === "whole" ? 0 : at], change, greatest };
  });
  return useCalmly(fresh, answered, inView).value;
}

function Controls({ months, at }: { readonly months: readonly string[]; readonly at: Period }) {
  const month = at === "whole" ? 0 : at;
  const text =
    at === "whole"
      ? word("map_period", { from: monthName(months[0]), to: monthName(months[months.length - 1]) })
      : monthName(months[at]);
  return (
    <div class="map-controls">
      <fieldset class="choice">
        <legend>{word("map_show")}</legend>
        {[false, true].map((change) => (
          <label key={`${change}`}>
            <input
              type="radio"
              name="map-shows"
              checked={(showsChange.value && isChanged.value) === change}
              disabled={change && !isChanged.value}
              onChange={() => {
                showsChange.value = change;
              }}
            />
            {word(change ? "map_show_change" : "map_show_levels")}
          </label>
        ))}
      </fieldset>
      <div class="scrubber">
        <button type="button" class="play" onClick={() => (playing.value ? pause() : play(months.length))}>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d={playing.value ? "M2,1h3v10h-3zM7,1h3v10h-3z" : "M2,1L11,6L2,11Z"} />
          </svg>
          {word(playing.value ? "map_pause" : "map_play")}
        </button>
        <input
          type="range"
          min={0}
          max={months.length - 1}
          step={1}
          value={month}
          aria-label={word("map_month")}
          aria-valuetext={text}
          onInput={(event) => show(event.currentTarget.valueAsNumber)}
        />
        <output class="period">{text}</output>
        <button type="button" aria-pressed={at === "whole"} onClick={() => show("whole")}>
          {word("map_whole")}
        </button>
      </div>
    </div>
  );
}

/** A round amount that can be drawn to scale in a legend. */
const example = (greatest: number): number => ticks(0, greatest, 4)[1];

function Legend({
  greatest,
  change,
  layout,
}: {
  readonly greatest: Greatest;
  readonly change: boolean;
  readonly layout: MapLayout;
}) {
  const line = example(greatest.lines);
  const width = lineScale(greatest, layout.lineWidth)(line);
  const hues = change ? (["more", "fewer"] as const) : (["north", "stopped", "south"] as const);
  const circle = (most: number, hue: string, key: string) => {
    const radius = circleScale(most, layout.radius)(example(most));
    return (
      <li>
        <svg class="corridor" width={2 * radius + 2} height={2 * radius + 2} aria-hidden="true">
          <g class={`mark ${hue}`}>
            <circle class={change ? "outer" : "middle"} cx={radius + 1} cy={radius + 1} r={radius} />
          </g>
        </svg>
        {word(key, { amount: short(example(most)) })}
      </li>
    );
  };
  return (
    <ul class="map-legend">
      <li>
        <svg class="corridor" width="56" height={Math.max(width, 12)} aria-hidden="true">
          <g class="mark plain">
            <path class="middle" d={taper([0, Math.max(width, 12) / 2], [56, Math.max(width, 12) / 2], width)} />
          </g>
        </svg>
        {word("map_legend_line_size", { amount: short(line) })}
      </li>
      {hues.map((hue) => (
        <li key={hue}>
          <svg class="corridor" width="18" height="10" aria-hidden="true">
            <g class={`mark ${hue}`}>
              <rect class="inner" width="18" height="10" />
            </g>
          </svg>
          {word(`map_legend_${hue}`)}
        </li>
      ))}
      {circle(greatest.cities, change ? "unclear" : "waiting", "map_legend_waiting")}
      {!change && (
        <li>
          <svg class="corridor" width="20" height="20" aria-hidden="true">
            <circle class="shelter" cx="10" cy="10" r="8" />
          </svg>
          {word("map_legend_shelter")}
        </li>
      )}
      {circle(greatest.origins, change ? "unclear" : "origin", "map_legend_origins")}
      <li>
        <svg class="corridor" width="30" height="14" aria-hidden="true">
          <g class="mark plain">
            <rect class="outer" width="30" height="14" />
            <rect class="middle" y="2" width="30" height="10" />
            <rect class="inner" y="4" width="30" height="6" />
          </g>
        </svg>
        {word("map_legend_line")}
      </li>
      {change && (
        <li>
          <svg class="corridor" width="30" height="14" aria-hidden="true">
            <g class="mark unclear">
              <rect class="outer" x="1" y="1" width="28" height="12" />
            </g>
          </svg>
          {word("map_legend_unclear")}
        </li>
      )}
    </ul>
  );
}

interface TableProps {
  readonly shown: readonly Reading[];
  readonly shelter: Readonly<Record<string, number>>;
  readonly end: string;
}

function MapTable({ shown, shelter, end }: TableProps) {
  const name = ({ mark }: Reading): string => {
    const places = shelter[mark.place];
    const plain = word(mark.name);
    return mark.group === "cities" && places !== undefined
      ? `${plain} (${word("map_shelter", { places: counted(places) })})`
      : plain;
  };
  const head = ["map_place", "map_baseline", "map_scenario", "band80", "map_difference", "band80"];
  return (
    <details class="numbers">
      <summary>{word("table")}</summary>
      <Scrolled label={word("map_title")}>
        <table>
          <thead>
            <tr>
              {head.map((key, k) => (
                <th key={`${key}${k}`} scope="col">
                  {word(key)}
                </th>
              ))}
            </tr>
          </thead>
          {markGroups.map((group) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={head.length} class="group">
                  {word(`map_group_${group}`, { end })}
                </th>
              </tr>
              {shown
                .filter(({ mark }) => mark.group === group)
                .map((reading) => (
                  <tr key={reading.mark.id} data-mark={reading.mark.id}>
                    <th scope="row">{name(reading)}</th>
                    <td>{counted(reading.base)}</td>
                    <td>{counted(reading.scenario.middle)}</td>
                    <td>{rangeText(reading.scenario, counted)}</td>
                    <td>{signed(reading.change.middle)}</td>
                    <td>{rangeText(reading.change, signed)}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </Scrolled>
    </details>
  );
}

/** The map of the corridor: where people are met, wait and set out in a month or the whole window, and where that differs from the baseline. */
export function MapOfCorridor({ shelterPlaces }: { readonly shelterPlaces: ShelterPlaces }) {
  useEffect(() => pause, []);
  const { firstMonth, months: count } = opening.value!;
  const months = Array.from({ length: count }, (_, m) => monthLabel(firstMonth + m));
  const article = useRef<HTMLElement>(null);
  const { at, shown, change, greatest } = useReadings(useInView(article));
  const places = shelterPlaces.value;
  const { width, place } = useWidth();
  const drawn = useMemo(() => placesOf(width), [width]);
  const last = at === "whole" ? count - 1 : at;
  const end = monthName(months[last]);
  const when = { end, period: at === "whole" ? word("map_period", { from: monthName(months[0]), to: end }) : end };
  const sentence = capital(change ? changeSentence(when, shown) : levelsSentence(when, shown));
  const shelter: Readonly<Record<string, number>> = places
    ? Object.fromEntries(cities.map((city, k) => [city, places[last * cities.length + k]]))
    : {};
  return (
    <article class="chart map" id="map" ref={article}>
      <h3>{word("map_title")}</h3>
      <p class="finding">{sentence}</p>
      <Controls months={months} at={at} />
      <div ref={place}>
        <CorridorMap
          places={drawn}
          readings={shown}
          greatest={greatest}
          change={change}
          shelter={shelter}
          amount={change ? signed : counted}
          label={`${word("map_title")}. ${sentence}`}
        />
      </div>
      <Legend greatest={greatest} change={change} layout={drawn.layout} />
      <p class="map-note">{word("map_note")}</p>
      <div class="take">
        <MapTable shown={shown} shelter={shelter} end={end} />
        <Pictures name={word("map_title")} file="map" said={[sentence]} />
      </div>
    </article>
  );
}
