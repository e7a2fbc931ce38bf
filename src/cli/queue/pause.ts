import type { Stop } from "../../analysis/runner.ts";
import { InterruptedError } from "../errors.ts";

/** What a promise gives, unless there is a stop before: then it throws InterruptedError, and what the promise gives is dropped. */
export function unlessStopped<Result>(promise: Promise<Result>, stop: Stop | undefined): Promise<Result> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new InterruptedError("stopped"));
    stop?.addEventListener("abort", end);
    promise.then(resolve, reject).finally(() => stop?.removeEventListener("abort", end));
    if (stop?.aborted) end();
  });
}

/** Waits some seconds, or until one of some stops. */
export function pause(seconds: number, ...stops: readonly (Stop | undefined)[]): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const stop of stops) stop?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, 1000 * seconds);
    for (const stop of stops) stop?.addEventListener("abort", end);
    if (stops.some((stop) => stop?.aborted)) end();
  });
}
