import { latentFirstMonth, latentMonths } from "../src/analysis/inversion.ts";
import { firstDayOfMonth } from "../src/engine/calendar.ts";
import { runDays } from "../src/engine/loop.ts";
import { Recorder } from "../src/engine/recorder.ts";
import { dailyModel } from "../src/model/day.ts";
import type { Member } from "../src/model/members.ts";
import { columns } from "../src/model/observables.ts";
import { createWorld, emptySnapshot, originDay } from "../src/model/world.ts";
import { loadScenario } from "../src/scenario/load.ts";
import { leverPaths } from "../src/scenario/timeline.ts";

const lastDay = firstDayOfMonth(latentFirstMonth + latentMonths) - 1;
const levers = leverPaths(loadScenario("history"), originDay, lastDay);

/** The history in mean field over the months of the latent paths. */
export function runHistory({ parameters, latent }: Member): Recorder {
  const frozenFrom = Number.POSITIVE_INFINITY;
  const world = createWorld({ parameters, latent, levers, frozenFrom, seed: 1, run: 0, mean: true }, emptySnapshot());
  const recorder = new Recorder(columns, latentFirstMonth, latentMonths);
  runDays(dailyModel(world), recorder, originDay, lastDay);
  return recorder;
}
