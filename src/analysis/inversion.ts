import type { Known } from "../data/as-of.ts";
import {
  darienByNationality,
  hondurasEntriesByNationality,
  interceptionsByNationality,
  type MonthlySeries,
  usbpByNationality,
  usbpBySector,
  valueAt,
} from "../data/series.ts";
import { monthIndex } from "../engine/calendar.ts";
import { households, type Nationality, nationalities, sectors } from "../model/geography.ts";
import type { LatentPaths } from "../model/latent.ts";
import { columns, o } from "../model/observables.ts";

/**
 * The inversion that estimates the latent paths (`docs/model.md`, Inversion). Each round runs the history in mean field, compares monthly
 * counts, moves log departures by a part of the log ratio at the month in which people set out, and smooths: the path minimises
 * Σ w (z − target)² + λ Σ (second difference of z)². Departures are anchored on the Darién and on Honduran entries where a nationality passes them.
 */
export interface InversionSettings {
  /** Part of the log ratio that is followed in one round. */
  readonly gain: number;
  /** Smoothness penalty on second differences of monthly log departures, and of log attractiveness. */
  readonly departurePenalty: number;
  readonly attractivenessPenalty: number;
}

export const inversionSettings: InversionSettings = { gain: 0.5, departurePenalty: 0.4, attractivenessPenalty: 3 };

/** Months of the latent paths: April 2018 to September 2024. */
export const latentFirstMonth = monthIndex("2018-04");
export const latentMonths = monthIndex("2024-09") - latentFirstMonth + 1;

/**
 * Shares of those who are counted after 0, 1, 2 and 3 months, from the legs' days; a log ratio in a month is laid on the months of setting
 * out in these shares.
 */
export type Lags = readonly [number, number, number, number];
export const atOnce: Lags = [0.85, 0.15, 0, 0];
const fromCentralAmerica: Lags = [0.35, 0.5, 0.1, 0.05];
const byAir: Lags = [0.5, 0.4, 0.1, 0];
const throughTheDarien: Lags = [0.1, 0.5, 0.25, 0.15];
export const encounterLags: Record<Nationality, Lags> = {
  Mexico: atOnce,
  Guatemala: fromCentralAmerica,
  Honduras: fromCentralAmerica,
  "El Salvador": fromCentralAmerica,
  Nicaragua: fromCentralAmerica,
  Cuba: fromCentralAmerica,
  Haiti: throughTheDarien,
  Venezuela: throughTheDarien,
  Colombia: byAir,
  Ecuador: throughTheDarien,
  Other: fromCentralAmerica,
};
export const darienLags: Lags = [0.65, 0.35, 0, 0];
const interceptionLags: Lags = [0.5, 0.4, 0.1, 0];
/** Counts below this many a month carry little weight. */
const smallCount = 150;

/** Solves (W + λ D'D) x = W t for the second-difference matrix D by Gaussian elimination on the banded system. */
export function smoothPath(target: Float64Array, weight: Float64Array, penalty: number): Float64Array {
  const n = target.length;
  const band = Array.from({ length: n }, () => new Float64Array(5));
  const right = Float64Array.from(target, (t, i) => t * weight[i]);
  for (let i = 0; i < n; i++) band[i][2] = weight[i] + 1e-6;
  for (let i = 0; i + 2 < n; i++) {
    const d = [1, -2, 1];
    for (let a = 0; a < 3; a++) for (let b = 0; b < 3; b++) band[i + a][2 + b - a] += penalty * d[a] * d[b];
  }
  for (let i = 0; i < n; i++) {
    for (let k = 1; k <= 2 && i + k < n; k++) {
      const factor = band[i + k][2 - k] / band[i][2];
      for (let b = 0; b <= 2 && i + b < n; b++) band[i + k][2 + b - k] -= factor * band[i][2 + b];
      right[i + k] -= factor * right[i];
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i];
    for (let b = 1; b <= 2 && i + b < n; b++) sum -= band[i][2 + b] * x[i + b];
    x[i] = sum / band[i][2];
  }
  return x;
}

/** Observed household shares of encounters per nationality, smoothed over five months; level before October 2019. */
function householdMix(known: Known): Float64Array {
  const observed = known.usbpByNationalityHousehold();
  const last = known.origin;
  const months = last - latentFirstMonth + 1;
  const mix = new Float64Array(months * nationalities.length * households.length);
  const first = monthIndex("2019-10");
  for (let m = 0; m < months; m++) {
    const centre = Math.max(m + latentFirstMonth, first + 2);
    for (let n = 0; n < nationalities.length; n++) {
      const counts = households.map((_, h) => {
        let sum = 1;
        for (let k = centre - 2; k <= centre + 2; k++)
          sum += valueAt(observed[n * households.length + h], Math.min(k, last)) || 0;
        return sum;
      });
      const total = counts.reduce((sum, x) => sum + x, 0);
      counts.forEach((count, h) => {
        mix[(m * nationalities.length + n) * households.length + h] = count / total;
      });
    }
  }
  return mix;
}

/** Flat paths to start from, up to the last month that is known. */
export function flatPaths(known: Known): LatentPaths {
  const months = known.origin - latentFirstMonth + 1;
  return {
    firstMonth: latentFirstMonth,
    months,
    departures: new Float64Array(months * nationalities.length),
    attractiveness: new Float64Array(months * sectors.length),
    householdMix: householdMix(known),
  };
}

/** Adds a weighted log ratio to the months in which the counted people set out. */
function attribute(sum: Float64Array, weight: Float64Array, month: number, lags: Lags, ratio: number, w: number): void {
  lags.forEach((share, lag) => {
    if (share === 0 || month < lag) return;
    sum[month - lag] += ratio * w * share;
    weight[month - lag] += w * share;
  });
}

