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

/** Whether the reader has changed nothing yet of what the browser's present entry opened. */
let untouched = true;

function forget(): void {
  clearTimeout(waiting);
  waiting = undefined;
}

function write(): void {
  forget();
  if (hashOf(address.peek()) === location.hash) return;
  written = performance.now();
  history.replaceState(null, "", hashOf(address.peek()));
}

/** What an entry showed whose address does not say it, such as that of the bare page. */
interface Kept {
  readonly shows: string;
}

/** The address that was opened or followed last, until what it names has been brought into view. */
export const arrival = signal<Address | undefined>(address.peek());

/**
 * Says in the address what the page itself makes of what was opened; no step back in the browser's history. The browser's own address
 * follows after a rest.
 */
export function settleAddress(shows: string): void {
  const { page, shows: before } = address.peek();
  if (shows === before) return;
  address.value = { page, shows };
  const wait = written + rest - performance.now();
  if (wait <= 0) write();
  else waiting ??= window.setTimeout(write, wait);
}

/**
 * Says in the address what the reader has set. The first change after arriving leaves what was opened one step back in the browser's
 * history; those that follow leave no step, as a slider that is dragged makes many.
 * @param opened what the page showed before, where the address does not say it.
 */
export function keepInAddress(shows: string, opened = address.peek().shows): void {
  const { page, shows: before } = address.peek();
  if (shows === before) return;
  if (!untouched) {
    settleAddress(shows);
    return;
  }
  if (waiting !== undefined) write();
  untouched = false;
  address.value = { page, shows };
  const kept: Kept = { shows: opened };
  history.replaceState(kept, "");
  history.pushState(null, "", hashOf(address.peek()));
  written = performance.now();
}

// comes with the step itself, while `hashchange` is a task of its own: what waits is not to be written into the entry that was gone to
addEventListener("popstate", forget);
addEventListener("hashchange", () => {
  forget();
  untouched = true;
  const read = readAddress(location.hash);
  const kept = history.state as Kept | null;
  address.value = kept && read.shows === "" ? { ...read, shows: kept.shows } : read;
  arrival.value = address.value;
});
addEventListener("pagehide", () => {
  if (waiting !== undefined) write();
});
