import { signal } from "@preact/signals";
import { keep, read } from "./kept.ts";

/** Scenarios that the reader has named, kept by the browser on this machine. */
export interface SavedScenario {
  readonly name: string;
  /** The part of the address after `#`. */
  readonly link: string;
}

const key = "corridor.scenarios";

function readSaved(): readonly SavedScenario[] {
  try {
    const found: unknown = JSON.parse(read(key) ?? "[]");
    const isSaved = (one: Partial<SavedScenario> | null): one is SavedScenario =>
      typeof one?.name === "string" && typeof one.link === "string";
    return Array.isArray(found) ? found.filter(isSaved) : [];
  } catch {
    return [];
  }
}

export const saved = signal<readonly SavedScenario[]>(readSaved());

function save(next: readonly SavedScenario[]): void {
  saved.value = next;
  keep(key, JSON.stringify(next));
}

/** Keeps a scenario under a name; one of the same name makes room. */
export function saveAs(name: string, link: string): void {
  save([...saved.value.filter((one) => one.name !== name), { name, link }]);
}

export function forget(name: string): void {
  save(saved.value.filter((one) => one.name !== name));
}
