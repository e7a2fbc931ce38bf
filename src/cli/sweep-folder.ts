import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type KeyValue, parquetMetadata } from "hyparquet";
import type { Part } from "../analysis/sweep/part.ts";
import { chunkCount, outputColumns, runCount, type Sweep } from "../analysis/sweep/sweep.ts";
import { monthIndex, monthLabel } from "../engine/calendar.ts";
import { reasonOf, UnfinishedError, UsageError } from "./errors.ts";
import { readText } from "./files.ts";

/**
 * The folder of a sweep's results: `sweep.json`, which says what the sweep is, and `part-000012.parquet` for chunk 12. Files come to be whole or
 * not at all, so that a part is there says that its chunk is done.
 */

const describing = "sweep.json";
const format = "corridor sweep";
const formatVersion = 1;
const partName = /^part-(\d{6,})\.parquet$/;

export function partFile(index: number): string {
  return `part-${String(index).padStart(6, "0")}.parquet`;
}

/** What `sweep.json` says. Equal for every machine that takes part in a sweep. */
export interface SweepDescription {
  readonly format: typeof format;
  readonly version: number;
  readonly id: string;
  readonly title: string;
  readonly base: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly mode: "mean" | "stochastic";
  readonly seed: number;
  readonly versions: Sweep["versions"];
  readonly runs: number;
  /** Most runs of a chunk, and how many chunks there are. */
  readonly chunk: number;
  readonly chunks: number;
  /** Columns that are varied. */
  readonly factors: readonly {
    readonly name: string;
    readonly kind: "lever" | "parameter";
    readonly of: string;
    readonly as: string;
    readonly unit: string;
  }[];
  /** Columns that came out; month is null for the whole window. */
  readonly outputs: readonly {
    readonly name: string;
    readonly output: string;
    readonly kind: "flow" | "stock";
    readonly unit: string;
    readonly month: string | null;
  }[];
  /** The sweep file. */
  readonly design: Sweep["file"];
}

export function describeSweep(sweep: Sweep): SweepDescription {
  const { id, title, base, mean, seed, versions, factors, outputs, chunkRuns, file } = sweep;
  const first = monthIndex(base.window.from);
  return {
    format,
    version: formatVersion,
    id,
    title,
    base: base.name,
    window: { from: base.window.from, to: base.window.to },
    mode: mean ? "mean" : "stochastic",
    seed,
    versions,
    runs: runCount(sweep),
    chunk: chunkRuns,
    chunks: chunkCount(sweep),
    factors: factors.map((factor) => ({
      name: factor.name,
      kind: factor.kind,
      of: factor.kind === "lever" ? factor.lever : factor.rows[0].name,
      as: factor.as,
      unit: factor.unit,
    })),
    outputs: outputColumns(sweep).map(({ name, kind, unit, output, month }) => ({
      name,
      output: outputs[output].label,
      kind,
      unit,
      month: month === null ? null : monthLabel(first + month),
    })),
    design: file,
  };
}

/** A description holds the file of the sweep, which has at most 1 MB, and a line per column. */
const largestDescription = 8e6;

/** What the `sweep.json` of a folder says; undefined if there is none. Throws UsageError on another file. */
export function readDescription(folder: string): SweepDescription | undefined {
  const path = join(folder, describing);
  if (!existsSync(path)) return undefined;
  try {
    const content = JSON.parse(readText(path, largestDescription)) as Partial<SweepDescription>;
    if (content.format === format && content.version === formatVersion) return content as SweepDescription;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new UsageError(`cannot read ${path}: ${reasonOf(error)}`);
  }
  throw new UsageError(`${path} is not what corridor sweep wrote; expected the folder of a sweep, or a new one`);
}

/** Beside a file: not taken for a part, and known by the name to be one that was never finished. Containers all have the same process id. */
const temporaryOf = (name: string): string => `.${name}.${randomBytes(8).toString("hex")}.tmp`;
const temporaryName = /^\.(.+)\.[0-9a-f]+\.tmp$/;

const unwritten = (path: string, error: unknown): string => `cannot write ${path}: ${reasonOf(error)}`;

/** What systems say that do not open or flush folders. */
const noFlushing = ["EISDIR", "EPERM", "EACCES", "EINVAL", "ENOTSUP"];

