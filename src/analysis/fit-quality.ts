import {
  interceptionsTotal,
  type MonthlySeries,
  usbpByNationality,
  usbpBySector,
  usbpTotal,
  valueAt,
} from "../data/series.ts";
import { monthIndex } from "../engine/calendar.ts";
import type { Recorder } from "../engine/recorder.ts";
import { nationalities, sectors } from "../model/geography.ts";
import { columns, columnsOf, o } from "../model/observables.ts";

/** Monthly rows of all columns, from a month on. */
type Simulated = Pick<Recorder, "values" | "firstMonth">;

/** Median absolute percentage error of one monthly series. */
export interface FitRow {
  readonly series: string;
  readonly medianError: number;
  /** The bar that the hand fit has to meet; undefined where none is set. */
  readonly bar: number | undefined;
}

/** Months over which the hand fit is judged. */
export const fitWindow = { from: monthIndex("2019-10"), to: monthIndex("2024-09") };

/** Value of one or several columns in a month since 2018-01. */
export function recorded(recorder: Simulated, month: number, which: readonly number[]): number {
  const row = (month - recorder.firstMonth) * columns.length;
  return which.reduce((sum, column) => sum + recorder.values[row + column], 0);
}

function medianError(recorder: Simulated, observed: MonthlySeries, which: readonly number[]): number {
  const errors: number[] = [];
  const end = recorder.firstMonth + recorder.values.length / columns.length - 1;
  for (let m = fitWindow.from; m <= Math.min(fitWindow.to, end); m++) {
    const seen = valueAt(observed, m);
    if (seen > 0) errors.push(Math.abs(recorded(recorder, m, which) / seen - 1));
  }
  errors.sort((a, b) => a - b);
  const middle = errors.length / 2;
  return errors.length % 2 === 1 ? errors[Math.floor(middle)] : (errors[middle - 1] + errors[middle]) / 2;
}

function largest(series: readonly MonthlySeries[], count: number): Set<number> {
  const totals = series.map((s, i) => {
    let sum = 0;
    for (let m = fitWindow.from; m <= fitWindow.to; m++) sum += valueAt(s, m) || 0;
    return { i, sum };
  });
  return new Set(
    totals
      .sort((a, b) => b.sum - a.sum)
      .slice(0, count)
      .map(({ i }) => i),
  );
}

/** How well a record of the history fits in the months it holds: total, nationalities, sectors, Mexican interceptions (bars: 10%, 20% for the five largest, 30% for the six largest, 25%). */
export function fitQuality(recorder: Simulated): FitRow[] {
  const largestNationalities = largest(usbpByNationality(), 5);
  const largestSectors = largest(usbpBySector(), 6);
  return [
    { series: "USBP total", medianError: medianError(recorder, usbpTotal(), columnsOf("usbp")), bar: 0.1 },
    ...nationalities.map((name, n) => ({
      series: `USBP ${name}`,
      medianError: medianError(recorder, usbpByNationality()[n], [o.usbp + n]),
      bar: largestNationalities.has(n) ? 0.2 : undefined,
    })),
    ...sectors.map((name, s) => ({
      series: `USBP ${name}`,
      medianError: medianError(recorder, usbpBySector()[s], [o.usbpBySector + s]),
      bar: largestSectors.has(s) ? 0.3 : undefined,
    })),
    {
      series: "Mexican interceptions",
      medianError: medianError(recorder, interceptionsTotal(), columnsOf("interceptions")),
      bar: 0.25,
    },
  ];
}

/** The same as lines of text. */
export function fitTable(recorder: Simulated): string[] {
  return fitQuality(recorder).map(({ series, medianError: error, bar }) => {
    const verdict = bar === undefined ? "" : error <= bar ? `  within ${bar * 100}%` : `  above ${bar * 100}%`;
    return `${series.padEnd(26)} ${(100 * error).toFixed(1).padStart(6)}%${verdict}`;
  });
}
