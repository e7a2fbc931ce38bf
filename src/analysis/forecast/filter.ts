import type { Known } from "../../data/as-of.ts";
import { nationalities, sectors } from "../../model/geography.ts";
import type { LatentPaths } from "../../model/latent.ts";
import type { LeverPaths } from "../../model/lever-paths.ts";
import type { Member } from "../../model/member.ts";
import { columns } from "../../model/observables.ts";
import type { Parameters } from "../../model/parameters.ts";
import { emptySnapshot, type Snapshot } from "../../model/world.ts";
import { flatPaths, latentFirstMonth } from "../fit/flat-paths.ts";
import { atOrigin, createPathSmoother, type PathSmoother, pathPrior } from "../fit/path-smoother.ts";
import { simulateMonths } from "../run.ts";

/**
 * Filtering (`docs/model.md`, Forecasts): a member's parameters stay, its latent paths follow the figures month by month. A new month may
 * change the paths of the last `lag` months, as it takes people up to four to be counted; what came before is settled, so that
 * only these months are simulated again.
 */
const lag = 6;
/** Rounds of the smoother when one month is new, when paths were fitted under policies that may differ a little, and when they start level. */
const roundsOfMonth = 5;
const roundsOfFitted = 3;
const roundsFromLevel = 14;
/** Part of a full step that is gone in the first two rounds, and after. */
const firstGain = 0.8;
const gain = 0.6;

/** A member at an origin: all it knows, and the corridor as it stands. */
export interface Filtered {
  readonly parameters: Parameters;
  /** Paths from `latentFirstMonth` to the origin. */
  readonly latent: LatentPaths;
  /** Months × columns, from `latentFirstMonth` to the origin. */
  readonly values: Float64Array;
  /** People and memory on the day before a month begins, by month: those within the lag, the origin's included. */
  readonly beginnings: ReadonlyMap<number, Snapshot>;
}

/** What is known at an origin, with the smoother for it; the same for all members. */
export interface Evidence {
  readonly known: Known;
  readonly smoother: PathSmoother;
  readonly flat: LatentPaths;
}

export function evidenceAt(known: Known): Evidence {
  return { known, smoother: createPathSmoother(known, latentFirstMonth, pathPrior, atOrigin), flat: flatPaths(known) };
}

/** A path that goes on level to a number of months, or is cut there. */
function levelTo(path: Float64Array, width: number, months: number): Float64Array {
  const last = path.length / width - 1;
  return Float64Array.from(
    { length: months * width },
    (_, i) => path[Math.min(Math.floor(i / width), last) * width + (i % width)],
  );
}

/** Simulates again from a month on, keeping what was simulated before it. */
function simulated(before: Filtered, latent: LatentPaths, levers: LeverPaths, from: number, origin: number): Filtered {
  const { parameters } = before;
  const beginning = before.beginnings.get(from);
  if (!beginning) throw new RangeError(`month ${from} was given; expected one within the lag of the filter`);
  const beginnings = new Map([[from, beginning]]);
  const fresh = simulateMonths({ parameters, latent }, levers, from, origin, beginning, (next, snapshot) => {
    if (next > origin - lag) beginnings.set(next, snapshot());
  });
  const values = new Float64Array(latent.months * columns.length);
  const settled = (from - latentFirstMonth) * columns.length;
  values.set(before.values.subarray(0, settled));
  values.set(fresh, settled);
  return { parameters, latent, values, beginnings };
}

/** New paths from a month on; months before it keep those they had. */
function withSettled(before: LatentPaths, after: LatentPaths, from: number): LatentPaths {
  const months = from - latentFirstMonth;
  const keep = (old: Float64Array, path: Float64Array, width: number): Float64Array => {
    const out = Float64Array.from(path);
    out.set(old.subarray(0, months * width));
    return out;
  };
  return {
    ...after,
    departures: keep(before.departures, after.departures, nationalities.length),
    attractiveness: keep(before.attractiveness, after.attractiveness, sectors.length),
  };
}

function settle(
  before: Filtered,
  { known, smoother }: Evidence,
  levers: LeverPaths,
  from: number,
  rounds: number,
): Filtered {
  const own = smoother.perturb();
  let now = simulated(before, before.latent, levers, from, known.origin);
  for (let round = 0; round < rounds; round++) {
    const response = smoother.responseOfLags(now.latent);
    const better = smoother.improve(now.latent, now.values, own, response, round < 2 ? firstGain : gain);
    now = simulated(now, withSettled(now.latent, better, from), levers, from, known.origin);
  }
  return now;
}

/** A member that has been simulated over no month yet. */
function unfiltered({ parameters, latent }: Member): Filtered {
  const beginnings = new Map([[latentFirstMonth, emptySnapshot()]]);
  return { parameters, latent, values: new Float64Array(0), beginnings };
}

/** A member of a posterior at the last month of its paths, which are settled under the given levers. */
export function filterOfFitted(member: Member, evidence: Evidence, levers: LeverPaths): Filtered {
  return settle(unfiltered(member), evidence, levers, latentFirstMonth, roundsOfFitted);
}

/** Parameters at an origin, with paths that start level: nothing of the member's own paths is used. */
export function filterFromLevel(member: Member, evidence: Evidence, levers: LeverPaths): Filtered {
  const { affinity } = member.latent;
  const start = unfiltered({ ...member, latent: { ...evidence.flat, affinity } });
  return settle(start, evidence, levers, latentFirstMonth, roundsFromLevel);
}

/** The month after: paths go on level, and the months within the lag are settled anew. */
export function filterNext(before: Filtered, evidence: Evidence, levers: LeverPaths): Filtered {
  const { flat, known } = evidence;
  const latent: LatentPaths = {
    ...flat,
    affinity: before.latent.affinity,
    departures: levelTo(before.latent.departures, nationalities.length, flat.months),
    attractiveness: levelTo(before.latent.attractiveness, sectors.length, flat.months),
  };
  return settle(
    { ...before, latent },
    evidence,
    levers,
    Math.max(latentFirstMonth, known.origin - lag + 1),
    roundsOfMonth,
  );
}
