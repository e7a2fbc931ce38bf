import {
  interceptionsTotal,
  type MonthlySeries,
  returnsTotal,
  usbpByNationality,
  usbpBySector,
  usbpTotal,
  valueAt,
} from "../data/series.ts";
import { monthIndex } from "../engine/calendar.ts";
import type { Recorder } from "../engine/recorder.ts";
import { nationalities, sectors } from "../model/geography.ts";
import { columns, columnsOf, o } from "../model/observables.ts";
import { lastRecordedMonth } from "../scenario/window.ts";

/** Monthly rows of all columns, from a month on. */
type Simulated = Pick<Recorder, "values" | "firstMonth">;

/** Median absolute percentage error of one monthly series. */
export interface FitRow {
  readonly series: string;
  readonly medianError: number;
  /** The bar that a fit has to meet; undefined where none is set. */
  readonly bar: number | undefined;
}

/** Months over which a fit is judged. */
export const fitWindow = { from: monthIndex("2019-10"), to: monthIndex(lastRecordedMonth) };

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

/**
 * How well a record of the history fits in the months it holds: total, nationalities, sectors, Mexican interceptions and returns. Bars: 6%,
 * 12% for the five largest nationalities, 18% for the six largest sectors, 12%, 25%.
 */
export function fitQuality(recorder: Simulated): FitRow[] {
  const largestNationalities = largest(usbpByNationality(), 5);
  const largestSectors = largest(usbpBySector(), 6);
  const row = (series: string, observed: MonthlySeries, which: readonly number[], bar: number | undefined): FitRow => ({
    series,
    medianError: medianError(recorder, observed, which),
    bar,
  });
  return [
    row("USBP total", usbpTotal(), columnsOf("usbp"), 0.06),
    ...nationalities.map((name, n) =>
      row(`USBP ${name}`, usbpByNationality()[n], [o.usbp + n], largestNationalities.has(n) ? 0.12 : undefined),
    ),
    ...sectors.map((name, s) =>
      row(`USBP ${name}`, usbpBySector()[s], [o.usbpBySector + s], largestSectors.has(s) ? 0.18 : undefined),
    ),
    row("Mexican interceptions", interceptionsTotal(), columnsOf("interceptions"), 0.12),
    row("Returns from Mexico", returnsTotal(), columnsOf("returnsFromMexico"), 0.25),
  ];
}
