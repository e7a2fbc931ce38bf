import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clearUnfinished, makeFolder } from "./sweep-folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "corridor-sweep-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("makeFolder", () => {
  it("makes a folder and those it is in, and leaves one that is there", () => {
    const path = join(folder, "a", "b", "c");
    makeFolder(path);
    writeFileSync(join(path, "kept"), "");
    makeFolder(path);
    expect(statSync(join(path, "kept")).isFile()).toBe(true);
  });
  it("says why it cannot", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => makeFolder(join(folder, "file", "a"))).toThrow(/^cannot write .*file: /);
    expect(() => makeFolder(join(folder, "x".repeat(300)))).toThrow("the name is too long");
  });
  it.runIf(process.platform === "linux")("comes to an end where the system lets nobody make folders", () => {
    expect(() => makeFolder("/proc/corridor/results")).toThrow("cannot write /proc/corridor: ");
  });
});

describe("clearUnfinished", () => {
  it("takes away what was left half-written long ago, and nothing that may be being written", () => {
    const old = [".sweep.json.17.tmp", ".part-000001.parquet.0af3.tmp", ".part-000001.parquet.tmp", ".mine.csv.1.tmp"];
    const names = [...old, ".part-000002.parquet.0af3.tmp", "part-000003.parquet"];
    for (const name of names) writeFileSync(join(folder, name), "");
    const yesterday = Date.now() / 1000 - 86_400;
    for (const name of [...old, "part-000003.parquet"]) utimesSync(join(folder, name), yesterday, yesterday);
    clearUnfinished(folder);
    expect(readdirSync(folder).sort()).toEqual(names.slice(2).sort());
  });
});
