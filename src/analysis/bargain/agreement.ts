import type { BargainResult } from "./search.ts";

/** Share of draws from which on a package counts as acceptable for most weights. */
const most = 0.5;

/** What of a result is held against the record. */
export type Judged = Pick<BargainResult, "space" | "packages" | "answer" | "robustness" | "additions" | "recorded">;

/** How what was found stands to what happened. */
export interface Agreement {
  /** Share of draws in which the recorded package is acceptable to both; null if it is not among those searched. */
  readonly recordedShare: number | null;
  /** True if that is more than half. */
  readonly grantedInZone: boolean;
  /** Packages with all that was granted and anything beside: their number, and the mean of their shares. */
  readonly withGranted: { readonly count: number; readonly meanShare: number };
  /** Packages to which both prefer the recorded one with the usual weights, and those that both prefer to it. */
  readonly dominated: number;
  readonly dominating: number;
  readonly refused: readonly {
    readonly issue: number;
    readonly level: number;
    /** `legislature` or `constraint`: who can grant it decides. `weights`: it was searched like any other. */
    readonly outBecause: "legislature" | "constraint" | "weights";
    /** Were it granted beside what was: share of draws acceptable to both; null if that was not asked. */
    readonly share: number | null;
    /** True if it is in no package, or acceptable to both in at most half of the draws. */
    readonly outside: boolean;
  }[];
}

/** Holds a result against the record. Undefined if the file has none. Nothing is chosen by it. */
export function agreementOf(result: Judged): Agreement | undefined {
  const { space, packages, robustness, answer, additions, recorded } = result;
  const { record } = space.bargain;
  if (record === null) return undefined;
  const { share } = robustness;
  const holds = packages.all.map((levels) => record.granted.every((level, i) => level === 0 || levels[i] === level));
  const withGranted = [...holds.keys()].filter((p) => holds[p]);
  const [first, second] = recorded < 0 ? [0, 0] : answer.gains[recorded];
  const better = ([a, b]: readonly number[]): boolean => a >= first && b >= second && (a > first || b > second);
  const worse = ([a, b]: readonly number[]): boolean => a <= first && b <= second && (a < first || b < second);
  return {
    recordedShare: recorded < 0 ? null : share[recorded],
    grantedInZone: recorded >= 0 && share[recorded] > most,
    withGranted: {
      count: withGranted.length,
      meanShare: withGranted.reduce((sum, p) => sum + share[p], 0) / Math.max(1, withGranted.length),
    },
    dominating: recorded < 0 ? 0 : answer.gains.filter(better).length,
    dominated: recorded < 0 ? 0 : answer.gains.filter(worse).length,
    refused: record.refused.map(({ issue, level }) => {
      const out = packages.leftOut.find((one) => one.issue === issue && one.level === level);
      const outBecause = out === undefined ? "weights" : out.breaks.length > 0 ? "constraint" : "legislature";
      const added = additions.find((one) => one.issue === issue && one.level === level);
      const searched = recorded < 0 || out !== undefined ? -1 : indexWith(result, issue, level);
      const found = added?.share ?? (searched < 0 ? null : share[searched]);
      return {
        issue,
        level,
        outBecause,
        share: found,
        outside: out !== undefined || (found !== null && found <= most),
      };
    }),
  };
}

/** The recorded package with one level more. */
function indexWith({ packages, recorded }: Judged, issue: number, level: number): number {
  const wanted = packages.all[recorded].with(issue, level).join();
  return packages.all.findIndex((levels) => levels.join() === wanted);
}
