import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { PosteriorError } from "../../analysis/fit/fitted-file.ts";
import { bundledSweep, sweepNames } from "../../analysis/sweep/bundled.ts";
import { ChunkError, type Executor } from "../../analysis/sweep/executor.ts";
import { loadSweep } from "../../analysis/sweep/load.ts";
import type { Failure } from "../../analysis/sweep/part.ts";
import { chunkAt, chunkCount, runCount, runsIn, type Sweep, shardChunks } from "../../analysis/sweep/sweep.ts";
import { looksLikePath } from "../../scenario/door.ts";
import { ScenarioError } from "../../scenario/error.ts";
import { maxBytes } from "../../scenario/read-yaml.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { exitCodes, InterruptedError, reasonOf, UnfinishedError, UsageError } from "../errors.ts";
import { readText } from "../files.ts";
import { catchInterrupt } from "../interrupt.ts";
import { startProgress } from "../progress.ts";
import { estimate } from "../sweep-estimate.ts";
import {
  checkPart,
  clearUnfinished,
  describeSweep,
  makeFolder,
  partsIn,
  readDescription,
  type SweepDescription,
  writeDescription,
  writePart,
} from "../sweep-folder.ts";
import type { SweepOptions } from "../sweep-options.ts";
import {
  commandOf,
  estimateJson,
  estimateText,
  type Summary,
  sizeOf,
  summaryJson,
  summaryText,
} from "../sweep-report.ts";
import { createThreadsExecutor } from "../sweep-threads.ts";
import { version } from "../version.ts";

/** `levers-results` for `sweeps/levers.yaml`. */
function usualFolder(file: string): string {
  return `${basename(file).replace(/\.(ya?ml|json)$/i, "")}-results`;
}

const read = (path: string): string => readText(path, maxBytes);

/** What somebody may have meant by a word that is no file. */
const subcommands = ["merge", "status", "collect", "cancel"];

/** Keys that a scenario has and a sweep has not. */
const scenarioKeys = ["changes", "remove", "report"];

/** The text of a bundled sweep, by its name, or of a file. Throws UsageError. */
function textOf(name: string): { readonly file: string; readonly text: string } {
  const bundled = bundledSweep(name);
  if (bundled) return bundled;
  try {
    return { file: name, text: read(name) };
  } catch (error) {
    if (looksLikePath(name)) throw new UsageError(`cannot read ${name}: ${reasonOf(error)}`);
    throw new UsageError(
      `${JSON.stringify(name)} was given; expected a bundled sweep or the path of a file${didYouMean(name, [...sweepNames, ...subcommands])}`,
    );
  }
}

/** A sweep in the chunks that were asked for or those of the folder that it goes on with. Throws ScenarioError, UsageError. */
function readSweep(name: string, chunk: number | undefined, found: SweepDescription | undefined): Sweep {
  const { file, text } = textOf(name);
  const chunkRuns = chunk ?? found?.chunk;
  try {
    return loadSweep(text, { file, read, version, ...(chunkRuns !== undefined && { chunkRuns }) });
  } catch (error) {
    if (error instanceof ScenarioError && scenarioKeys.includes(error.path))
      throw new UsageError(
        `${file}: a scenario was given; expected a sweep, such as those in sweeps/; corridor run and corridor compare take scenarios, and a sweep names one as its base`,
      );
    throw error instanceof PosteriorError ? new UsageError(error.message) : error;
  }
}

/** Throws UsageError unless a folder that holds results holds those of the sweep, in the same chunks. */
function checkFolder(folder: string, sweep: Sweep): void {
  const others = folderNames(folder).filter((name) => name.endsWith(".parquet"));
  // after the names, since another shard may have begun meanwhile, and what it writes first is what the folder holds
  const found = readDescription(folder);
  if (found === undefined) {
    if (others.length > 0)
      throw new UsageError(
        `${folder} holds ${others[0]} and no sweep.json; expected the folder of this sweep, or a new one`,
      );
    return;
  }
  if (found.id !== sweep.id) {
    const now = describeSweep(sweep).versions;
    const other =
      JSON.stringify(found.versions) === JSON.stringify(now)
        ? `another sweep, ${JSON.stringify(found.title)}, or this one before it was changed`
        : `a sweep of another version (${found.versions.corridor}, model ${found.versions.model}, data ${found.versions.data}; this is ${now.corridor}, model ${now.model}, data ${now.data})`;
    throw new UsageError(`${folder} holds ${other}; give --out another folder`);
  }
  if (found.chunk !== sweep.chunkRuns)
    throw new UsageError(
      `--chunk: ${sweep.chunkRuns} was given; expected ${found.chunk}, the runs of a chunk in ${folder}`,
    );
}

function folderNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new UsageError(`cannot read ${folder}: ${reasonOf(error)}`);
  }
}

/** What is to be done now, and what is there already. */
interface Todo {
  /** Chunks that this command answers for. */
  readonly own: readonly number[];
  readonly chunks: readonly number[];
  /** Of those that are there. */
  readonly there: readonly number[];
  readonly failedBefore: number;
}

/** As many chunks as hold `limit` runs, at least one. */
function limited(sweep: Sweep, chunks: readonly number[], limit: number | undefined): readonly number[] {
  if (limit === undefined) return chunks;
  let runs = 0;
  const end = chunks.findIndex((index) => {
    const { from, to } = chunkAt(sweep, index);
    runs += to - from;
    return runs >= limit;
  });
  return end < 0 ? chunks : chunks.slice(0, end + 1);
}

/** Throws UsageError on parts that are damaged or of another sweep, and on some that are there when nobody said to go on. */
function todoOf(sweep: Sweep, folder: string, { shard, limit, resume }: SweepOptions): Todo {
  const own = shard
    ? shardChunks(sweep, shard.index, shard.count)
    : Array.from({ length: chunkCount(sweep) }, (_, index) => index);
  const found = new Set(folderNames(folder).length === 0 ? [] : partsIn(folder));
  const there = own.filter((index) => found.has(index));
  if (there.length > 0 && !resume)
    throw new UsageError(
      there.length === own.length
        ? `${folder} holds all ${own.length} parts already; nothing is left to do; give --out another folder to do them again`
        : `${folder} holds ${there.length} of the ${own.length} parts already; give --resume to do the others, or --out another folder`,
    );
  const description = describeSweep(sweep);
  const failedBefore = there.reduce((sum, index) => sum + checkPart(folder, index, description).failed, 0);
  const missing = own.filter((index) => !found.has(index));
  return { own, there, failedBefore, chunks: limited(sweep, missing, limit) };
}

/** The command that goes on with what is left. */
function nextCommand(file: string, folder: string, { chunk, shard, limit, queue }: SweepOptions): string {
  const words = ["sweep", file, "--out", folder, "--resume"];
  // where the queue is stays unsaid
  if (queue !== undefined) words.push("--queue");
  if (shard) words.push("--shard", `${shard.index}/${shard.count}`);
  if (chunk !== undefined) words.push("--chunk", `${chunk}`);
  if (limit !== undefined) words.push("--limit", `${limit}`);
  return commandOf(words);
}

function announce(sweep: Sweep, { own, there, chunks }: Todo, quiet: boolean): void {
  if (quiet) return;
  const total = runsIn(sweep, chunks);
  const before = there.length === 0 ? "" : `; ${there.length} of ${own.length} parts are there`;
  const sentence = `${runCount(sweep).toLocaleString("en-US")} runs, ${sizeOf(sweep)}${before}; ${total.toLocaleString("en-US")} to do`;
  const line = process.stderr.isTTY ? sentence : JSON.stringify({ event: "plan", total, sentence });
  process.stderr.write(`${line}\n`);
}

/** What came of the chunks that were done. */
interface Outcome {
  readonly done: readonly number[];
  readonly failed: number;
  readonly firstFailure: Failure | null;
  readonly seconds: number;
}

/** Says of an error that ends a sweep what is kept, and how to go on. */
function withKept(error: unknown, kept: number, own: number, next: string): unknown {
  if (!(error instanceof UsageError || error instanceof ChunkError)) return error;
  const sentence = `${error.message}; ${kept} of ${own} parts are kept; go on with: ${next}`;
  // by its name, as what knows of databases is loaded when there is one
  const unfinished =
    error instanceof UnfinishedError || error instanceof ChunkError || error.name === "DatabaseAwayError";
  return unfinished ? new UnfinishedError(sentence) : new UsageError(sentence);
}

