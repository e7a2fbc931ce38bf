import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkEvidence } from "../../data/evidence/check.ts";
import { evidenceLedger } from "../../data/evidence/ledger.ts";
import { ScenarioError } from "../../scenario/error.ts";
import { ledgerWith } from "./file.ts";
import { evidenceJsonSchema } from "./schema.ts";

const example = readFileSync("data/evidence/example.yaml", "utf8");

function messageOf(text: string): string {
  try {
    ledgerWith(text, "my.yaml");
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return "no error";
}

const documents = (...lines: readonly string[]) =>
  `evidence: 1\ndocuments:\n${lines.map((line) => `  - ${line}\n`).join("")}`;
const claim = (more: string) =>
  `evidence: 1\nclaims:\n  - id: mine\n    claim: Something\n    documents: [D2]\n${more}`;
const part = (more: string) =>
  claim(`    mechanisms: [flow]\n    parts:\n      - states: so\n        comparison: over\n        figure: 1\n${more}`);

describe("a file of evidence", () => {
  it("adds documents and claims, judged as the project's are", () => {
    const { claims } = ledgerWith(example, "example.yaml");
    const own = evidenceLedger().claims;
    expect(claims.slice(0, own.length).map(({ verdict }) => verdict)).toEqual(own.map(({ verdict }) => verdict));
    const added = claims.find(({ id }) => id === "darien-doubled")!;
    expect(added).toMatchObject({ verdict: "supported", origins: ["weekly"], series: ["darien"] });
    expect(claims.find(({ id }) => id === "officers-tired")).toMatchObject({ verdict: "untestable" });
  });
  it("adds an origin to a claim of the project where there is one, and none for another copy", () => {
    const { claims } = ledgerWith(example, "example.yaml");
    expect(claims.find(({ id }) => id === "C30")!.origins).toEqual(["NYT", "weekly"]);
    expect(claims.find(({ id }) => id === "C12")).toMatchObject({
      documents: ["D1", "D2", "digest"],
      origins: ["NYT"],
    });
  });
  it("leaves the record of the project as it is", () => {
    const check = checkEvidence(ledgerWith(example, "example.yaml"));
    expect(check.claims).toHaveLength(57);
    expect(check.differences).toEqual([]);
  });
  it("changes its verdict with its figure", () => {
    const verdict = (figure: number) =>
      ledgerWith(example.replace("figure: 500000", `figure: ${figure}`), "my.yaml").claims.find(
        ({ id }) => id === "darien-doubled",
      )!.verdict;
    expect([verdict(500000), verdict(600000)]).toEqual(["supported", "partly"]);
  });
  it("has a JSON Schema that describes every key", () => {
    const text = JSON.stringify(evidenceJsonSchema());
    for (const key of ["documents", "relation", "origin", "says", "mechanisms", "reduce", "tolerance", "limits"])
      expect(text).toContain(`"${key}":{`);
  });
});

describe("a file of evidence that is wrong", () => {
  it.each<readonly [what: string, text: string, message: string]>([
    [
      "empty",
      "",
      "my.yaml:1:1: evidence: nothing was given; expected a mapping with the keys evidence, documents and claims.",
    ],
    ["of no version", "documents: []\n", "my.yaml:1:1: evidence: nothing was given; expected 1, the schema version."],
    ["of another version", "evidence: 2\n", "my.yaml:1:11: evidence: 2 was given; expected 1, the schema version."],
    [
      "with a misspelt key",
      documents("{ id: a, titel: x, relation: original }"),
      'my.yaml:3:14: documents[0].titel: the unknown key "titel" was given; expected one of id, title, relation, of, origin, says; did you mean "title"?',
    ],
    [
      "with an unknown relation",
      documents("{ id: a, title: x, relation: reworked, of: D2 }"),
      'my.yaml:3:34: documents[0].relation: "reworked" was given; expected original, syndicated, reworded, summary; did you mean "reworded"?',
    ],
    [
      "whose documents go in a circle",
      documents("{ id: a, title: x, relation: summary, of: b }", "{ id: b, title: y, relation: reworded, of: a }"),
      'my.yaml:3:47: documents[0].of: "b" was given; expected a document that leads back to an original, not in a circle (a → b → a).',
    ],
    [
      "whose document rests on itself",
      documents("{ id: a, title: x, relation: summary, of: a }"),
      'my.yaml:3:47: documents[0].of: "a" was given; expected a document that leads back to an original, not in a circle (a → a).',
    ],
    [
      "whose copy has no original",
      documents("{ id: a, title: x, relation: summary }"),
      "my.yaml:3:5: documents[0].of: nothing was given; expected the document on which this one rests, as it is summary.",
    ],
    [
      "whose copy rests on nothing known",
      documents("{ id: a, title: x, relation: summary, of: NBCC }"),
      'my.yaml:3:47: documents[0].of: "NBCC" was given; expected the id of a document; did you mean "NBC"?',
    ],
    [
      "with the id of a document of the project",
      documents("{ id: D2, title: x, relation: original }"),
      'my.yaml:3:11: documents[0].id: "D2" was given; expected an id that no other document has.',
    ],
    [
      "whose document says an unknown claim",
      documents("{ id: a, title: x, relation: original, says: [C99] }"),
      'my.yaml:3:51: documents[0].says[0]: "C99" was given; expected the id of a claim of the project; did you mean "C09"?',
    ],
    [
      "with an unknown mechanism",
      claim("    mechanisms: [corts]\n    limits: none\n"),
      'my.yaml:6:18: claims[0].mechanisms[0]: "corts" was given; expected the id of a mechanism; did you mean "courts"?',
    ],
    [
      "with an unknown lever",
      claim("    mechanisms: [courts]\n    levers: [judge]\n    limits: none\n"),
      'my.yaml:7:14: claims[0].levers[0]: "judge" was given; expected the id of a lever; did you mean "judges"?',
    ],
    [
      "with an unknown parameter",
      claim("    mechanisms: [courts]\n    parameters: [serchRate]\n    limits: none\n"),
      'my.yaml:7:18: claims[0].parameters[0]: "serchRate" was given; expected the id of a parameter; did you mean "searchRate"?',
    ],
    [
      "with an unknown fact",
      claim("    mechanisms: [courts]\n    facts: [X1]\n    limits: none\n"),
      'my.yaml:7:13: claims[0].facts[0]: "X1" was given; expected the id of a fact; did you mean "F01"?',
    ],
    [
      "without a document",
      claim("    mechanisms: [courts]\n    limits: none\n").replace("[D2]", "[]"),
      "my.yaml:5:16: claims[0].documents: nothing was given; expected at least one document that says it.",
    ],
    [
      "without a test or a reason",
      claim("    mechanisms: [courts]\n"),
      "my.yaml:3:5: claims[0].limits: nothing was given; expected a sentence that says why no part of the claim can be tested here.",
    ],
    [
      "with the id of a claim of the project",
      claim("    mechanisms: [courts]\n    limits: none\n").replace("id: mine", "id: C38"),
      'my.yaml:3:9: claims[0].id: "C38" was given; expected an id that no other claim has.',
    ],
    [
      "with half a test",
      claim("    mechanisms: [flow]\n    parts:\n      - states: so\n        figure: 1\n"),
      "my.yaml:8:9: claims[0].parts[0]: a part with some of figures, comparison and figure was given; expected all of them, or none if no table decides it.",
    ],
    [
      "with an unknown series",
      part("        figures: { source: usbpp, when: FY2023, reduce: sum }\n"),
      'my.yaml:11:28: claims[0].parts[0].figures.source: "usbpp" was given; expected a series or table that queries can read; did you mean "usbp"?',
    ],
    [
      "with an unknown member",
      part("        figures: { source: usbpBySector, of: Tuscon, when: FY2023, reduce: sum }\n"),
      'my.yaml:11:46: claims[0].parts[0].figures.of: "Tuscon" was given; expected a member of the series; did you mean "Tucson"?',
    ],
    [
      "with a period without figures",
      part("        figures: { source: usbp, when: FY2030, reduce: sum }\n"),
      'my.yaml:11:40: claims[0].parts[0].figures.when: "FY2030" was given; expected a period for which usbp has figures.',
    ],
    [
      "with an unknown reduction",
      part("        figures: { source: usbp, when: FY2023, reduce: summ }\n"),
      'my.yaml:11:56: claims[0].parts[0].figures.reduce: "summ" was given; expected value, sum, mean, max, min, change, fall, gains, losses, rank, count; did you mean "sum"?',
    ],
    [
      "with a figure that is text",
      part("        figures: { source: usbp, when: FY2023, reduce: sum }\n").replace("figure: 1", "figure: one"),
      'my.yaml:10:17: claims[0].parts[0].figure: "one" was given; expected a finite number.',
    ],
    [
      "of two documents",
      "evidence: 1\n---\nevidence: 1\n",
      'my.yaml:2:1: syntax: a second document ("---") was given; expected one file of evidence.',
    ],
  ])("%s", (_, text, message) => expect(messageOf(text).slice(0, message.length)).toBe(message));
});
