import { monthOf } from "../../src/engine/calendar.ts";
import { runDays } from "../../src/engine/loop.ts";
import { Recorder } from "../../src/engine/recorder.ts";
import { dailyModel } from "../../src/model/day.ts";
import { columns } from "../../src/model/observables.ts";
import { createWorld, type Snapshot, type World, type WorldInputs } from "../../src/model/world.ts";

/** A run in progress: a world, its record, and what drives both one day at a time. */
export interface Run {
  readonly world: World;
  readonly recorder: Recorder;
  /** Steps the next `days` days; each month is recorded on its last day, the last one on `lastDay`. */
  advance(days: number): void;
}

/** A run from a snapshot to `lastDay`, not yet begun. */
export function beginRun(inputs: WorldInputs, start: Snapshot, lastDay: number): Run {
  const world = createWorld(inputs, start);
  const firstMonth = monthOf(start.day + 1);
  const recorder = new Recorder(columns, firstMonth, monthOf(lastDay) - firstMonth + 1);
  const model = dailyModel(world);
  return {
    world,
    recorder,
    advance(days) {
      for (let i = 0; i < days; i++) {
        const day = world.day + 1;
        recorder.beginMonth(monthOf(day) - firstMonth);
        model.step(day);
        if (day === lastDay || monthOf(day + 1) !== monthOf(day)) model.observe(recorder);
      }
    },
  };
}

/** A whole run at once, by the loop that the product uses. */
export function wholeRun(inputs: WorldInputs, start: Snapshot, lastDay: number): Run {
  const run = beginRun(inputs, start, lastDay);
  runDays(dailyModel(run.world), run.recorder, start.day + 1, lastDay);
  return run;
}

/** Index of the first byte in which two buffers differ; −1 if they are the same. */
export function firstDifference(a: ArrayBufferLike, b: ArrayBufferLike): number {
  if (a.byteLength !== b.byteLength) return Math.min(a.byteLength, b.byteLength);
  const [x, y] = [new Uint8Array(a), new Uint8Array(b)];
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return i;
  return -1;
}
