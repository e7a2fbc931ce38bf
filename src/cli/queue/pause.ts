import type { Stop } from "../../analysis/runner.ts";

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
