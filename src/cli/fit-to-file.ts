import { existsSync, rmSync } from "node:fs";
import { checkpointText, readCheckpoint } from "../analysis/fit/checkpoint.ts";
import { type FitResult, type FitSettings, fitPosterior } from "../analysis/fit/fit.ts";
import { posteriorText } from "../analysis/fit/posterior.ts";
import { writeOutputs } from "./files.ts";
import { startProgress } from "./progress.ts";
import { readFitted } from "./simulation.ts";
import { createThreadsRunner } from "./threads.ts";

const largestCheckpoint = 512e6;

/** Where a fit to a file stands while it goes on. */
export const checkpointOf = (out: string): string => `${out}.checkpoint`;

interface FitToFile {
  readonly out: string;
  /** What the progress line says. */
  readonly label: string;
  readonly threads: number;
  readonly quiet: boolean;
  readonly signal: AbortSignal;
}

/**
 * Fits and writes the posterior, or goes on with a fit of the same settings that was stopped. Throws StoppedFit after a stop, with the
 * checkpoint in place; UsageError if something else is in its place.
 */
export async function fitToFile(
  settings: FitSettings,
  { out, label, threads, quiet, signal }: FitToFile,
): Promise<FitResult> {
  const checkpoint = checkpointOf(out);
  const from = existsSync(checkpoint)
    ? readFitted(checkpoint, largestCheckpoint, (text) => readCheckpoint(checkpoint, text, settings))
    : undefined;
  if (from && !quiet) process.stderr.write(`Going on from ${checkpoint}\n`);
  const runner = createThreadsRunner(threads);
  const progress = startProgress(label, quiet);
  try {
    const result = await fitPosterior(
      settings,
      runner,
      {
        onState: (state) => void writeOutputs([{ path: checkpoint, content: checkpointText(state) }], false),
        onProgress: (state) => progress.update(state),
      },
      signal,
      from,
    );
    writeOutputs([{ path: out, content: posteriorText(settings, result.members) }], false);
    rmSync(checkpoint, { force: true });
    return result;
  } finally {
    progress.end();
    await runner.close();
  }
}
