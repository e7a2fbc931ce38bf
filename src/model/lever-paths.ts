import type { LeverId } from "./levers.ts";

/**
 * The value of one lever on every day of a run. The value of member `k` (index order of the lever's dimension; 0 for `all`)
 * on day `d` is `values[row[d - firstDay] * width + k]`.
 */
export interface LeverPath {
  readonly width: number;
  /** Distinct rows, each `width` long, in the order in which they first occur. */
  readonly values: Float64Array;
  /** For each day from the first, which row of `values` holds. */
  readonly row: Int32Array;
}

/** A change of a lever that people can know of before it takes effect. Days count from 2018-01-01. */
export interface Announcement {
  readonly lever: LeverId;
  readonly announcedDay: number;
  readonly fromDay: number;
  /** True if the lever goes up when the change begins: a restriction tightens. */
  readonly tightens: boolean;
  /** Last day of effect, if an end was announced with it. */
  readonly untilDay: number | null;
  /** Day on which it became known that the change will not come; it stands until then. */
  readonly withdrawnDay: number | null;
}

/** Every lever over the days `firstDay` to `lastDay`, both included. */
export interface LeverPaths {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly paths: Readonly<Record<LeverId, LeverPath>>;
  /** Changes that alter a path, by announcement day. */
  readonly announcements: readonly Announcement[];
}
