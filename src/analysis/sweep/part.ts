import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import type { ChunkResult } from "./run-chunk.ts";
import { type Chunk, outputColumns, type Sweep } from "./sweep.ts";

/** The results of a chunk as they are stored and sent. */
export interface Part {
  readonly chunk: Chunk;
  /** How many of its runs failed, and the first of them. */
  readonly failed: number;
  readonly firstFailure: Failure | null;
  /** A Parquet file with one row per run, in order: the same bytes wherever the chunk was done. */
  readonly bytes: Uint8Array;
}

export interface Failure {
  readonly run: number;
  readonly message: string;
}

/** What a part says of itself, as text by key in the metadata of its Parquet file. */
function partMetadata(sweep: Sweep, { index, from, to }: Chunk, failed: number): Readonly<Record<string, string>> {
  return {
    "corridor.sweep": sweep.id,
    "corridor.chunk": `${index}`,
    "corridor.runs": `${from}-${to - 1}`,
    "corridor.failed": `${failed}`,
    "corridor.versions": JSON.stringify(sweep.versions),
    "corridor.seed": `${sweep.seed}`,
    "corridor.design": JSON.stringify(sweep.file),
    "corridor.note":
      "Scenarios, not predictions. Encounters and interceptions are events, not people. Nothing here is about any single person.",
  };
}

/** Numbers, and null where there is none. */
function doubles(name: string, values: Float64Array): ColumnSource {
  const data = Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return { name, data, type: "DOUBLE", nullable: true };
}

function whole(name: string, data: Int32Array): ColumnSource {
  return { name, data, type: "INT32", nullable: false };
}

/**
 * The table of a chunk: run, a column per factor, member, replication, status (`ok` or `failed`), message, and a column per output. Factors are
 * null where they change nothing, outputs where the run failed.
 */
export function partOf(sweep: Sweep, result: ChunkResult): Part {
  const { chunk, levels, members, replications, failures, outputs } = result;
  const columnData: ColumnSource[] = [
    whole(
      "run",
      Int32Array.from(failures, (_, row) => chunk.from + row),
    ),
    ...sweep.factors.map(({ name }, i) => doubles(name, levels[i])),
    whole("member", members),
    whole("replication", replications),
    { name: "status", data: failures.map((one) => (one === null ? "ok" : "failed")), type: "STRING", nullable: false },
    { name: "message", data: [...failures], type: "STRING", nullable: true },
    ...outputColumns(sweep).map(({ name }, i) => doubles(name, outputs[i])),
  ];
  const failed = failures.filter((one) => one !== null).length;
  const kvMetadata = Object.entries(partMetadata(sweep, chunk, failed)).map(([key, value]) => ({ key, value }));
  const first = failures.findIndex((one) => one !== null);
  return {
    chunk,
    failed,
    firstFailure: first < 0 ? null : { run: chunk.from + first, message: failures[first]! },
    bytes: new Uint8Array(
      parquetWriteBuffer({ columnData, kvMetadata, rowGroupSize: failures.length, createdBy: "Corridor" }),
    ),
  };
}
