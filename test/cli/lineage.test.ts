import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { built, corridor, needsBuild, temporaryFolder } from "./corridor.ts";

const texts = fileURLToPath(new URL("../lineage/texts/bridge", import.meta.url));

describe.skipIf(!built)(`corridor evidence lineage${needsBuild}`, () => {
  const folder = temporaryFolder();
  beforeAll(() => {
    cpSync(texts, join(folder, "texts"), { recursive: true });
    writeFileSync(join(folder, "texts/scan.pdf"), "no text");
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const lineage = (...args: string[]) => corridor(["evidence", "lineage", "texts", ...args], { cwd: folder });

  it("says which texts come from one story, with the evidence, and writes nothing", () => {
    const { code, out, err } = lineage();
    expect(code).toBe(0);
    expect(err).toBe("Note: left out, as they end in neither .txt nor .md: scan.pdf\n");
    expect(out).toMatch(/^6 texts, 3 independent origins, 2 events\n/);
    expect(out).toContain("\n    reprint: copy of original (test material, second paper, 2031-02-15)\n");
    expect(out).toMatch(/\nsummary from original: abridgement\n {2}Five-word runs: \d+% of summary in original/);
    expect(out).toContain("Quote in both (100% alike): “They wanted the bridge to hurt");
    expect(out).toContain("the decision is yours");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(existsSync(join(folder, "documents.yaml"))).toBe(false);
  });

  it("gives everything as JSON", () => {
    const result = JSON.parse(lineage("--json").out);
    expect(result.independentOrigins).toBe(3);
    expect(result.events.map(({ origins }: { origins: number }) => origins)).toEqual([2, 1]);
    expect(result.pairs).toHaveLength(15);
    expect(result.texts[1]).toEqual({
      id: "original",
      title: "Freight bridge at Puerto Amaro reopens after eleven days and a promise of patrols",
      publisher: "test material",
      date: "2031-02-14",
    });
  });

  it("writes documents for the ledger when asked, each resting on one that stands there too", () => {
    const { code, err } = lineage("--out", "documents.yaml", "--json");
    expect(code).toBe(0);
    expect(err).toContain("Wrote documents.yaml");
    const { evidence, documents } = parse(readFileSync(join(folder, "documents.yaml"), "utf8"));
    expect(evidence).toBe(1);
    const relations = documents.map(({ id, relation, of }: Record<string, string>) => [id, relation, of ?? null]);
    expect(relations).toEqual([
      ["independent", "original", null],
      ["original", "original", null],
      ["reprint", "syndicated", "original"],
      ["retelling", "reworded", "original"],
      ["summary", "summary", "original"],
      ["unrelated", "original", null],
    ]);
  });

  it("has a description and examples", () => {
    const { code, out } = corridor(["evidence", "lineage", "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:\n {2}corridor evidence lineage/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
