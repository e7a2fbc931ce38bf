import { resolve } from "node:path";
import { exitCodes, UsageError } from "../errors.ts";
import {
  checkPart,
  copyPart,
  makeFolder,
  partsIn,
  readDescription,
  type SweepDescription,
  writeDescription,
} from "../sweep-folder.ts";
import type { MergeOptions } from "../sweep-options.ts";
import { failedNote } from "../sweep-report.ts";

/** Throws UsageError unless a folder holds parts of the same sweep, in the same chunks. */
function checkSame(folder: string, found: SweepDescription | undefined, first: SweepDescription, of: string): void {
  if (found === undefined) throw new UsageError(`${folder} has no sweep.json; expected the folder of a sweep`);
  if (found.id !== first.id)
    throw new UsageError(
      `${folder} holds another sweep than ${of} (${found.id}, not ${first.id}); expected shards of one`,
    );
  if (found.chunk !== first.chunk)
    throw new UsageError(
      `${folder} is in chunks of ${found.chunk} runs and ${of} of ${first.chunk}; expected shards of one sweep`,
    );
}

/** Numbers as ranges: `3, 5 to 9`. */
function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length; ) {
    let j = i;
    while (numbers[j + 1] === numbers[j] + 1) j++;
    parts.push(i === j ? `${numbers[i]}` : `${numbers[i]} to ${numbers[j]}`);
    i = j + 1;
  }
  return parts.length > 5 ? `${parts.slice(0, 5).join(", ")} …` : parts.join(", ");
}

/**
 * `corridor sweep merge`: the parts of several folders in one. Throws UsageError, before anything is written, unless they are of one sweep, whole,
 * and each chunk is there exactly once.
 */
export function sweepMerge(folders: readonly string[], { out, json }: MergeOptions): void {
  if (out === undefined)
    throw new UsageError("--out: nothing was given; expected the folder in which everything comes together");
  const [from] = folders;
  const first = readDescription(from);
  if (first === undefined) throw new UsageError(`${from} has no sweep.json; expected the folder of a sweep`);
  const source = new Map<number, string>();
  let failed = 0;
  for (const folder of folders) {
    checkSame(folder, readDescription(folder), first, from);
    if (resolve(folder) === resolve(out))
      throw new UsageError(`${folder} was given as a source and as --out; expected another folder`);
    for (const index of partsIn(folder)) {
      const other = source.get(index);
      if (other !== undefined)
        throw new UsageError(`part ${index} is in ${other} and in ${folder}; expected each part once`);
      failed += checkPart(folder, index, first).failed;
      source.set(index, folder);
    }
  }
  const missing = Array.from({ length: first.chunks }, (_, index) => index).filter((index) => !source.has(index));
  if (missing.length > 0)
    throw new UsageError(
      `${missing.length} of ${first.chunks} parts are missing (${ranges(missing)}); expected all of them; do them with --resume in one of the folders`,
    );
  if (readDescription(out) !== undefined) throw new UsageError(`${out} holds a sweep already; expected a new folder`);
  makeFolder(out);
  if (partsIn(out).length > 0) throw new UsageError(`${out} holds parts already; expected a new folder`);
  for (const [index, folder] of [...source].sort(([a], [b]) => a - b)) copyPart(folder, out, index);
  // last, so that a folder which says what it is is whole
  writeDescription(out, first);
  const summary = { sweep: first.id, folder: out, runs: first.runs, parts: first.chunks, failed, from: folders };
  process.stdout.write(
    json
      ? `${JSON.stringify(summary)}\n`
      : `${first.runs.toLocaleString("en-US")} runs in ${first.chunks} parts in ${out}, from ${folders.length} folders${failedNote(failed)}\n`,
  );
  if (failed > 0) process.exitCode = exitCodes.failedRuns;
}
