import { signal } from "@preact/signals";
import type { Period } from "../view-model/map-marks.ts";

/** What the map shows: a month or the whole window, numbers or their change, and whether months are playing. */
export const period = signal<Period>("whole");
export const showsChange = signal(false);
export const playing = signal(false);

/** Milliseconds for which each month stays while months play. */
const pace = 900;
let timer: ReturnType<typeof setTimeout> | undefined;

export function pause(): void {
  clearTimeout(timer);
  playing.value = false;
}

/** Shows a month or the whole window, and ends the playing. */
export function show(next: Period): void {
  pause();
  period.value = next;
}

function step(months: number): void {
  const next = period.peek() === "whole" ? 0 : Number(period.peek()) + 1;
  period.value = next;
  if (next < months - 1) timer = setTimeout(() => step(months), pace);
  else pause();
}

/** Shows month after month up to the last: from the first if the whole window or the last month is shown. */
export function play(months: number): void {
  pause();
  if (period.peek() === months - 1) period.value = "whole";
  playing.value = true;
  step(months);
}
