import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LinkedChange } from "../../scenario/link.ts";

vi.stubGlobal("location", { hash: "" });
vi.stubGlobal("history", { state: null, replaceState: () => {}, pushState: () => {} });
vi.stubGlobal("addEventListener", () => {});
vi.stubGlobal("window", globalThis);
const { changesFrom, resetAll, scenario, set, setLever } = await import("./workspace.ts");

const changes = (): readonly LinkedChange[] => scenario.value.changes;
const begin = (...given: LinkedChange[]): void => set({ base: "history", remove: [], changes: given });

describe("a slider", () => {
  beforeEach(resetAll);

  it("sets a value from the date of new changes on", () => {
    setLever("raids", "Tijuana", { value: 500 });
    setLever("raids", undefined, { multiply: 2 });
    expect(changes()).toEqual([
      { lever: "raids", for: "Tijuana", from: changesFrom.value, value: 500 },
      { lever: "raids", from: changesFrom.value, multiply: 2 },
    ]);
  });

  it("leaves a change its dates, its ramp and its place", () => {
    const raids = { lever: "raids", for: ["Tijuana"], from: "2023-12-21", until: "2024-06-30" } as const;
    const known: LinkedChange = { ...raids, for: ["Tijuana"], announced: "2023-12-20", ramp: 30, value: 1000 };
    const other: LinkedChange = { lever: "effort", from: "2024-01", value: 0 };
    begin(known, other);
    setLever("raids", "Tijuana", { value: 500 });
    expect(changes()).toEqual([{ ...known, value: 500 }, other]);
  });

  it("moves the first of several changes of a lever and leaves the others alone", () => {
    const [first, second, third] = ["2023-10", "2024-01", "2024-05"].map(
      (from): LinkedChange => ({ lever: "effort", from, value: 0 }),
    );
    begin(first, second, third);
    setLever("effort", undefined, { value: 0.5 });
    expect(changes()).toEqual([{ ...first, value: 0.5 }, second, third]);
  });

  it("puts a multiple in the place of a value", () => {
    begin({ lever: "shelterPlaces", from: "2024-01", ramp: 30, value: 100 });
    setLever("shelterPlaces", undefined, { multiply: 2 });
    expect(changes()).toEqual([{ lever: "shelterPlaces", from: "2024-01", ramp: 30, multiply: 2 }]);
  });

  it("takes from a lever of whole steps the ramp of an address, which no simulation accepts", () => {
    begin({ lever: "docketOrder", from: "2024-01", until: "2024-03", ramp: 30, value: 1 });
    setLever("docketOrder", undefined, { value: 0 });
    expect(changes()).toEqual([{ lever: "docketOrder", from: "2024-01", until: "2024-03", value: 0 }]);
  });
});
