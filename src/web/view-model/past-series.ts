import type { Mode } from "../../analysis/forecast/hindcasts.ts";
import type { Target } from "../../analysis/forecast/targets.ts";
import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import { nationalities, sectors } from "../../model/geography.ts";
import { lastRecordedMonth } from "../../scenario/window.ts";
import { keyOf } from "./names.ts";

/** A series that was forecast, at its place in the record. */
export interface PastSeries {
  /** Its part of the address. */
  readonly id: string;
  /** As the record names it. */
  readonly name: string;
  readonly family: Target["family"];
  /** Message key of the name. */
  readonly label: string;
}

const one = (name: string, family: Target["family"], label: string): PastSeries => ({
  id: keyOf(name),
  name,
  family,
  label,
});

/** All of them, in the order of the record; said here again, since the record itself stays in its worker. */
export const pastSeries: readonly PastSeries[] = [
  one("total", "total", "series_usbp"),
  ...sectors.map((name) => one(name, "sector", `sector_${keyOf(name)}`)),
  ...nationalities.map((name) => one(name, "nationality", `nationality_${keyOf(name)}`)),
  one("ports", "ports", "series_ports"),
  one("interceptions", "interceptions", "series_interceptions"),
];

export const pastModes: readonly Mode[] = ["announced", "happened"];

/** Origins that are scored, first and last, and the last month that forecasts are held against; since 2018-01. */
export const firstOrigin = monthIndex("2020-09");
export const lastOrigin = monthIndex("2024-08");
export const lastTarget = monthIndex(lastRecordedMonth);

/** What the page shows, as its address says it: `2023-09/announced/tucson`. */
export interface Browsed {
  readonly origin: number;
  readonly mode: Mode;
  /** Place in `pastSeries`. */
  readonly series: number;
}

/** The last origin from which all six months have come. */
const usual: Browsed = { origin: lastTarget - 6, mode: "announced", series: 0 };

/** What the address does not say, or says of something that is not there, is the usual. */
export function readBrowsed(shows: string): Browsed {
  const [month = "", mode, id] = shows.split("/");
  const origin = /^\d{4}-\d{2}$/.test(month) ? monthIndex(month) : usual.origin;
  return {
    origin: origin >= firstOrigin && origin <= lastOrigin ? origin : usual.origin,
    mode: pastModes.find((name) => name === mode) ?? usual.mode,
    series: Math.max(
      pastSeries.findIndex((series) => series.id === id),
      usual.series,
    ),
  };
}

export const browsedText = ({ origin, mode, series }: Browsed): string =>
  [monthLabel(origin), mode, pastSeries[series].id].join("/");

/** What an address names that is not there; undefined if nothing. */
export function strayedIn(shows: string): string | undefined {
  const read = browsedText(readBrowsed(shows)).split("/");
  return shows.split("/").find((part, i) => part !== "" && part !== read[i]);
}
