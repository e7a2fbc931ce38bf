import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Versions } from "../../analysis/sweep/sweep.ts";
import { dataVersion } from "../../data/embedded-version.ts";
import { modelVersion } from "../../model/version.ts";
import { UsageError } from "../errors.ts";
import { catchInterrupt } from "../interrupt.ts";
import { notice, openQueue } from "../queue/open.ts";
import type { Store } from "../queue/store.ts";
import { workOn } from "../queue/worker.ts";
import type { WorkerOptions } from "../queue-options.ts";
import { createChunkPool } from "../sweep-threads.ts";
import { version } from "../version.ts";

const own: Versions = { corridor: version, model: modelVersion, data: dataVersion };

const said = ({ corridor, model, data }: Versions): string => `${corridor}, model ${model}, data ${data}`;

const isOwn = (versions: Versions): boolean => said(versions) === said(own);

/** What is wrong if all that waits in the queue is of other versions. */
async function othersOnly(store: Store): Promise<string | undefined> {
  const open = (await store.states()).filter(({ waiting, running }) => waiting + running > 0);
  if (open.length === 0 || open.some(({ versions }) => isOwn(versions))) return undefined;
  const [first] = open;
  return `what waits in the queue is of another version (${said(first.versions)}; this worker is ${said(own)}), and would have other numbers; nothing was taken; expected a worker of that version`;
}

/** What a worker says of its work: a line per chunk, as JSON where nobody reads it on a terminal. */
function createReport(quiet: boolean): {
  done(title: string, chunk: number, runs: number): void;
  chunks(): number;
  runs(): number;
} {
  let chunks = 0;
  let runs = 0;
  return {
    done(title, chunk, of) {
      chunks++;
      runs += of;
      if (quiet) return;
      const line = process.stderr.isTTY
        ? `${title}: chunk ${chunk}, ${of} runs`
        : JSON.stringify({ event: "chunk", title, chunk, runs: of });
      process.stderr.write(`${line}\n`);
    },
    chunks: () => chunks,
    runs: () => runs,
  };
}

/** `corridor worker`: does chunks of sweeps that a queue holds, until it is stopped. */
export async function worker(options: WorkerOptions): Promise<void> {
  const { threads, lease, poll, untilEmpty = false, quiet = false } = options;
  const interrupt = catchInterrupt();
  const queue = await openQueue(options, { create: true, waits: true, stop: interrupt.signal });
  const pool = createChunkPool(threads);
  const report = createReport(quiet);
  let told = false;

  /** A sweep of another version may come while this worker waits. */
  async function tellOfOthers(): Promise<void> {
    const sentence = told ? undefined : await othersOnly(queue.store);
    if (sentence === undefined) return;
    told = true;
    notice(sentence, quiet);
  }

  try {
    const wrong = await othersOnly(queue.store);
    if (wrong !== undefined) throw new UsageError(wrong);
    const name = `${hostname()}:${process.pid}`;
    notice(`at work on ${threads} ${threads === 1 ? "thread" : "threads"}; version ${said(own)}`, quiet);
    await workOn(
      queue.store,
      pool,
      { id: randomUUID(), name, threads, lease },
      {
        versions: own,
        poll,
        untilEmpty,
        stop: interrupt.signal,
        onNothing: tellOfOthers,
        onDone: (sweep, { chunk }) => report.done(sweep.title, chunk.index, chunk.to - chunk.from),
        onFailure: (sweep, chunk, message) =>
          notice(`chunk ${chunk} of ${sweep.title} could not be done here: ${queue.hide(message)}`, quiet),
      },
    );
    const chunks = report.chunks();
    notice(
      `${chunks.toLocaleString("en-US")} ${chunks === 1 ? "chunk" : "chunks"} done, ${report.runs().toLocaleString("en-US")} runs`,
      quiet,
    );
  } finally {
    interrupt.release();
    await pool.destroy();
    await queue.close();
  }
}
