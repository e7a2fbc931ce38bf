import { balancedBox, chanceAlone } from "./box.ts";
import { type Box, type Cases, type Interval, type PeelingOptions, peel } from "./peel.ts";

/** What a box says of one dimension. */
export interface Narrowing {
  readonly interval: Interval;
  /** What all points are between. */
  readonly whole: Interval;
  /** How likely as many failures would be if it made no difference: see `chanceAlone`. */
  readonly chance: number;
}

/** Ranges in which something fails. */
export interface Discovery {
  /** From all points to the smallest box. */
  readonly boxes: readonly Box[];
  /** The one that was asked for, or the one with the greatest product of coverage and density. */
  readonly box: Box;
  readonly narrowings: readonly Narrowing[];
}

/** The usual peeling: 5% a step, down to 5% of all points. */
const usualPeeling: PeelingOptions = { alpha: 0.05, leastSupport: 0.05 };

/** Peels, and takes the box of a step; the last one if there are fewer. */
export function discover(cases: Cases, step?: number, options = usualPeeling): Discovery {
  const boxes = peel(cases, options);
  const box = step === undefined ? balancedBox(boxes) : boxes[Math.min(step, boxes.length - 1)];
  const narrowings = box.intervals.flatMap((interval, i) =>
    box.narrowed.includes(interval.name)
      ? [{ interval, whole: boxes[0].intervals[i], chance: chanceAlone(cases, box, interval.name) }]
      : [],
  );
  return { boxes, box, narrowings };
}