/** On threads, or by workers that share a queue. */
async function executorOf({ chunks }: Todo, options: SweepOptions): Promise<Executor> {
  if (options.queue === undefined) return createThreadsExecutor(Math.min(options.threads, Math.max(1, chunks.length)));
  const { openQueueExecutor } = await import("../queue/open-executor.ts");
  return await openQueueExecutor(options);
}

/** Has chunks done, each part to the folder as it comes. Throws UsageError, UnfinishedError and InterruptedError, which say how to go on. */
async function runChunks(
  executor: Executor,
  sweep: Sweep,
  folder: string,
  todo: Todo,
  next: string,
  { queue, quiet }: SweepOptions,
): Promise<Outcome> {
  const interrupt = catchInterrupt();
  const progress = startProgress(sweep.title, quiet === true, undefined, undefined, "runs");
  const start = performance.now();
  const done: number[] = [];
  let failed = 0;
  let first: Failure | null = null;
  try {
    const whole = await executor.run(
      sweep,
      todo.chunks,
      (part) => {
        writePart(folder, part);
        done.push(part.chunk.index);
        failed += part.failed;
        if (part.firstFailure && (first === null || part.firstFailure.run < first.run)) first = part.firstFailure;
      },
      (state) => progress.update(state),
      interrupt.signal,
    );
    if (!whole)
      throw new InterruptedError(
        `stopped; ${todo.there.length + done.length} of ${todo.own.length} parts are kept in ${folder}${queue === undefined ? "" : ", and workers go on with the others"}; go on with: ${next}`,
      );
  } catch (error) {
    throw withKept(error, todo.there.length + done.length, todo.own.length, next);
  } finally {
    progress.end();
    await executor.close();
    interrupt.release();
  }
  return { done, failed, firstFailure: first, seconds: (performance.now() - start) / 1000 };
}

function dryRun(sweep: Sweep, { chunks }: Todo, { threads, json }: SweepOptions): void {
  if (chunks.length === 0) {
    process.stdout.write(
      json ? `${JSON.stringify({ sweep: sweep.id, todo: { runs: 0, parts: 0 } })}\n` : "Nothing is left to do\n",
    );
    return;
  }
  const found = estimate(sweep, chunks, threads);
  process.stdout.write(
    json
      ? `${JSON.stringify(estimateJson(sweep, found, chunks.length, threads))}\n`
      : `${estimateText(sweep, found, chunks.length, threads)}\n`,
  );
}

/** `corridor sweep`: many runs over levers, parameters, members and chance, into a folder of Parquet files. */
export async function sweep(file: string, options: SweepOptions): Promise<void> {
  const { out = usualFolder(file), quiet = false, json, dryRun: dry, chunk, detach, queue } = options;
  if (detach && queue === undefined)
    throw new UsageError("--detach was given without --queue; expected both, as nobody else would do the runs");
  const planned = readSweep(file, chunk, readDescription(out));
  checkFolder(out, planned);
  const todo = todoOf(planned, out, dry ? { ...options, resume: true } : options);
  if (dry) {
    dryRun(planned, todo, options);
    return;
  }
  if (detach) {
    const { submitToQueue } = await import("./sweep-queue.ts");
    await submitToQueue(planned, todo.chunks, options);
    return;
  }
  const next = nextCommand(file, out, options);
  const executor = await executorOf(todo, options);
  makeFolder(out);
  writeDescription(out, describeSweep(planned));
  clearUnfinished(out);
  announce(planned, todo, quiet);
  const outcome = await runChunks(executor, planned, out, todo, next, options);
  const parts = todo.there.length + outcome.done.length;
  const failed = todo.failedBefore + outcome.failed;
  const summary: Summary = {
    folder: out,
    done: runsIn(planned, outcome.done),
    there: runsIn(planned, [...todo.there, ...outcome.done]),
    asked: runsIn(planned, todo.own),
    parts,
    failed,
    failedNow: outcome.failed,
    firstFailure: outcome.firstFailure,
    seconds: outcome.seconds,
    resumed: todo.there.length,
    partial: parts < todo.own.length,
    next: parts < todo.own.length ? next : null,
  };
  process.stdout.write(
    json ? `${JSON.stringify(summaryJson(planned, summary))}\n` : `${summaryText(planned, summary)}\n`,
  );
  if (failed > 0) process.exitCode = exitCodes.failedRuns;
}
