// A worker whose thread dies, once or always, in the middle of a chunk, as one that runs out of memory does.
import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import * as built from "../../dist/cli/worker.js";

export async function chunk(task) {
  const { DYING_WORKER: mark, DYING_CHUNK: index } = process.env;
  if (task.chunk.index === Number(index) && !existsSync(mark)) {
    if (mark !== "always") writeFileSync(mark, "");
    setImmediate(() => {
      throw new Error("the thread is out of memory");
    });
    await wait(60_000);
  }
  return built.chunk(task);
}
