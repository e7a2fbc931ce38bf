import { signal } from "@preact/signals";

/** Pages, in the order of the navigation. */
export const pages = ["simulator", "compare", "forecast", "bargain", "evidence", "stories", "method"] as const;
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

/** Between two writings of the browser's address while the reader drags, milliseconds: Safari throws at the 101st within 30 seconds. */
const rest = 400;
let written = Number.NEGATIVE_INFINITY;
let waiting: number | undefined;

function write(): void {
  clearTimeout(waiting);
  waiting = undefined;
  if (hashOf(address.peek()) === location.hash) return;
  written = performance.now();
  history.replaceState(null, "", hashOf(address.peek()));
}

/** The address that was opened or followed last, until what it names has been brought into view. */
export const arrival = signal<Address | undefined>(address.peek());

/** Says in the address what the page shows now, in the browser's after a rest; no step back in the browser's history. */
export function keepInAddress(shows: string): void {
  const { page, shows: before } = address.peek();
  if (shows === before) return;
  address.value = { page, shows };
  const wait = written + rest - performance.now();
  if (wait <= 0) write();
  else waiting ??= window.setTimeout(write, wait);
}

addEventListener("hashchange", () => {
  clearTimeout(waiting);
  waiting = undefined;
  address.value = readAddress(location.hash);
  arrival.value = address.value;
});
addEventListener("pagehide", write);
