import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, temporaryFolder } from "./corridor.ts";

const example = resolve("data/evidence/example.yaml");

describe.skipIf(!built)(`corridor evidence${needsBuild}`, () => {
  const folder = temporaryFolder();
  afterAll(() => rmSync(folder, { recursive: true }));
  const here = (...args: string[]) => corridor(["evidence", ...args], { cwd: folder });

  it("judges every claim again", () => {
    const { code, out, err } = here("check", "--json");
    expect([code, err]).toEqual([0, ""]);
    const { claims } = JSON.parse(out);
    expect(claims).toHaveLength(55);
    expect(Object.keys(claims[0])).toEqual(["id", "verdict", "origins"]);
    expect(claims.find(({ id }: { id: string }) => id === "C38")).toEqual({
      id: "C38",
      verdict: "partly",
      origins: ["NBC"],
    });
    expect(here("check").out).toBe("55 claims judged again: every verdict and every origin is as recorded\n");
  });
  it("judges claims of one's own with them, and counts the origins that they add", () => {
    const { code, out } = here("check", "--json", "--with", example);
    expect(code).toBe(0);
    const { claims } = JSON.parse(out);
    expect(claims).toHaveLength(57);
    expect(claims.find(({ id }: { id: string }) => id === "C30").origins).toEqual(["NYT", "weekly"]);
  });
  it.each(["claim", "parameter", "lever", "document", "fact", "mechanism"])(
    "lists and shows %s in 80 columns",
    (kind) => {
      const list = here(kind);
      expect(list.code).toBe(0);
      expect(Math.max(...list.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
      const entries = JSON.parse(here(kind, "--json").out);
      const id = entries[0].id ?? entries[0].name;
      const card = here(kind, id);
      expect(card.code).toBe(0);
      expect(card.out.split("\n")[0]).toBe(id);
      expect(Math.max(...card.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
      expect(JSON.parse(here(kind, id, "--json").out)).toEqual(entries[0]);
    },
  );
  it("filters", () => {
    const ids = (...args: string[]) => JSON.parse(here(...args, "--json").out).map((one: { id: string }) => one.id);
    expect(ids("claim", "--verdict", "contradicted")).toEqual(["C09"]);
    expect(ids("claim", "--mechanism", "courts")).toEqual(["C17"]);
    expect(ids("lever", "--grade", "guess", "--mechanism", "bribes")).toEqual(["bribeSupervision"]);
    expect(here("claim", "--verdict", "contradicted", "--mechanism", "courts").out).toBe(
      "No claim has all that was asked for.\n",
    );
  });
  it("says how a claim holds in part, with the figures", () => {
    const { sentence } = JSON.parse(here("claim", "C38", "--json").out);
    expect(sentence).toContain("Holds: over a million expulsions in FY2021 (1,040,220)");
    expect(sentence).toContain("Does not hold: over a million expulsions in FY2020 (197,043)");
    expect(here("claim", "C38").out).toContain("sum(expulsions,");
  });
  it("gives value, range, unit, grade and source of a parameter and a lever in lines of their own", () => {
    const labels = (...args: string[]): string[] =>
      here(...args)
        .out.split("\n")
        .flatMap((line) => /^(\w+):/.exec(line)?.[1] ?? []);
    expect(labels("parameter", "patienceDays").slice(0, 5)).toEqual(["Value", "Range", "Unit", "Grade", "Source"]);
    expect(labels("lever", "effort")).toEqual(expect.arrayContaining(["Value", "Range", "Unit", "Grade", "Source"]));
    expect(here("fact", "F15").out).toContain("fit: may be fitted to");
  });
  it("reads a file of one's own", () => {
    const { code, out } = here("claim", "darien-doubled", "--with", example);
    expect(code).toBe(0);
    expect(out).toContain("supported");
  });
  it("gives everything as JSON", () => {
    const ledger = JSON.parse(here("--json").out);
    expect(Object.keys(ledger)).toEqual(["documents", "claims", "mechanisms", "levers", "parameters", "facts"]);
  });
  it.each<readonly [string, readonly string[], string]>([
    [
      "an unknown kind",
      ["claims"],
      '"claims" was given; expected claim, parameter, lever, document, fact, mechanism, check or lineage; did you mean "claim"?',
    ],
    [
      "an id without its kind",
      ["C38"],
      '"C38" was given; expected claim, parameter, lever, document, fact, mechanism, check or lineage; did you mean "claim C38"?',
    ],
    [
      "lineage with a letter too many",
      ["lineages", "x"],
      '"lineages" was given; expected claim, parameter, lever, document, fact, mechanism, check or lineage; did you mean "lineage"?',
    ],
    ["an unknown claim", ["claim", "C99"], '"C99" was given; expected'],
    ["an unknown mechanism", ["claim", "--mechanism", "cort"], '--mechanism: "cort" was given; expected'],
    [
      "an unknown verdict",
      ["claim", "--verdict", "true"],
      '--verdict: "true" was given; expected supported or partly or contradicted or untestable',
    ],
    [
      "a grade of a claim",
      ["claim", "--grade", "guess"],
      "--grade was given for a claim; expected --verdict or --mechanism",
    ],
    [
      "a filter of a fact",
      ["fact", "--verdict", "partly"],
      "--verdict was given for a fact; expected no filter, as there is none for a fact",
    ],
    [
      "a filter without a list",
      ["--verdict", "partly"],
      "--verdict was given without a list; expected one, as in corridor evidence claim --verdict partly",
    ],
    ["a word after check", ["check", "C38"], '"C38" was given; expected nothing after check'],
    [
      "a missing file",
      ["claim", "--with", "none.yaml"],
      '--with: "none.yaml" was given; expected a file that can be read (there is no such file or folder)',
    ],
    ["a folder", ["claim", "--with", "."], '--with: "." was given; expected a file that can be read (it is a folder)'],
  ])("refuses %s", (_, args, says) => {
    const { code, out, err } = here(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`corridor: ${says}`);
    expect(err).not.toContain("    at ");
  });
  it("refuses a circle of documents in a file, with its place", () => {
    const text = readFileSync(example, "utf8").replace("of: weekly", "of: weekly-reprint");
    writeFileSync(join(folder, "circle.yaml"), text);
    const { code, err } = here("check", "--with", "circle.yaml");
    expect(code).toBe(2);
    expect(err).toMatch(
      /^corridor: circle\.yaml:13:9: documents\[1\]\.of: "weekly-reprint" was given; .* circle \(.*\)\.\n$/,
    );
  });
  it("has a schema of such files", () => {
    const schema = corridor(["schema", "evidence"]);
    expect(JSON.parse(schema.out).properties.evidence.const).toBe(1);
    expect(corridor(["schema", "facts"]).err).toContain('"facts" was given; expected scenario or bargain or evidence');
  });
});
