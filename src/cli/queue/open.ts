import type { Stop } from "../../analysis/runner.ts";
import { UsageError } from "../errors.ts";
import type { QueueOptions } from "../queue-options.ts";
import { readAddress } from "./address.ts";
import { openDatabase } from "./database.ts";
import { createStore, type Store } from "./store.ts";
import { createTables, hasTables } from "./tables.ts";

/** A queue that is open. */
export interface OpenQueue {
  readonly store: Store;
  /** Whatever a text says, without where the queue is. */
  hide(text: string): string;
  close(): Promise<void>;
}

/** Says that something is as it should not be, while going on: a line on stderr, as JSON where progress is. */
export function notice(sentence: string, quiet: boolean): void {
  if (quiet) return;
  process.stderr.write(
    process.stderr.isTTY ? `corridor: ${sentence}\n` : `${JSON.stringify({ event: "notice", sentence })}\n`,
  );
}

export interface Opening {
  /** Whether to create what a queue needs in a database that has no queue yet; else that is refused. */
  readonly create: boolean;
  /** Whether to wait for a database that cannot be reached yet, as it may still be starting. */
  readonly waits?: boolean;
  /** Ends the waiting for a database that is away. */
  readonly stop?: Stop;
  /** Connections at most. */
  readonly connections?: number;
}

/** Opens a queue. Throws UsageError, without the address, when it cannot be used. */
export async function openQueue(
  options: QueueOptions,
  { create, waits, stop, connections }: Opening,
): Promise<OpenQueue> {
  const address = readAddress(options.queue, process.env);
  const database = openDatabase(address, {
    patience: options.patience,
    ...(waits !== true && { firstPatience: 0 }),
    ...(stop !== undefined && { stop }),
    ...(connections !== undefined && { connections }),
    onAway: (sentence) =>
      notice(`the queue's database is away: ${sentence}; trying for ${options.patience} s`, options.quiet === true),
  });
  try {
    if (create) await createTables(database);
    else if (!(await hasTables(database)))
      throw new UsageError("the database holds no queue of Corridor; corridor sweep FILE --queue makes one");
    return { store: createStore(database), hide: address.hide, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}
