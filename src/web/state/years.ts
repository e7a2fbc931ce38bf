import { signal } from "@preact/signals";
import { type Reckoning, reckonings } from "../view-model/years.ts";
import { keep, read } from "./kept.ts";

/** How the reader counts years: kept by the browser, as the language is, since a link says what is simulated and not how it is read. */
const kept = "corridor.years";

export const reckoning = signal<Reckoning>(reckonings.find((one) => one === read(kept)) ?? "calendar");

export function reckonIn(next: Reckoning): void {
  reckoning.value = next;
  keep(kept, next);
}
