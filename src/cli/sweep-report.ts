import type { Failure } from "../analysis/sweep/part.ts";
import { chunkCount, outputColumns, ownColumns, runCount, type Sweep } from "../analysis/sweep/sweep.ts";
import { about, percent } from "./numbers.ts";
import { honesty } from "./report.ts";
import { shellWord } from "./shell.ts";
import type { Estimate } from "./sweep-estimate.ts";
import { paint, terminalWidth, wrap } from "./terminal.ts";
import { version } from "./version.ts";

/** What was done, and what is there now. */
export interface Summary {
  readonly folder: string;
  /** Runs that this command did, and those that are in the folder now of those that it was asked for. */
  readonly done: number;
  readonly there: number;
  readonly asked: number;
  readonly parts: number;
  /** Of those that are there, and of those that this command did. */
  readonly failed: number;
  readonly failedNow: number;
  readonly firstFailure: Failure | null;
  readonly seconds: number;
  /** Parts that were there before. */
  readonly resumed: number;
  readonly partial: boolean;
  /** The command that goes on; null if nothing is left of what was asked for. */
  readonly next: string | null;
}

const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

/** `4 min 12 s`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${about(seconds, 2)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${about(seconds / 3600, 2)} hours`;
  return `${about(seconds / 86_400, 2)} days`;
}

/** `14 MB`. */
export function bytes(size: number): string {
  if (size < 1e6) return `${about(size / 1e3, 2)} kB`;
  if (size < 1e9) return `${about(size / 1e6, 2)} MB`;
  return `${about(size / 1e9, 2)} GB`;
}

/** `125 combinations × 40 members`. */
export function sizeOf({ design, samples, points, members, replications }: Sweep): string {
  const parts: string[] = [];
  if (design !== "grid") parts.push(count(samples, design === "list" ? "row" : "sample"));
  if (points > samples) parts.push(count(points / samples, "combination"));
  if (members > 1) parts.push(count(members, "member"));
  if (replications > 1) parts.push(count(replications, "replication"));
  return parts.length === 0 ? "1 combination" : parts.join(" × ");
}

function identity(sweep: Sweep): Record<string, unknown> {
  const { id, title, base, mean, seed } = sweep;
  const window = { from: base.window.from, to: base.window.to };
  return { corridor: version, sweep: id, title, base: base.name, window, mode: mean ? "mean" : "stochastic", seed };
}

/** A summary as one JSON object. */
export function summaryJson(sweep: Sweep, { seconds, ...summary }: Summary): Record<string, unknown> {
  return {
    ...identity(sweep),
    note: honesty,
    runs: runCount(sweep),
    chunk: sweep.chunkRuns,
    chunks: chunkCount(sweep),
    ...summary,
    seconds: Number(seconds.toFixed(2)),
    runsPerSecond: summary.done === 0 ? null : Number((summary.done / seconds).toPrecision(3)),
  };
}

/** What else there is to say of parts of which some runs failed. */
export function failedNote(failed: number): string {
  return failed === 0
    ? ""
    : `; ${count(failed, "run")} failed and ${failed === 1 ? "is a row" : "are rows"} with status and message`;
}

/** How many of the runs that are there failed, and in a sweep that went on how many of them now. */
function failuresText({ there, failed, failedNow, firstFailure, resumed }: Summary): string {
  const all = `${failed.toLocaleString("en-US")} of ${count(there, "run")} failed and ${failed === 1 ? "is a row" : "are rows"} with status and message`;
  const now = resumed === 0 ? "" : `, ${failedNow === 0 ? "none" : failedNow.toLocaleString("en-US")} of them now`;
  const first = firstFailure
    ? `; the first${resumed === 0 ? "" : " now"}, run ${firstFailure.run}: ${firstFailure.message}`
    : "";
  return `${all}${now}${first}.`;
}

/** A summary in words. */
export function summaryText(sweep: Sweep, summary: Summary): string {
  const { folder, done, there, asked, parts, seconds, next } = summary;
  const width = terminalWidth();
  const speed =
    done === 0 ? "" : `; ${count(done, "run")} now, in ${duration(seconds)}, ${about(done / seconds)} a second`;
  const of = there === asked ? "" : ` of ${asked.toLocaleString("en-US")}`;
  const lines = [
    paint("bold", sweep.title),
    wrap(`${there.toLocaleString("en-US")}${of} runs in ${count(parts, "part")} in ${folder}${speed}.`, width),
  ];
  if (summary.failed > 0) lines.push(wrap(failuresText(summary), width));
  lines.push(`Ask it:  ${commandOf(["query", folder])}`);
  lines.push(`Read it: SELECT * FROM read_parquet('${folder.replace(/\/+$/, "")}/*.parquet') ORDER BY run`);
  if (next !== null) lines.push(`Go on:   ${next}`);
  return [...lines, "", paint("dim", wrap(honesty, width))].join("\n");
}

/** What a dry run found, as one JSON object. */
export function estimateJson(sweep: Sweep, found: Estimate, parts: number, threads: number): Record<string, unknown> {
  return {
    ...identity(sweep),
    runs: runCount(sweep),
    points: sweep.points,
    members: sweep.members,
    replications: sweep.replications,
    chunk: sweep.chunkRuns,
    chunks: chunkCount(sweep),
    columns: ownColumns.length + sweep.factors.length + outputColumns(sweep).length,
    todo: { runs: found.runs, parts },
    threads,
    seconds: found.seconds,
    bytes: Math.round(found.bytes),
    secondsPerRun: found.secondsPerRun,
    secondsPerBeginning: found.secondsPerBeginning,
    beginnings: found.beginnings,
    sample: found.sample,
    failed: found.failed,
  };
}

/** What a dry run found, in words. */
export function estimateText(sweep: Sweep, found: Estimate, parts: number, threads: number): string {
  const width = terminalWidth();
  const columns = ownColumns.length + sweep.factors.length + outputColumns(sweep).length;
  const all = runCount(sweep);
  const some = found.runs === all ? "" : `; ${found.runs.toLocaleString("en-US")} of them to do`;
  const beginning =
    found.beginnings === 0
      ? ""
      : ` and ${duration(found.secondsPerBeginning)} for each of ${count(found.beginnings, "beginning")} that runs share`;
  const lines = [
    paint("bold", sweep.title),
    wrap(`${count(all, "run")}: ${sizeOf(sweep)}${some}.`, width),
    wrap(
      `About ${duration(found.seconds)} on ${count(threads, "thread")}: ${about(1000 * found.secondsPerRun)} ms a run${beginning}.`,
      width,
    ),
    wrap(
      `About ${bytes(found.bytes)} in ${count(parts, "part")} of ${count(columns, "column")}, ${count(sweep.chunkRuns, "run")} each.`,
      width,
    ),
  ];
  if (found.failed > 0) {
    const share = percent(found.failed / found.sample);
    lines.push(wrap(`${found.failed} of the ${found.sample} runs of the sample failed, ${share}.`, width));
  }
  return [
    ...lines,
    paint("dim", wrap(`Estimated from ${count(found.sample, "run")}; nothing was written.`, width)),
  ].join("\n");
}

/** A command line, as it would be typed. */
export function commandOf(words: readonly string[]): string {
  return ["corridor", ...words.map(shellWord)].join(" ");
}
