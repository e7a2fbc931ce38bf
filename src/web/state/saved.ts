import { signal } from "@preact/signals";

/** Scenarios that the reader has named, kept by the browser on this machine. */
export interface SavedScenario {
  readonly name: string;
  /** The part of the address after `#`. */
  readonly link: string;
}

const key = "corridor.scenarios";

function kept(): readonly SavedScenario[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    const isSaved = (one: Partial<SavedScenario> | null): one is SavedScenario =>
      typeof one?.name === "string" && typeof one.link === "string";
    return Array.isArray(found) ? found.filter(isSaved) : [];
  } catch {
    return [];
  }
}

export const saved = signal<readonly SavedScenario[]>(kept());

function keep(next: readonly SavedScenario[]): void {
  saved.value = next;
  localStorage.setItem(key, JSON.stringify(next));
}

/** Keeps a scenario under a name; one of the same name makes room. */
export function saveAs(name: string, link: string): void {
  keep([...saved.value.filter((one) => one.name !== name), { name, link }]);
}

export function forget(name: string): void {
  keep(saved.value.filter((one) => one.name !== name));
}
