import type { Executor } from "../../analysis/sweep/executor.ts";
import type { SweepOptions } from "../sweep-options.ts";
import { createQueueExecutor } from "./executor.ts";
import { notice, openQueue } from "./open.ts";

/** An executor on the queue that was asked for; it closes the queue with itself. Throws UsageError if the queue cannot be used. */
export async function openQueueExecutor(options: SweepOptions): Promise<Executor> {
  const { store, close } = await openQueue(options, { create: true });
  const onNobody = (): void =>
    notice("no worker of this version is there; start some with: corridor worker", options.quiet === true);
  return { ...createQueueExecutor(store, { poll: options.poll, onNobody }), close };
}
