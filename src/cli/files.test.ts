import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "./errors.ts";
import { checkOutputs, readText, writeOutputs } from "./files.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "corridor-files-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const rules = { force: false, inputs: [] };

describe("readText", () => {
  it("reads no more than one byte over the limit", () => {
    writeFileSync(at("long"), "é".repeat(100));
    expect(readText(at("long"), 400)).toBe("é".repeat(100));
    expect(readText(at("long"), 10).length).toBeLessThan(8);
    expect(readText("/dev/zero", 1000)).toHaveLength(1001);
  });
  it("says why it cannot", () => {
    expect(() => readText(at("none"), 10)).toThrow("there is no such file");
    expect(() => readText(folder, 10)).toThrow("it is a folder");
  });
});

describe("checkOutputs", () => {
  it("leaves nothing behind", () => {
    checkOutputs([at("a.csv"), at("b.csv")], rules);
    expect(readdirSync(folder)).toEqual([]);
  });
  it("refuses what is there, unless forced", () => {
    writeFileSync(at("a.csv"), "old");
    expect(() => checkOutputs([at("a.csv")], rules)).toThrow("it exists already; give --force to replace it");
    checkOutputs([at("a.csv")], { ...rules, force: true });
  });
  it("never writes over what is read, forced or not", () => {
    writeFileSync(at("my.yaml"), "old");
    const forced = { force: true, inputs: [at("my.yaml")] };
    expect(() => checkOutputs([join(folder, "x", "..", "my.yaml")], forced)).toThrow("it is a file that is being read");
  });
  it("refuses one path for two outputs, however it is written", () => {
    expect(() => checkOutputs([at("a"), `${folder}/./a`], rules)).toThrow("given for two outputs");
  });
  it("refuses folders that do not exist, except the one that it makes", () => {
    expect(() => checkOutputs([at("no/a.csv")], rules)).toThrow(UsageError);
    checkOutputs([at("no/a.csv")], { ...rules, makes: at("no") });
    expect(() => checkOutputs([at("no/no/a.csv")], { ...rules, makes: at("no/no") })).toThrow("there is no folder");
    mkdirSync(at("made"));
    expect(() => checkOutputs([at("made")], { ...rules, force: true })).toThrow("it is a folder");
  });
});

describe("writeOutputs", () => {
  it("writes all files and makes their folder", () => {
    const files = [
      { path: at("out/a.csv"), content: "1" },
      { path: at("out/b.bin"), content: Uint8Array.of(2) },
    ];
    expect(writeOutputs(files, false)).toEqual([at("out/a.csv"), at("out/b.bin")]);
    expect(readFileSync(at("out/a.csv"), "utf8")).toBe("1");
    expect(readdirSync(at("out"))).toEqual(["a.csv", "b.bin"]);
  });

  it("writes none when one cannot be written", () => {
    writeFileSync(at("file"), "");
    const files = [
      { path: at("out/a.csv"), content: "1" },
      { path: at("file/b.csv"), content: "2" },
    ];
    expect(() => writeOutputs(files, false)).toThrow(UsageError);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it.skipIf(!existsSync("/dev/full"))("says that the disk is full, and does not replace a device", () => {
    const files = [
      { path: at("a.csv"), content: "1" },
      { path: "/dev/full", content: "2" },
    ];
    expect(() => writeOutputs(files, false)).toThrow("cannot write /dev/full: the disk is full");
    expect(readdirSync(folder)).toEqual([]);
    expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
  });

  it("marks what is partial, and replaces nothing with it", () => {
    writeFileSync(at("a.csv"), "whole");
    const file = { path: at("a.csv"), content: "part" };
    expect(writeOutputs([file], true)).toEqual([at("a.partial.csv")]);
    expect(writeOutputs([file], true)).toEqual([at("a.partial-2.csv")]);
    expect(readFileSync(at("a.csv"), "utf8")).toBe("whole");
  });
});
