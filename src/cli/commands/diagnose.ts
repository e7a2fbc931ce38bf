import { join } from "node:path";
import { learnedFrom } from "../../analysis/fit/learned.ts";
import { judgedGroups, predictiveChecks, predictiveJob } from "../../analysis/fit/predictive.ts";
import { checksPicture, intervalsPicture, pitPicture, shrinkagePicture } from "../diagnosis-picture.ts";
import { type Diagnosis, diagnosisJson, diagnosisMarkdown, diagnosisText, pictureNames } from "../diagnosis-report.ts";
import { FailedRunsError, InterruptedError, UsageError } from "../errors.ts";
import { checkOutputs, writeOutputs } from "../files.ts";
import { catchInterrupt } from "../interrupt.ts";
import { startProgress } from "../progress.ts";
import { posteriorOf } from "../simulation.ts";
import { createThreadsRunner } from "../threads.ts";

export interface DiagnoseOptions {
  readonly out?: string;
  readonly posterior?: string;
  readonly seed: number;
  readonly threads: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
}

const fileNames = ["report.md", "result.json", ...Object.values(pictureNames)];

async function diagnosisOf({ posterior: file, seed, threads, quiet }: DiagnoseOptions): Promise<Diagnosis> {
  const posterior = posteriorOf(file);
  const { until } = posterior.settings;
  const members = posterior.members.slice(1);
  if (members.length < 2)
    throw new UsageError(
      `${file} has ${members.length} members beside the central one; expected 2 or more, for what is known is in their spread`,
    );
  const runner = createThreadsRunner(Math.min(threads, members.length));
  const interrupt = catchInterrupt();
  const progress = startProgress("diagnose", quiet === true);
  try {
    const job = predictiveJob(members, until, seed);
    const { finished, failures, partial } = await runner.run(job, (state) => progress.update(state), interrupt.signal);
    if (partial) throw new InterruptedError("stopped before all members were simulated; nothing was written");
    if (failures.length > 0) throw new FailedRunsError(`a simulation failed: ${failures[0].message}`);
    const values = finished.toSorted((a, b) => a.run - b.run).map((one) => one.values);
    const checks = predictiveChecks(values, until, seed);
    return { posterior: file, members: members.length, seed, until, learned: learnedFrom(members), checks };
  } finally {
    progress.end();
    await runner.close();
    interrupt.release();
  }
}

/** `corridor diagnose`: what a posterior knows, what it does not, and whether it can have made the published figures. Throws UsageError. */
export async function diagnose(options: DiagnoseOptions): Promise<void> {
  const { out, force, json } = options;
  if (out !== undefined) {
    const paths = fileNames.map((name) => join(out, name));
    checkOutputs(paths, { force: force === true, inputs: [], makes: out });
  }
  const diagnosis = await diagnosisOf(options);
  const whole = `${JSON.stringify(diagnosisJson(diagnosis))}\n`;
  const { learned, checks } = diagnosis;
  const contents = [
    diagnosisMarkdown(diagnosis),
    whole,
    intervalsPicture(learned.parameters),
    shrinkagePicture(learned.parameters),
    checksPicture(checks),
    pitPicture(checks, judgedGroups),
  ];
  const files = out === undefined ? [] : fileNames.map((name, i) => ({ path: join(out, name), content: contents[i] }));
  const written = writeOutputs(files, false);
  process.stdout.write(json ? whole : `${diagnosisText(diagnosis)}\n`);
  if (written.length > 0) process.stderr.write(`Wrote ${written.join(", ")}\n`);
}
