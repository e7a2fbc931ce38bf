import { existsSync, rmSync } from "node:fs";
import {
  type CalibratedSet,
  type Calibration,
  type CalibrationSettings,
  type CalibrationSummary,
  calibrateOne,
  summarizeCalibration,
} from "../../analysis/fit/calibration.ts";
import { calibrationText, readCalibration } from "../../analysis/fit/calibration-file.ts";
import { StoppedFit } from "../../analysis/fit/fit.ts";
import { InterruptedError } from "../errors.ts";
import { checkOutputs, writeOutputs } from "../files.ts";
import { catchInterrupt } from "../interrupt.ts";
import { percent } from "../numbers.ts";
import { startProgress } from "../progress.ts";
import { readFitted } from "../simulation.ts";
import { paint, table, terminalWidth, wrap } from "../terminal.ts";
import { createThreadsRunner } from "../threads.ts";

export interface CalibrateOptions extends CalibrationSettings {
  readonly out: string;
  readonly threads: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
}

const largestFile = 64e6;

/** Sets that are done already. Throws UsageError if there is something else in their place. */
function resumeFrom(checkpoint: string, settings: CalibrationSettings): CalibratedSet[] {
  if (!existsSync(checkpoint)) return [];
  return readFitted(checkpoint, largestFile, (text) => readCalibration(checkpoint, text, settings));
}

async function calibrateOnThreads(
  settings: CalibrationSettings,
  done: readonly CalibratedSet[],
  checkpoint: string,
  { threads, quiet }: CalibrateOptions,
): Promise<CalibratedSet[]> {
  const sets = [...done];
  const runner = createThreadsRunner(Math.min(threads, settings.members + 1));
  const interrupt = catchInterrupt();
  const progress = startProgress("calibrate", quiet === true);
  try {
    for (let set = sets.length + 1; set <= settings.sets; set++) {
      const onProgress = ({ done: runs, total }: { readonly done: number; readonly total: number }): void =>
        progress.update({ done: (set - 1) * total + runs, total: settings.sets * total });
      sets.push(await calibrateOne(settings, set, runner, onProgress, interrupt.signal));
      writeOutputs([{ path: checkpoint, content: calibrationText(settings, sets) }], false);
    }
    return sets;
  } catch (error) {
    if (error instanceof StoppedFit) {
      const goesOn = sets.length > 0 ? `the same command goes on from ${checkpoint}` : "nothing was written";
      throw new InterruptedError(`stopped after ${sets.length} sets; ${goesOn}`);
    }
    throw error;
  } finally {
    progress.end();
    await runner.close();
    interrupt.release();
  }
}

/** `corridor calibrate`: whether the fit finds truths that are known, as often as its intervals say. Throws UsageError. */
export async function calibrate(options: CalibrateOptions): Promise<void> {
  const { sets, members, steps, seed, out, force, json, quiet } = options;
  const settings: CalibrationSettings = { sets, members, steps, seed };
  checkOutputs([out], { force: force === true, inputs: [] });
  const checkpoint = `${out}.checkpoint`;
  const done = resumeFrom(checkpoint, settings);
  if (done.length > 0 && !quiet) process.stderr.write(`Going on from ${checkpoint}, ${done.length} sets\n`);
  const found = await calibrateOnThreads(settings, done, checkpoint, options);
  const content = calibrationText(settings, found);
  writeOutputs([{ path: out, content }], false);
  rmSync(checkpoint, { force: true });
  const summary = summarizeCalibration(found, members);
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : `${report(settings, summary, out)}\n`);
}

function report({ sets, members }: CalibrationSettings, summary: CalibrationSummary, out: string): string {
  const row = (name: string, { truths, coverage50, coverage90 }: Calibration, narrowed?: number): string[] => [
    name,
    truths.toLocaleString("en-US"),
    percent(coverage50),
    percent(coverage90),
    narrowed === undefined ? "" : percent(narrowed).replace("-", "−"),
  ];
  const { parameters, departures, attractiveness, byParameter, error } = summary;
  const intro = `${sets} histories were made by the model from parameters and paths drawn from their priors, and fitted with ${members} members. How often the intervals hold the truth:`;
  const note = `The 90% interval of the parameters' ${percent(parameters.coverage90)} is ±${percent(error)}. A window of 18 months, a few parameters in question and all others held at the truth: this tests the method, and says nothing of whether the model is right.`;
  return [
    paint("bold", "Calibration"),
    wrap(intro, terminalWidth()),
    table(
      [
        { head: "Truth" },
        { head: "truths", align: "right" },
        { head: "in 50%", align: "right" },
        { head: "in 90%", align: "right" },
        { head: "narrowed", align: "right" },
      ],
      [
        row("all parameters", parameters),
        ...byParameter.map((one) => row(`  ${one.name}`, one, one.narrowed)),
        row("departures, months", departures),
        row("attractiveness, months", attractiveness),
      ],
    ),
    wrap(note, terminalWidth()),
    `Wrote ${out}`,
  ].join("\n\n");
}
