import type { LeverId } from "../../model/levers.ts";
import { type LeverStep, topLayer } from "../../scenario/load.ts";
import { denseValues } from "../../scenario/timeline.ts";
import { combinationsOf } from "./combinations.ts";
import type { Bargain, Constraint, RelativeChange } from "./load.ts";
import { stepsFrom } from "./steps.ts";

/** A level per issue. */
export type Package = readonly number[];

/** Most packages that are searched. */
const mostPackages = 50_000;

/** A level that is in no package, and why. */
export interface LeftOut {
  readonly issue: number;
  readonly level: number;
  /** Ids of the constraints that it breaks; empty if it waits for a legislature. */
  readonly breaks: readonly string[];
}

/** All packages that the two executives can grant and that break no constraint. */
export interface Packages {
  /** The first is the one without any agreement. */
  readonly all: readonly Package[];
  /** Levels per issue that were combined. */
  readonly levels: readonly (readonly number[])[];
  readonly leftOut: readonly LeftOut[];
  /** Combinations that only together break a constraint. */
  readonly broken: number;
}

/** Thrown where a file has more packages than can be searched. */
export class TooManyPackagesError extends Error {
  override name = "TooManyPackagesError";
}

/** Steps of a package over the base, one layer for each issue. `endDay`: first day on which it no longer holds. */
export function packageSteps(bargain: Bargain, levels: Package, endDay: number | null = null): LeverStep[] {
  const layer = 1 + topLayer(bargain.base);
  return bargain.issues.flatMap((issue, i) =>
    stepsFrom(issue.levels[levels[i]].changes, bargain.day, endDay, layer + i),
  );
}

/** Steps of changes that come on top of a package from a day on. */
export function stepsOnTop(bargain: Bargain, changes: readonly RelativeChange[], day: number): LeverStep[] {
  return stepsFrom(changes, day, null, 1 + topLayer(bargain.base) + 2 * bargain.issues.length);
}

/** True if steps over the base take the constraint's lever beyond its limit on a day on which the base alone does not go as far. */
function breaks({ base, day }: Bargain, steps: readonly LeverStep[], { lever, atMost, atLeast }: Constraint): boolean {
  const own = denseValues(base.steps, lever!, day, base.window.lastDay);
  const values = denseValues([...base.steps, ...steps], lever!, day, base.window.lastDay);
  return values.some((value, i) => (value > atMost && value > own[i]) || (value < atLeast && value < own[i]));
}

/** Constraints that a package breaks, by id. */
export function brokenBy(bargain: Bargain, levels: Package): string[] {
  const declared = bargain.issues.flatMap((issue, i) => issue.levels[levels[i]].breaks);
  const steps = packageSteps(bargain, levels);
  const shown = bargain.constraints.filter(
    (one) => one.lever !== null && steps.some(({ lever }) => lever === one.lever) && breaks(bargain, steps, one),
  );
  return [...new Set([...declared, ...shown.map(({ id }) => id)])];
}

function withLevel({ issues }: Bargain, issue: number, level: number): number[] {
  return issues.map((_, i) => (i === issue ? level : 0));
}

function movesLever({ issues }: Bargain, issue: number, lever: LeverId): boolean {
  return issues[issue].levels.some(({ changes }) => changes.some((change) => change.lever === lever));
}

/** Combinations of levels of the issues that together move a constraint's lever, which no package may have. */
function jointBans(bargain: Bargain, levels: readonly (readonly number[])[]): ((levels: Package) => boolean)[] {
  return bargain.constraints.flatMap(({ lever }) => {
    const movers = lever === null ? [] : [...levels.keys()].filter((i) => movesLever(bargain, i, lever));
    if (movers.length < 2) return [];
    const known = new Map<string, boolean>();
    return [
      (candidate: Package): boolean => {
        const key = movers.map((i) => candidate[i]).join();
        const part = bargain.issues.map((_, i) => (movers.includes(i) ? candidate[i] : 0));
        const banned = known.get(key) ?? brokenBy(bargain, part).length > 0;
        known.set(key, banned);
        return banned;
      },
    ];
  });
}

/**
 * Every package of a bargain that can be granted and breaks nothing. Throws TooManyPackagesError.
 * @param needing true to take levels in that wait for a legislature.
 */
export function packagesOf(bargain: Bargain, needing = false): Packages {
  const leftOut: LeftOut[] = [];
  const levels = bargain.issues.map((issue, i) =>
    [...issue.levels.keys()].filter((level) => {
      if (level === 0) return true;
      const broken = brokenBy(bargain, withLevel(bargain, i, level));
      const waits = issue.levels[level].needs === "legislature" && !bargain.legislatures[issue.by] && !needing;
      if (broken.length === 0 && !waits) return true;
      leftOut.push({ issue: i, level, breaks: broken });
      return false;
    }),
  );
  const count = levels.reduce((product, one) => product * one.length, 1);
  if (count > mostPackages)
    throw new TooManyPackagesError(
      `${count.toLocaleString("en-US")} packages were given; expected at most ${mostPackages.toLocaleString("en-US")}: leave out an issue or a level`,
    );
  const bans = jointBans(bargain, levels);
  const all = combinationsOf(levels).filter((candidate) => !bans.some((banned) => banned(candidate)));
  return { all, levels, leftOut, broken: count - all.length };
}
