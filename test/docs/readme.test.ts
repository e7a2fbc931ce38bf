import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const readme = readFileSync("README.md", "utf8");
const main = resolve("dist/cli/main.js");

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, code]) => code);
}

const commands = blocks("bash").flatMap((block) => block.trim().split("\n"));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "corridor-readme-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(resolve("."), join(folder, "node_modules", "corridor"), "dir");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

describe("the README", () => {
  test("shows commands and a snippet", () => {
    expect(commands.length).toBeGreaterThan(0);
    expect(blocks("js")).toHaveLength(1);
  });

  test.each(commands)("%s", (command) => {
    const [name, ...args] = command.match(/'[^']*'|\S+/g)!.map((word) => word.replace(/^'(.*)'$/, "$1"));
    expect(name).toBe("corridor");
    expect(node(main, ...args)).not.toBe("");
  });

  test("its snippet runs", () => {
    const file = join(folder, "snippet.mjs");
    writeFileSync(file, blocks("js")[0]);
    const lines = node(file).trim().split("\n");
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/^2023-10 \d+ observed 188749$/);
    expect(lines[6]).toMatch(/^-\d+ -\d+ -\d+$/);
  });
});
