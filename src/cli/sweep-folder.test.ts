import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Part } from "../analysis/sweep/part.ts";
import { clearUnfinished, makeFolder, writePart } from "./sweep-folder.ts";

const flushed = vi.hoisted(() => [] as string[]);
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const fsyncSync = (descriptor: number): void => {
    const what = fs.fstatSync(descriptor).isDirectory() ? "folder" : "file";
    flushed.push(what);
    fs.fsyncSync(descriptor);
    if (what === "folder") throw Object.assign(new Error("folders are not flushed"), { code: "EINVAL" });
  };
  return { ...fs, fsyncSync };
});

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

describe("writePart", () => {
  it("flushes the file and then the folder, where the system does that", () => {
    writePart(folder, { chunk: { index: 3 }, bytes: new Uint8Array(10) } as Part);
    expect(flushed).toEqual(["file", "folder"]);
    expect(readdirSync(folder)).toEqual(["part-000003.parquet"]);
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
