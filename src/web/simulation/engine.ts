import { type Remote, wrap } from "comlink";
import type { RemoteSimulator } from "./worker.ts";

/** The engine stopped twice over the same question; `cause` is what over. */
export class EngineStopped extends Error {
  override name = "EngineStopped";
}

/** Errors that answer a question, by saying what is wrong with it; any other is a fault of the engine. */
const answers = ["ScenarioError", "LinkError", "PosteriorError"];
/** Milliseconds: no answer takes as long on any device that shows the page, so the worker is gone. */
const patience = 60_000;

/** What is asked of the simulator in the worker. */
export type Question<Answer> = (simulator: Remote<RemoteSimulator>) => Promise<Answer>;

export interface Engine {
  /** Asks, and once more of a new worker if the first dies over it. Throws what the simulator throws, or EngineStopped. */
  ask<Answer>(question: Question<Answer>): Promise<Answer>;
}

/** A simulator in a worker of its own, which is begun when it is first asked and replaced when it dies. */
export function engine(onReplaced: () => void): Engine {
  let remote: Remote<RemoteSimulator> | undefined;
  let worker: Worker | undefined;
  const open = new Set<(reason: EngineStopped) => void>();

  /** Ends the worker over an error, an event of its own, or its silence. */
  const end = (cause: unknown): void => {
    console.error(cause);
    worker?.terminate();
    worker = undefined;
    remote = undefined;
    for (const reject of open) reject(new EngineStopped("the engine stopped", { cause }));
    open.clear();
  };
  const begin = (): Remote<RemoteSimulator> => {
    worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.onerror = end;
    worker.onmessageerror = end;
    remote = wrap<RemoteSimulator>(worker);
    return remote;
  };
  const once = <Answer>(question: Question<Answer>): Promise<Answer> =>
    new Promise((resolve, reject) => {
      open.add(reject);
      const limit = setTimeout(() => end(new Error(`no answer in ${patience} ms`)), patience);
      question(remote ?? begin())
        .then(resolve, (error: Error) => {
          if (answers.includes(error.name)) reject(error);
          else end(error);
        })
        .finally(() => {
          clearTimeout(limit);
          open.delete(reject);
        });
    });

  return {
    async ask(question) {
      try {
        return await once(question);
      } catch (error) {
        if (!(error instanceof EngineStopped)) throw error;
        onReplaced();
        return once(question);
      }
    },
  };
}