interface Evidence {
  readonly series: MonthlySeries;
  readonly column: number;
  readonly lags: Lags;
  readonly weight: number;
}

/** Weight of the Darién count against encounters: high where nearly all pass it, low where most fly. */
const darienWeight: Partial<Record<Nationality, number>> = { Venezuela: 0.2, Haiti: 0.8, Ecuador: 0.3, Colombia: 0.1 };
/** Weight of Honduran entries, which count only part of those who pass, and a changing part. */
const hondurasWeight: Partial<Record<Nationality, number>> = { Cuba: 0.15, Haiti: 0.2, Other: 0.1 };
const interceptionWeight = 0.05;

/** Venezuelans' path may turn as sharply as the Darién count itself, which fell sixtyfold from October to November 2022. */
const penaltyFactor: Partial<Record<Nationality, number>> = { Venezuela: 0.03 };

/** What observes the departures of a nationality. */
function evidenceOn(n: number): Evidence[] {
  const name = nationalities[n];
  const evidence: Evidence[] = [
    { series: usbpByNationality()[n], column: o.usbp + n, lags: encounterLags[name], weight: 1 },
  ];
  const darien = darienWeight[name];
  const honduras = hondurasWeight[name];
  if (darien)
    evidence.push({ series: darienByNationality()[n], column: o.darien + n, lags: darienLags, weight: darien });
  if (honduras)
    evidence.push({
      series: hondurasEntriesByNationality()[n],
      column: o.hondurasEntries + n,
      lags: atOnce,
      weight: honduras,
    });
  if (n > 0)
    evidence.push({
      series: interceptionsByNationality()[n],
      column: o.interceptions + n,
      lags: interceptionLags,
      weight: interceptionWeight,
    });
  return evidence;
}

/**
 * One round: new paths from a mean-field record (months from `latentFirstMonth`, one row per month) of the history under the old ones.
 * Upstream counts enter with their own constant bias factor, the mean log ratio over all months.
 */
export function improve(paths: LatentPaths, record: Float64Array, settings: InversionSettings): LatentPaths {
  const at = (month: number, column: number): number => record[month * columns.length + column];
  const departures = Float64Array.from(paths.departures);
  for (let n = 0; n < nationalities.length; n++) {
    const sum = new Float64Array(latentMonths);
    const weight = new Float64Array(latentMonths);
    evidenceOn(n).forEach(({ series, column, lags, weight: w }, kind) => {
      const ratios: { m: number; ratio: number; w: number }[] = [];
      for (let m = 0; m < latentMonths; m++) {
        const observed = valueAt(series, m + latentFirstMonth);
        const simulated = at(m, column);
        if (!Number.isFinite(observed)) continue;
        const size = (observed + simulated) / 2;
        ratios.push({
          m,
          ratio: Math.log((observed + smallCount / 3) / (simulated + smallCount / 3)),
          w: (w * size) / (size + smallCount),
        });
      }
      const total = ratios.reduce((s, r) => s + r.w, 0);
      const bias = kind === 0 || total === 0 ? 0 : ratios.reduce((s, r) => s + r.ratio * r.w, 0) / total;
      for (const { m, ratio, w: own } of ratios)
        attribute(sum, weight, m, lags, Math.max(Math.min(ratio - bias, 1.5), -1.5), own);
    });
    const target = Float64Array.from({ length: latentMonths }, (_, m) => {
      const old = paths.departures[m * nationalities.length + n];
      return weight[m] > 0 ? old + (settings.gain * sum[m]) / weight[m] : old;
    });
    const reliability = Float64Array.from(weight, (w) => Math.max(w, 0.02));
    const penalty = settings.departurePenalty * (penaltyFactor[nationalities[n]] ?? 1);
    const smoothed = smoothPath(target, reliability, penalty);
    for (let m = 0; m < latentMonths; m++) departures[m * nationalities.length + n] = smoothed[m];
  }
  return { ...paths, departures, attractiveness: improveAttractiveness(paths, at, settings) };
}

function improveAttractiveness(
  paths: LatentPaths,
  at: (month: number, column: number) => number,
  settings: InversionSettings,
): Float64Array {
  const observed = usbpBySector();
  const out = Float64Array.from(paths.attractiveness);
  const weight = new Float64Array(latentMonths).fill(1);
  const ratio = sectors.map(() => new Float64Array(latentMonths));
  for (let m = 0; m < latentMonths; m++) {
    const month = m + latentFirstMonth;
    const totals = sectors.reduce(
      (sum, _, s) => [sum[0] + valueAt(observed[s], month), sum[1] + at(m, o.usbpBySector + s)],
      [0, 0],
    );
    for (let s = 0; s < sectors.length; s++) {
      const share = (valueAt(observed[s], month) + 50) / totals[0];
      const simulated = (at(m, o.usbpBySector + s) + 50) / Math.max(totals[1], 1);
      ratio[s][m] = Math.max(Math.min(Math.log(share / simulated), 1), -1);
    }
  }
  for (let s = 0; s < sectors.length; s++) {
    const target = Float64Array.from({ length: latentMonths }, (_, m) => {
      // people who cross this month chose their city about half a month before
      const next = ratio[s][Math.min(m + 1, latentMonths - 1)];
      return paths.attractiveness[m * sectors.length + s] + settings.gain * (0.5 * ratio[s][m] + 0.5 * next);
    });
    const smoothed = smoothPath(target, weight, settings.attractivenessPenalty);
    for (let m = 0; m < latentMonths; m++) out[m * sectors.length + s] = Math.max(Math.min(smoothed[m], 4), -4);
  }
  return out;
}
