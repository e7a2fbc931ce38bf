import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { reasonOf, UsageError } from "./errors.ts";

/** A file to be written: its path, and its content once it is known. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

function refuse(path: string, reason: string): never {
  throw new UsageError(`cannot write ${path}: ${reason}`);
}

/** What is at a path; undefined if nothing is. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return refuse(path, reasonOf(error));
  }
}

/** Reads at most `limit` bytes and one more of a text in UTF-8, so that endless and huge files do no harm. Throws Error with a reason. */
export function readText(path: string, limit: number): string {
  let descriptor: number | undefined;
  try {
    if (statSync(path).isDirectory()) throw new Error("it is a folder");
    descriptor = openSync(path, "r");
    const bytes = Buffer.alloc(limit + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    return bytes.toString("utf8", 0, length);
  } catch (error) {
    throw new Error(reasonOf(error));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** True for a device or a pipe, which is written into and never replaced. */
function isSpecial(path: string): boolean {
  const stats = statOf(path);
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

let temporaries = 0;

function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}-${temporaries++}.tmp`);
}

function checkFolder(folder: string, path: string): void {
  const stats = statOf(folder);
  if (stats === undefined) refuse(path, `there is no folder ${folder}`);
  if (!stats.isDirectory()) refuse(path, `${folder} is not a folder`);
  const probe = temporaryBeside(join(folder, "probe"));
  try {
    closeSync(openSync(probe, "wx"));
    rmSync(probe);
  } catch (error) {
    refuse(path, reasonOf(error));
  }
}

export interface OutputRules {
  /** Whether existing files may be replaced. */
  readonly force: boolean;
  /** Files that are read and must not be written. */
  readonly inputs: readonly string[];
  /** A folder that is made if it does not exist. */
  readonly makes?: string;
}

/** Refuses, before any work is done, what could not be written afterwards. Throws UsageError. */
export function checkOutputs(paths: readonly string[], { force, inputs, makes }: OutputRules): void {
  const seen = new Set<string>();
  const read = new Set(inputs.map((path) => resolve(path)));
  for (const path of paths) {
    const full = resolve(path);
    if (seen.has(full)) throw new UsageError(`${path} was given for two outputs; expected a path for each`);
    seen.add(full);
    if (read.has(full)) refuse(path, "it is a file that is being read");
    if (isSpecial(path)) continue;
    const stats = statOf(path);
    if (stats?.isDirectory()) refuse(path, "it is a folder");
    if (stats && !force) refuse(path, "it exists already; give --force to replace it");
    const folder = dirname(full);
    const made = makes !== undefined && folder === resolve(makes) && statOf(folder) === undefined;
    checkFolder(made ? dirname(folder) : dirname(path), path);
  }
}

/** `a.partial.csv` for `a.csv`, with a number if that exists: what is there is never replaced. */
function partialPath(path: string): string {
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  let name = `${stem}.partial${ending}`;
  for (let i = 2; existsSync(name); i++) name = `${stem}.partial-${i}${ending}`;
  return name;
}

/**
 * Writes all of the files or none: each goes to a temporary file beside its place, then all are renamed. Missing folders are made.
 * Returns the paths written, which say `.partial` if the result is. Throws UsageError with nothing left behind.
 */
export function writeOutputs(files: readonly OutputFile[], partial: boolean): string[] {
  const moves: { readonly from: string; readonly to: string }[] = [];
  const written: string[] = [];
  let madeFolder: string | undefined;
  try {
    for (const { path, content } of files) {
      const special = isSpecial(path);
      const to = partial && !special ? partialPath(path) : path;
      written.push(to);
      try {
        if (special) {
          writeFileSync(to, content);
          continue;
        }
        madeFolder = mkdirSync(dirname(to), { recursive: true }) ?? madeFolder;
        const from = temporaryBeside(to);
        moves.push({ from, to });
        writeFileSync(from, content, { flag: "wx" });
      } catch (error) {
        refuse(to, reasonOf(error));
      }
    }
    for (const { from, to } of moves) renameSync(from, to);
  } catch (error) {
    for (const { from } of moves) rmSync(from, { force: true });
    if (madeFolder !== undefined) rmSync(madeFolder, { recursive: true });
    throw error;
  }
  return written;
}
