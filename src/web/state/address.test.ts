import { describe, expect, it, vi } from "vitest";

vi.useFakeTimers();
/** The browser's entries, of which one is shown, and what it tells the page when another one is. */
const entries: { hash: string; state: unknown }[] = [{ hash: "", state: null }];
let at = 0;
const listeners = new Map<string, () => void>();
const goTo = (next: number, between = (): void => {}): void => {
  at = next;
  listeners.get("popstate")!();
  between();
  listeners.get("hashchange")!();
};
vi.stubGlobal("location", {
  get hash() {
    return entries[at].hash;
  },
});
vi.stubGlobal("history", {
  get state() {
    return entries[at].state;
  },
  replaceState: (state: unknown, _: string, hash = entries[at].hash) => {
    entries[at] = { hash, state };
  },
  pushState: (state: unknown, _: string, hash: string) => {
    at++;
    entries.splice(at, entries.length, { hash, state });
  },
});
vi.stubGlobal("addEventListener", (name: string, listener: () => void) => listeners.set(name, listener));
vi.stubGlobal("window", globalThis);
const { address, hashOf, hashOfLever, keepInAddress, readAddress, settleAddress } = await import("./address.ts");

describe("the address", () => {
  it.each([
    ["", "simulator", ""],
    ["#v=1&base=history", "simulator", "v=1&base=history"],
    ["#compare", "compare", ""],
    ["#forecast/2023-09", "forecast", "2023-09"],
    ["#evidence/claims/C38?verdict=partly", "evidence", "claims/C38?verdict=partly"],
    ["#stories/loop-south/2", "stories", "loop-south/2"],
    ["#comparex/a", "simulator", "comparex/a"],
  ])("%j is the page %s", (hash, page, shows) => {
    expect(readAddress(hash)).toEqual({ page, shows });
    expect(hashOf(readAddress(hash)).replace(/^#$/, "")).toBe(hash);
  });

  it("may ask the simulator to open a lever, and leaves its scenario alone", () => {
    expect(readAddress(hashOfLever("effort"))).toEqual({ page: "simulator", shows: "", lever: "effort" });
  });
});

describe("the way back", () => {
  const hashes = (): string[] => entries.map(({ hash }) => hash);

  it("leads to what was opened, however many changes followed, and on again to the last of them", () => {
    keepInAddress("v=1&change=a", "v=1&base=history");
    keepInAddress("v=1&change=b");
    keepInAddress("v=1&change=c");
    vi.advanceTimersByTime(500);
    expect(hashes()).toEqual(["", "#v=1&change=c"]);
    goTo(0);
    expect(address.value).toEqual({ page: "simulator", shows: "v=1&base=history" });
    goTo(1);
    expect(address.value).toEqual({ page: "simulator", shows: "v=1&change=c" });
  });

  it("leads there too while the last change waits to be written, whatever the browser does before it says so", () => {
    entries.splice(0, entries.length, { hash: "", state: null });
    goTo(0);
    keepInAddress("v=1&change=a", "v=1&base=history");
    keepInAddress("v=1&change=b");
    goTo(0, () => vi.advanceTimersByTime(500));
    expect(hashes()[0]).toBe("");
    expect(address.value).toEqual({ page: "simulator", shows: "v=1&base=history" });
  });

  it("is not lengthened by what the page itself makes of an address", () => {
    entries.splice(0, entries.length, { hash: "#compare", state: null });
    goTo(0);
    settleAddress("a/b");
    vi.advanceTimersByTime(500);
    expect(hashes()).toEqual(["#compare/a/b"]);
    keepInAddress("a/c");
    expect(hashes()).toEqual(["#compare/a/b", "#compare/a/c"]);
  });
});
