import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("location", { hash: "" });
vi.stubGlobal("addEventListener", () => {});
const { hashOf, hashOfLever, readAddress } = await import("./address.ts");

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
