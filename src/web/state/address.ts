import { signal } from "@preact/signals";

/** Pages, in the order of the navigation. */
export const pages = ["simulator", "compare", "forecast", "evidence", "stories", "method"] as const;
/** Beside them, the chart alone that other sites show. */
const names = [...pages, "embed"] as const;
export type PageName = (typeof names)[number];

/**
 * The part of the address after `#`: `compare/…` is a page and what it shows there; a scenario alone (`v=1&…`) is the simulator's, so that
 * links keep their short form.
 */
export interface Address {
  readonly page: PageName;
  readonly shows: string;
  /** Id of the lever that the simulator is to open, from an address such as `simulator/effort`. */
  readonly lever?: string;
}

export function readAddress(hash: string): Address {
  const text = hash.replace(/^#/, "");
  const lever = /^simulator\/(\w+)$/.exec(text)?.[1];
  if (lever !== undefined) return { page: "simulator", shows: "", lever };
  const page = names.find((name) => text === name || text.startsWith(`${name}/`));
  return page ? { page, shows: text.slice(page.length + 1) } : { page: "simulator", shows: text };
}

export function hashOf({ page, shows }: Address): string {
  if (page === "simulator") return `#${shows}`;
  return shows === "" ? `#${page}` : `#${page}/${shows}`;
}

/** The address of a lever in the simulator, whatever the scenario there. */
export const hashOfLever = (id: string): string => `#simulator/${id}`;

/** Where the reader is. */
export const address = signal<Address>(readAddress(location.hash));

/** Says in the address what the page shows now; no step back in the browser's history. */
export function keepInAddress(shows: string): void {
  const next = { page: address.value.page, shows };
  if (hashOf(next) === location.hash) return;
  history.replaceState(null, "", hashOf(next));
  address.value = next;
}

addEventListener("hashchange", () => {
  address.value = readAddress(location.hash);
});
