import type { Known } from "../../data/as-of.ts";
import { type MonthlySeries, valueAt } from "../../data/series.ts";
import { nationalities, type Sector, sectors } from "../../model/geography.ts";
import { columnsOf, o } from "../../model/observables.ts";

/** A published monthly count that is forecast, and the columns of the record whose sum it counts. */
export interface Target {
  readonly name: string;
  /** Targets whose errors are learned from together. */
  readonly family: "total" | "sector" | "nationality" | "ports" | "interceptions";
  readonly columns: readonly number[];
}

/** What is forecast and can be held against figures later. */
export const targets: readonly Target[] = [
  { name: "total", family: "total", columns: columnsOf("usbp") },
  ...sectors.map((name, s): Target => ({ name, family: "sector", columns: [o.usbpBySector + s] })),
  ...nationalities.map((name, n): Target => ({ name, family: "nationality", columns: [o.usbp + n] })),
  { name: "ports", family: "ports", columns: columnsOf("ports") },
  { name: "interceptions", family: "interceptions", columns: columnsOf("interceptions").slice(1) },
];

/** The figures of all targets, in their order. */
export function publishedSeries(known: Known): MonthlySeries[] {
  return [
    known.usbpTotal(),
    ...known.usbpBySector(),
    ...known.usbpByNationality(),
    known.ofoTotal(),
    known.interceptionsTotal(),
  ];
}

/** Index of a target by name. */
export const targetAt = (name: "total" | Sector | "ports" | "interceptions"): number =>
  targets.findIndex((target) => target.name === name);

/** log(1 + count) of a target in one row of a record. */
export function logOf({ columns: which }: Target, values: Float64Array, row: number): number {
  let sum = 0;
  for (const column of which) sum += values[row + column];
  return Math.log1p(sum);
}

/** log(1 + count) as published; NaN where there is no figure. */
export function logPublished(series: MonthlySeries, month: number): number {
  return Math.log1p(valueAt(series, month));
}