/** Sees to it that what was renamed in a folder stays so when the power fails. */
function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (!noFlushing.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/** Writes a file whole or not at all: beside its place, flushed, renamed. Throws UnfinishedError with nothing left behind. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = join(folder, temporaryOf(name));
  const path = join(folder, name);
  try {
    const descriptor = openSync(temporary, "wx");
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
    flushFolder(folder);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UnfinishedError(unwritten(path, error));
  }
}

export function writePart(folder: string, part: Part): void {
  writeWhole(folder, partFile(part.chunk.index), part.bytes);
}

/** Writes `sweep.json`, unless another shard has written it meanwhile. */
export function writeDescription(folder: string, description: SweepDescription): void {
  const isThere = (): boolean => {
    const found = readDescription(folder);
    return found?.id === description.id && found.chunk === description.chunk;
  };
  if (isThere()) return;
  try {
    writeWhole(folder, describing, Buffer.from(`${JSON.stringify(description, null, 2)}\n`));
  } catch (error) {
    if (!isThere()) throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Makes a folder and those it is in, one by one: Node's recursive way never ends where new folders are refused by ENOENT, as in /proc. */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // another shard may have made it meanwhile
    if (!isFolder(folder)) throw new UsageError(unwritten(folder, error));
  }
}

/** Indices of the parts that a folder holds, in order. Throws UsageError if it cannot be read. */
export function partsIn(folder: string): number[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => partName.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  } catch (error) {
    throw new UsageError(`cannot read ${folder}: ${reasonOf(error)}`);
  }
}

/** Writing a file takes seconds; what was not touched for longer than this many, nobody is writing any more. */
const unfinishedSeconds = 3600;

/** Takes away what runs that were killed left half-written, and nothing that another shard is writing now. */
export function clearUnfinished(folder: string): void {
  const before = Date.now() - 1000 * unfinishedSeconds;
  for (const name of readdirSync(folder)) {
    const of = temporaryName.exec(name)?.[1] ?? "";
    if (of !== describing && !partName.test(of)) continue;
    const path = join(folder, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (mtimeMs < before) rmSync(path, { force: true });
  }
}

/** What a part says of itself. */
export interface PartLabel {
  readonly sweep: string;
  readonly chunk: number;
  readonly rows: number;
  /** How many of its runs failed. */
  readonly failed: number;
}

/** The end of a Parquet file holds its metadata, and its last eight bytes their length. */
function footerOf(path: string): ArrayBuffer {
  const descriptor = openSync(path, "r");
  try {
    const { size } = fstatSync(descriptor);
    const last = Buffer.alloc(8);
    readSync(descriptor, last, 0, 8, Math.max(0, size - 8));
    const length = Math.min(size, last.readUInt32LE(0) + 8);
    const footer = new Uint8Array(length);
    readSync(descriptor, footer, 0, length, size - length);
    return footer.buffer;
  } finally {
    closeSync(descriptor);
  }
}

/** Reads what a part says of itself. Throws UsageError if it is damaged. */
export function readPartLabel(path: string): PartLabel {
  try {
    const { key_value_metadata: pairs = [], num_rows: rows } = parquetMetadata(footerOf(path));
    const textOf = (key: string): string | undefined => pairs.find((pair: KeyValue) => pair.key === key)?.value;
    const sweep = textOf("corridor.sweep");
    const numberOf = (key: string): number => Number(textOf(key));
    if (sweep !== undefined)
      return { sweep, chunk: numberOf("corridor.chunk"), rows: Number(rows), failed: numberOf("corridor.failed") };
  } catch {
    // said below, as of a file that is no part
  }
  throw new UsageError(`${path} is damaged or no part of a sweep; delete it, and it is made again`);
}

/** What a part says of itself, if it is the one that its name says, of the sweep and whole; else throws UsageError. */
export function checkPart(
  folder: string,
  index: number,
  sweep: Pick<SweepDescription, "id" | "runs" | "chunk">,
): PartLabel {
  const path = join(folder, partFile(index));
  const label = readPartLabel(path);
  if (label.sweep !== sweep.id)
    throw new UsageError(`${path} is of another sweep (${label.sweep}); expected parts of ${sweep.id}`);
  const rows = Math.min(sweep.chunk, sweep.runs - index * sweep.chunk);
  if (label.chunk !== index || label.rows !== rows)
    throw new UsageError(
      `${path} holds ${label.rows} runs of chunk ${label.chunk}; expected ${rows} of chunk ${index}`,
    );
  return label;
}

/** The bytes of a part. */
export function readPart(folder: string, index: number): Uint8Array {
  return readFileSync(join(folder, partFile(index)));
}

export function copyPart(from: string, to: string, index: number): void {
  writeWhole(to, partFile(index), readPart(from, index));
}
