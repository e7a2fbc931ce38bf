import type { Sweep } from "../../analysis/sweep/sweep.ts";
import { runsIn } from "../../analysis/sweep/sweep.ts";
import { exitCodes, UsageError } from "../errors.ts";
import { about } from "../numbers.ts";
import { openQueue } from "../queue/open.ts";
import type { Store, SweepState, WorkerState } from "../queue/store.ts";
import type { CancelOptions, CollectOptions, StatusOptions } from "../queue-options.ts";
import {
  checkPart,
  clearUnfinished,
  describeSweep,
  makeFolder,
  partsIn,
  readDescription,
  writeDescription,
  writePart,
} from "../sweep-folder.ts";
import type { SweepOptions } from "../sweep-options.ts";
import { commandOf, duration, failedNote } from "../sweep-report.ts";
import { paint, table, terminalWidth, wrap } from "../terminal.ts";

const count = (n: number, one: string): string => `${n.toLocaleString("en-US")} ${n === 1 ? one : `${one}s`}`;

/** `corridor sweep --queue --detach`: asks for chunks and does not wait for them. */
export async function submitToQueue(sweep: Sweep, chunks: readonly number[], options: SweepOptions): Promise<void> {
  const queue = await openQueue(options, { create: true });
  try {
    await queue.store.register(sweep);
    await queue.store.submit(sweep, chunks);
  } finally {
    await queue.close();
  }
  const runs = runsIn(sweep, chunks);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ sweep: sweep.id, title: sweep.title, runs, chunks: chunks.length })}\n`
      : [
          `${count(runs, "run")} in ${count(chunks.length, "chunk")} asked for as sweep ${sweep.id}`,
          `How far:  ${commandOf(["sweep", "status", sweep.id])}`,
          `Bring it: ${commandOf(["sweep", "collect", sweep.id, "--out", "results"])}`,
          "",
        ].join("\n"),
  );
}

/** The sweep that an id, or its beginning, names. Throws UsageError unless there is exactly one. */
function named(states: readonly SweepState[], id: string): SweepState {
  const found = states.filter((state) => state.id.startsWith(id));
  if (found.length === 1) return found[0];
  if (found.length > 1)
    throw new UsageError(`${id} was given, with which ${found.length} sweeps begin; expected more digits of one`);
  const known = states.map((state) => state.id).join(", ");
  throw new UsageError(
    `${JSON.stringify(id)} was given, which is no sweep of the queue; expected ${known === "" ? "one, and it holds none" : `one of ${known}`}`,
  );
}

/** Chunks per second lately; null where too few were done to say. */
function rateOf({ recent, recentSeconds }: SweepState): number | null {
  return recent > 1 && recentSeconds > 0 ? recent / recentSeconds : null;
}

function stateJson(state: SweepState): Record<string, unknown> {
  const { recent: _, recentSeconds: __, id, chunkRuns, ...rest } = state;
  const rate = rateOf(state);
  const open = state.waiting + state.running;
  return {
    sweep: id,
    ...rest,
    chunk: chunkRuns,
    runsPerSecond: rate === null ? null : Number((rate * chunkRuns).toPrecision(3)),
    secondsLeft: rate === null || open === 0 ? null : Math.round(open / rate),
  };
}

/** `at work`, `done`, … */
function wordOf({ cancelled, done, chunks, waiting, running, givenUp }: SweepState): string {
  if (done === chunks) return "done";
  if (cancelled) return "cancelled";
  if (running > 0) return "at work";
  if (waiting > 0) return "waiting";
  return givenUp > 0 ? "given up" : "in part";
}

function listText(states: readonly SweepState[]): string {
  if (states.length === 0) return "The queue holds no sweep";
  const columns = [
    { head: "Sweep" },
    { head: "title", width: Math.max(20, terminalWidth() - 55) },
    { head: "state" },
    { head: "done", align: "right" as const },
    { head: "chunks", align: "right" as const },
  ];
  const rows = states.map((state) => [
    state.id,
    state.title,
    wordOf(state),
    state.done.toLocaleString("en-US"),
    state.chunks.toLocaleString("en-US"),
  ]);
  return `${table(columns, rows)}\n\nOne of them: corridor sweep status ${states[0].id}`;
}

function stateText(state: SweepState, workers: readonly WorkerState[]): string {
  const { id, title, versions, runs, chunks, done, waiting, running, givenUp, failedRuns, chunkRuns } = state;
  const rate = rateOf(state);
  const speed =
    rate === null || waiting + running === 0
      ? ""
      : `; ${about(rate * chunkRuns)} runs a second, about ${duration((waiting + running) / rate)} left`;
  const lines = [
    paint("bold", title),
    `Sweep ${id}, version ${versions.corridor}, model ${versions.model}, data ${versions.data}`,
    wrap(
      `${wordOf(state)}: ${done.toLocaleString("en-US")} of ${count(chunks, "chunk")} done (${count(runs, "run")} in all), ${running.toLocaleString("en-US")} under way, ${waiting.toLocaleString("en-US")} waiting${speed}.`,
      terminalWidth(),
    ),
  ];
  if (failedRuns > 0) lines.push(`${count(failedRuns, "run")} failed and will be rows with status and message.`);
  if (givenUp > 0)
    lines.push(`${count(givenUp, "chunk")} given up after several attempts; asking again tries them again.`);
  if (workers.length === 0 && waiting + running === 0) return lines.join("\n");
  if (workers.length === 0)
    return [...lines, "No worker of this version is there; start some with: corridor worker"].join("\n");
  const right = "right" as const;
  const columns = [
    { head: "Worker" },
    { head: "threads", align: right },
    { head: "under way", align: right },
    { head: "done", align: right },
    { head: "seen" },
  ];
  const rows = workers.map((worker) => [
    worker.name,
    `${worker.threads}`,
    `${worker.running}`,
    worker.done.toLocaleString("en-US"),
    `${duration(worker.seenSeconds)} ago${worker.lost ? ", lost" : ""}`,
  ]);
  return [...lines, "", table(columns, rows)].join("\n");
}

/** `corridor sweep status`: the sweeps of a queue, or one of them with its workers. */
export async function sweepStatus(id: string | undefined, options: StatusOptions): Promise<void> {
  const queue = await openQueue(options, { create: false });
  try {
    const states = await queue.store.states();
    if (id === undefined) {
      process.stdout.write(
        options.json ? `${JSON.stringify({ sweeps: states.map(stateJson) })}\n` : `${listText(states)}\n`,
      );
      return;
    }
    const state = named(states, id);
    const workers = await queue.store.workers(state.versions);
    process.stdout.write(
      options.json ? `${JSON.stringify({ ...stateJson(state), workers })}\n` : `${stateText(state, workers)}\n`,
    );
  } finally {
    await queue.close();
  }
}

/**
 * Parts that a folder is to have and has not, and how many runs failed of those that it has. Throws UsageError if it holds something else, or parts
 * when nobody said to go on.
 */
function missingIn(
  folder: string,
  sweep: Sweep,
  resume: boolean,
): { readonly missing: readonly number[]; readonly failed: number } {
  const description = describeSweep(sweep);
  const all = Array.from({ length: description.chunks }, (_, index) => index);
  const found = readDescription(folder);
  if (found !== undefined && (found.id !== sweep.id || found.chunk !== sweep.chunkRuns))
    throw new UsageError(`${folder} holds another sweep, ${JSON.stringify(found.title)}; give --out another folder`);
  makeFolder(folder);
  const there = new Set(partsIn(folder));
  if (there.size > 0 && found === undefined)
    throw new UsageError(`${folder} holds parts and no sweep.json; expected the folder of this sweep, or a new one`);
  if (there.size > 0 && !resume)
    throw new UsageError(
      `${folder} holds ${there.size} of the ${all.length} parts already; give --resume to bring the others, or --out another folder`,
    );
  const failed = [...there].reduce((sum, index) => sum + checkPart(folder, index, description).failed, 0);
  if (found === undefined) writeDescription(folder, description);
  clearUnfinished(folder);
  return { missing: all.filter((index) => !there.has(index)), failed };
}

/** Brings parts that are done, one after another. Returns how many, and how many of their runs failed. */
async function bring(
  store: Store,
  sweep: Sweep,
  folder: string,
  missing: readonly number[],
): Promise<{ readonly brought: number; readonly failed: number }> {
  const done = await store.arrived(sweep.id, missing);
  let failed = 0;
  for (const index of done) {
    const part = await store.part(sweep, index);
    writePart(folder, part);
    failed += part.failed;
  }
  return { brought: done.length, failed };
}

/** `corridor sweep collect`: the parts that are done, into a folder. */
export async function sweepCollect(id: string, options: CollectOptions): Promise<void> {
  const { out = `${id}-results`, resume = false, json } = options;
  const queue = await openQueue(options, { create: false });
  try {
    const state = named(await queue.store.states(), id);
    const sweep = await queue.store.sweep(state);
    if (sweep === undefined) throw new UsageError(`the results of sweep ${state.id} are no longer in the queue`);
    const { missing, failed: failedBefore } = missingIn(out, sweep, resume);
    const { brought, failed: failedNow } = await bring(queue.store, sweep, out, missing);
    const failed = failedBefore + failedNow;
    const parts = state.chunks - missing.length + brought;
    const summary = {
      sweep: sweep.id,
      folder: out,
      brought,
      parts,
      chunks: state.chunks,
      failed,
      partial: parts < state.chunks,
    };
    const rest = summary.partial
      ? `; ${count(state.chunks - parts, "part")} to come: ${commandOf(["sweep", "collect", sweep.id, "--out", out, "--resume"])}`
      : "";
    process.stdout.write(
      json
        ? `${JSON.stringify(summary)}\n`
        : `${parts.toLocaleString("en-US")} of ${count(state.chunks, "part")} in ${out}, ${brought.toLocaleString("en-US")} of them now${failedNote(failed)}${rest}\n`,
    );
    if (failed > 0) process.exitCode = exitCodes.failedRuns;
  } finally {
    await queue.close();
  }
}

/** `corridor sweep cancel`: nobody takes more chunks of a sweep; what is done stays, unless it is to be deleted. */
export async function sweepCancel(id: string, options: CancelOptions): Promise<void> {
  const queue = await openQueue(options, { create: false });
  try {
    const state = named(await queue.store.states(), id);
    await queue.store.cancel(state, options.delete === true);
    const { id: sweep, done, chunks } = state;
    const deleted = options.delete === true;
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ sweep, done, chunks, deleted })}\n`
        : deleted
          ? `Sweep ${sweep} is no longer in the queue, nor are its ${count(done, "result")}\n`
          : `Sweep ${sweep} is cancelled; ${done.toLocaleString("en-US")} of its ${count(chunks, "chunk")} are done and can be collected\n`,
    );
  } finally {
    await queue.close();
  }
}
