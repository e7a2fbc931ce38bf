import { type Known, knownAt } from "../../data/as-of.ts";
import type { MonthlySeries } from "../../data/series.ts";
import { monthLabel } from "../../engine/calendar.ts";
import { Rng } from "../../engine/rng.ts";
import { fieldOffices, households, nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import { columns } from "../../model/observables.ts";
import { buildParameters, type ParameterRow, parameterRows } from "../../model/parameters.ts";
import { loadScenario } from "../../scenario/load.ts";
import { drawParameterRows, standardNormal } from "../prior.ts";
import { prepare, runOnce } from "../run.ts";
import { drawScores, rowsAtScores } from "./factors.ts";
import { flatPaths, latentFirstMonth } from "./flat-paths.ts";
import {
  interceptionsByNationality,
  logVariance,
  type ObservedSeries,
  structuralSeries,
  upstream,
} from "./observation-model.ts";
import type { PathPrior } from "./path-smoother.ts";

/** A history that never was: what it was made from, and the figures that would have been published about it. */
export interface SyntheticHistory {
  /** Standard score of each factor. */
  readonly scores: readonly number[];
  /** The whole parameter table of that world. */
  readonly rows: readonly ParameterRow[];
  readonly latent: LatentPaths;
  readonly known: Known;
}

const streams = { scores: 1, parameters: 2, paths: 3, errors: 4 } as const;

/** A random walk per path, month by month: first value N(0, level²), changes N(0, step²). */
function walks(steps: readonly number[], level: number, months: number, rng: Rng): Float64Array {
  const out = new Float64Array(months * steps.length);
  for (let m = 0; m < months; m++)
    steps.forEach((step, k) => {
      const before = m === 0 ? 0 : out[(m - 1) * steps.length + k];
      out[m * steps.length + k] = before + (m === 0 ? level : step) * standardNormal(rng);
    });
  return out;
}

/** Figures of one series under the observation model; errors are shared by the months that are compared as one. */
function published(
  { columns: counted, offset, block, ...observed }: ObservedSeries,
  values: Float64Array,
  rng: Rng,
): MonthlySeries {
  let error = 0;
  const figures = Float64Array.from({ length: values.length / columns.length }, (_, m) => {
    if (m % block === 0) error = standardNormal(rng);
    const count = counted.reduce((sum, column) => sum + values[m * columns.length + column], 0);
    const sd = Math.sqrt(logVariance({ ...observed, columns: counted, offset, block }, count));
    return (count + offset) * Math.exp(sd * error) - offset;
  });
  return { firstMonth: latentFirstMonth, values: figures };
}

/**
 * Draws parameters and paths from their priors, simulates from April 2018 in mean field under the recorded policies, and adds errors as the
 * observation model has them, so that a small figure may fall below zero. Every series begins in the first month. Household mixes are those
 * that were published.
 */
export function syntheticHistory(seed: number, until: number, pathPrior: PathPrior): SyntheticHistory {
  const rngOf = (stream: number): Rng => {
    const rng = new Rng(seed, 0, false);
    rng.seek(stream, 0, 0);
    return rng;
  };
  const scores = [...drawScores(rngOf(streams.scores))];
  const rows = rowsAtScores(scores, drawParameterRows(parameterRows, rngOf(streams.parameters)));
  const real = knownAt(until);
  const flat = flatPaths(real);
  const rng = rngOf(streams.paths);
  const departureSteps = nationalities.map((name) => pathPrior.departureStep[name]);
  const attractivenessSteps = sectors.map(() => pathPrior.attractivenessStep);
  const latent: LatentPaths = {
    ...flat,
    departures: walks(departureSteps, pathPrior.level, flat.months, rng),
    attractiveness: walks(attractivenessSteps, pathPrior.level, flat.months, rng),
  };
  const history = loadScenario("history");
  const window = { ...history.window, from: monthLabel(latentFirstMonth), to: monthLabel(until) };
  const { values } = runOnce(
    prepare({ ...history, window }, { parameters: buildParameters(rows), latent, seed }),
    0,
    true,
  );
  return { scores, rows, latent, known: syntheticKnown(real, values, rngOf(streams.errors)) };
}

function syntheticKnown(real: Known, values: Float64Array, rng: Rng): Known {
  const { darien, honduras } = upstream(real);
  // errors of what paths follow are drawn by month, as paths take them, also where the parameters compare years
  const followed = [...interceptionsByNationality(real), ...darien, ...honduras];
  const all = new Map([...structuralSeries(real), ...followed].map((one) => [one.name, one]));
  const series = new Map([...all.values()].map((one) => [one.name, published(one, values, rng)]));
  const none: MonthlySeries = { firstMonth: real.origin + 1, values: new Float64Array(0) };
  const named = (name: string): MonthlySeries => series.get(name) ?? none;
  const each = (name: string, members: readonly string[]) => () => members.map((one) => named(`${name}/${one}`));
  const zero: MonthlySeries = {
    firstMonth: latentFirstMonth,
    values: new Float64Array(values.length / columns.length),
  };
  return {
    ...real,
    usbpByNationality: each("usbp", nationalities),
    usbpBySector: each("usbpBySector", sectors),
    usbpBySectorNationality: () => sectors.map((sector) => each(`usbpBySectorNationality/${sector}`, nationalities)()),
    // only their sum over households is compared
    usbpTitle42ByNationalityHousehold: () =>
      nationalities.flatMap((name) => households.map((_, h) => (h === 0 ? named(`expulsions/${name}`) : zero))),
    usbpTitle42: () => named("expulsions"),
    ofoByNationality: each("ports", nationalities),
    ofoByFieldOffice: each("portsByOffice", fieldOffices),
    interceptionsTotal: () => named("interceptions"),
    returnsTotal: () => named("returnsFromMexico"),
    interceptionsByNationality: each("interceptions", nationalities),
    returnsByNationality: each("returnsFromMexico", nationalities),
    darienByNationality: each("darien", nationalities),
    hondurasEntriesByNationality: each("hondurasEntries", nationalities),
  };
}
