import { existsSync } from "node:fs";
import { join } from "node:path";
import { StoppedFit } from "../../analysis/fit/fit.ts";
import { PosteriorError } from "../../analysis/fit/fitted-file.ts";
import type { HindcastTask, MemberGrowth } from "../../analysis/forecast/hindcasts.ts";
import { type Rolling, type RollingSettings, readRecord, recordText } from "../../analysis/forecast/record.ts";
import { meanGrowth, refits, rollingTasks } from "../../analysis/forecast/rolling.ts";
import { scoresOfRecord } from "../../analysis/forecast/scoreboard.ts";
import { shippedForecasts } from "../../analysis/forecast/shipped.ts";
import { monthLabel } from "../../engine/calendar.ts";
import { InterruptedError, UsageError } from "../errors.ts";
import { checkOutputs, writeOutputs } from "../files.ts";
import { fitToFile } from "../fit-to-file.ts";
import { fitFile, fitUntil } from "../forecast-files.ts";
import { catchInterrupt } from "../interrupt.ts";
import { startProgress } from "../progress.ts";
import { scoresJson, scoreText } from "../score-report.ts";
import { mapOnThreads } from "../threads.ts";

export interface ScoreOptions extends Partial<RollingSettings> {
  readonly recompute?: boolean;
  readonly out?: string;
  readonly threads: number;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** True if a fit of these settings is there already. */
function isThere(until: number, folder: string, { members, steps, seed }: RollingSettings): boolean {
  if (!existsSync(fitFile(folder, until))) return false;
  const { settings } = fitUntil(until, folder);
  return settings.members === members && settings.steps === steps && settings.seed === seed;
}

/** How the evaluation that ships was made. */
const usual: RollingSettings = { members: 24, steps: 3, seed: 1 };

async function recompute(options: ScoreOptions, folder: string): Promise<Rolling> {
  const { members = usual.members, steps = usual.steps, seed = usual.seed, threads, quiet = false } = options;
  const fits = join(folder, "posteriors");
  const interrupt = catchInterrupt();
  try {
    for (const until of refits) {
      if (isThere(until, fits, { members, steps, seed })) continue;
      const label = `fit to ${monthLabel(until)}`;
      const file = { out: fitFile(fits, until), label, threads, quiet, signal: interrupt.signal };
      await fitToFile({ members, steps, seed, until }, file);
    }
    const tasks = rollingTasks((until) => fitUntil(until, fits).members);
    const progress = startProgress("forecasts", quiet);
    const results = await mapOnThreads<HindcastTask, MemberGrowth[]>(
      "hindcast",
      tasks,
      threads,
      (state) => progress.update(state),
      interrupt.signal,
    );
    progress.end();
    if (!results) throw new StoppedFit("the forecasts were stopped");
    const text = recordText({ members, steps, seed }, meanGrowth(results));
    const path = join(folder, "forecasts.json");
    writeOutputs([{ path, content: text }], false);
    return readRecord(path, text);
  } catch (error) {
    if (error instanceof StoppedFit)
      throw new InterruptedError(`stopped; the same command goes on with what is in ${fits}`);
    throw error;
  } finally {
    interrupt.release();
  }
}

function recorded(): Rolling {
  try {
    return shippedForecasts();
  } catch (error) {
    throw error instanceof PosteriorError ? new UsageError(error.message) : error;
  }
}

/** `corridor score`: the rolling evaluation against the baselines, as it ships or made anew. Throws UsageError. */
export async function score(options: ScoreOptions): Promise<void> {
  const { out, json, force } = options;
  if (options.recompute && out === undefined)
    throw new UsageError(
      "--recompute needs --out FOLDER, where fits and forecasts are written; data/ holds those that ship",
    );
  const odd = (["out", "members", "steps", "seed"] as const).find((name) => options[name] !== undefined);
  if (!options.recompute && odd !== undefined)
    throw new UsageError(`--${odd} was given without --recompute; expected both, or neither`);
  if (out !== undefined) checkOutputs([join(out, "forecasts.json")], { force: force === true, inputs: [], makes: out });
  const rolling = out === undefined ? recorded() : await recompute(options, out);
  const scores = scoresOfRecord(rolling.record);
  process.stdout.write(json ? `${JSON.stringify(scoresJson(rolling, scores))}\n` : `${scoreText(rolling, scores)}\n`);
}
