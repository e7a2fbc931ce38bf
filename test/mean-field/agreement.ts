import { centralMember } from "../../src/analysis/central.ts";
import { daysInMonth, monthLabel } from "../../src/engine/calendar.ts";
import { columns, columnsOf, type ObservableName, o, observableNames } from "../../src/model/observables.ts";

/** A column, or the sum of the columns of a family, month by month. */
interface Series {
  readonly name: string;
  readonly columns: readonly number[];
  /** True if every value is a number of people or events. */
  readonly counts: boolean;
  /** What two per cent are taken of, if not of the mean-field value: months × columns to one number per month. */
  readonly scale?: (row: Float64Array, days: number) => number;
}

const countUnits = new Set([
  "people",
  "events",
  "encounters",
  "attempts",
  "cases",
  "applications",
  "deaths",
  "reported attacks",
]);

function sumOf(row: Float64Array, which: readonly number[]): number {
  let sum = 0;
  for (const i of which) sum += row[i];
  return sum;
}

const { closureTradeLoss, portClosureSlope } = centralMember().parameters;

/**
 * Outputs of the form max(x − capacity, 0). Near the kink a mean over runs exceeds the value at the mean however well the modes agree, so
 * their two per cent are of x: person-days of waiting, releases, of which those in the field are a part, and what would be lost at ports if
 * they closed with the first person in custody and not with the first beyond capacity.
 */
function hingeScale(name: ObservableName, member?: number): Series["scale"] {
  if (name === "fieldReleases") return (row) => sumOf(row, columnsOf("releases"));
  if (name === "tradeLoss") return (row, days) => row[o.tradeLoss] + days * portClosureSlope * closureTradeLoss;
  if (name !== "overShelterPersonDays") return undefined;
  return (row, days) => (member === undefined ? row[o.limboPersonDays] : days * row[o.waiting + member]);
}

function seriesOf(name: ObservableName): Series[] {
  const own = columnsOf(name);
  const counts = countUnits.has(columns[own[0]].unit);
  const make = (label: string, which: readonly number[], member?: number): Series => {
    const scale = hingeScale(name, member);
    return { name: label, columns: which, counts, ...(scale && { scale }) };
  };
  const members = own.map((column, k) => make(columns[column].name, [column], k));
  return own.length === 1 || columns[own[0]].unit === "share" ? members : [make(`${name}, total`, own), ...members];
}

/** Every column of the record and the total of every family that has one. */
export const allSeries: readonly Series[] = observableNames.flatMap(seriesOf);

/** One month of one series: how far the mean over runs lies from the mean field, beyond two per cent, in standard errors. */
export interface Cell {
  readonly series: string;
  readonly month: string;
  readonly meanField: number;
  readonly meanOfRuns: number;
  readonly excess: number;
}

/** Compares every cell. `meanField` and each run have months × columns numbers. */
export function compareModes(firstMonth: number, meanField: Float64Array, runs: readonly Float64Array[]): Cell[] {
  const cells: Cell[] = [];
  const width = columns.length;
  for (let m = 0; m < meanField.length / width; m++) {
    const rowOf = (values: Float64Array): Float64Array => values.subarray(m * width, (m + 1) * width);
    const [expected, drawn] = [rowOf(meanField), runs.map(rowOf)];
    for (const series of allSeries) {
      const target = sumOf(expected, series.columns);
      const samples = drawn.map((row) => sumOf(row, series.columns));
      const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
      const squares = samples.reduce((sum, x) => sum + (x - mean) ** 2, 0);
      const variance = squares / (samples.length - 1);
      // where hardly any run sees an event the sample says nothing of its spread; counts are at least as spread as Poisson ones
      const spread = series.counts ? Math.max(variance, Math.abs(target)) : variance;
      const slack = 0.02 * (series.scale?.(expected, daysInMonth(firstMonth + m)) ?? Math.abs(target));
      const distance = Math.max(Math.abs(mean - target) - slack - 1e-9, 0);
      const excess = distance === 0 ? 0 : distance / Math.sqrt(spread / samples.length);
      cells.push({
        series: series.name,
        month: monthLabel(firstMonth + m),
        meanField: target,
        meanOfRuns: mean,
        excess,
      });
    }
  }
  return cells;
}
