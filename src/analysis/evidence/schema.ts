import { z } from "zod";
import { comparisons, reductions, relations } from "../../data/evidence/schemas.ts";
import { sources } from "../../data/evidence/sources.ts";
import { text } from "../../scenario/fields.ts";

/** Version that a file of evidence states in its `evidence` key. */
const evidenceVersion = 1;

/*
 * Each `error` below completes the sentence "... was given; expected ...".
 */
const idExpected = "an id of letters, digits and hyphens";

function id(description: string) {
  return z
    .string({ error: idExpected })
    .regex(/^[A-Za-z0-9][\w-]*$/, { error: idExpected, abort: true })
    .max(80, { error: "at most 80 characters" })
    .describe(description);
}

function list<Item extends z.ZodType>(item: Item, of: string, description: string) {
  return z.array(item, { error: `a list of ${of}` }).describe(description);
}

const name = z.string({ error: "a name" });

const document = z
  .strictObject(
    {
      id: id("Short name that claims use."),
      title: text(500, "Who published what, and when."),
      relation: z
        .enum(relations, { error: relations.join(", ") })
        .describe(
          "original: own reporting. syndicated: a reprint. reworded: the same story in other words. summary: an abridgement.",
        ),
      of: name.describe("Id of the document on which this one rests; for all but originals.").optional(),
      origin: text(
        80,
        "Name of the reporting behind an original, if others rest on the same; its id when left out.",
      ).optional(),
      says: list(name, "ids of claims", "Claims of the project that the document makes, such as C38.").optional(),
    },
    { error: "a mapping with the keys id, title and relation" },
  )
  .describe("A document, and what it rests on.");

const operand = z
  .strictObject(
    {
      source: name.describe(`What is read: ${Object.keys(sources).join(", ")}.`),
      of: name
        .describe("Members with + between them, not before one for all the others; a metric; words of an event.")
        .optional(),
      when: name.describe("2023-12, 2023, FY2023, or from one to another with ..").optional(),
      reduce: z
        .enum(reductions, { error: reductions.join(", ") })
        .describe("How the figures become one number.")
        .default("value"),
    },
    { error: "a mapping with the keys source, of, when and reduce" },
  )
  .describe("Figures, brought down to one number.");

const part = z
  .strictObject(
    {
      states: text(500, "The part of the claim, in words."),
      figures: operand.optional(),
      over: operand.describe("What the number is divided by.").optional(),
      comparison: z
        .enum(comparisons, { error: comparisons.join(", ") })
        .describe("How the number must stand to the figure.")
        .optional(),
      figure: z.number({ error: "a finite number" }).describe("The figure that the claim names.").optional(),
      tolerance: z
        .number({ error: "a share of the figure" })
        .min(0, { error: "a share of at least 0" })
        .max(1, { error: "a share of at most 1" })
        .describe("For about: how far off still counts, as a share of the figure.")
        .optional(),
    },
    { error: "a mapping with the keys states, figures, comparison and figure" },
  )
  .describe("One part of a claim with the query that decides it, or with its words alone if no table does.");

const claim = z
  .strictObject(
    {
      id: id("Short name."),
      claim: text(500, "What is claimed, in your own words."),
      documents: list(name, "ids of documents", "Documents that say it, yours or the project's."),
      mechanisms: list(name, "mechanisms", "Mechanisms that it is about; `corridor evidence mechanism` lists them."),
      levers: list(name, "levers", "Levers that it is about.").optional(),
      parameters: list(name, "parameters", "Parameters that it is about.").optional(),
      facts: list(name, "facts", "Facts that bear on it.").optional(),
      parts: list(part, "parts", "What is tested.").optional(),
      limits: text(1000, "What the test does not show; for a claim without a test, why there is none.").optional(),
    },
    { error: "a mapping with the keys id, claim, documents and mechanisms" },
  )
  .describe("A claim, and how it is tested.");

/** A file of evidence, version 1: types, validation and JSON Schema in one. */
export const evidenceFile = z
  .strictObject(
    {
      evidence: z
        .literal(evidenceVersion, { error: `${evidenceVersion}, the schema version` })
        .describe("Version of this schema."),
      documents: list(document, "documents", "Documents beyond those of the project.").optional(),
      claims: list(claim, "claims", "Claims beyond those of the project.").optional(),
    },
    { error: "a mapping with the keys evidence, documents and claims" },
  )
  .superRefine((file, context) => {
    (file.claims ?? []).forEach((one, at) => {
      (one.parts ?? []).forEach((tested, index) => {
        const given = (["figures", "comparison", "figure"] as const).filter((key) => tested[key] !== undefined);
        if (given.length === 3 || (given.length === 0 && tested.over === undefined && tested.tolerance === undefined))
          return;
        const message = `a part with some of figures, comparison and figure was given; expected all of them, or none if no table decides it`;
        context.addIssue({ code: "custom", path: ["claims", at, "parts", index], message });
      });
    });
  });

export type EvidenceFile = z.infer<typeof evidenceFile>;

/** Keys that a mapping at a path of the file may have. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const last = path[path.length - 1];
  if (last === "figures" || last === "over") return Object.keys(operand.shape);
  if (path[2] === "parts") return Object.keys(part.shape);
  if (path[0] === "claims") return Object.keys(claim.shape);
  if (path[0] === "documents") return Object.keys(document.shape);
  return Object.keys(evidenceFile.shape);
}

/** JSON Schema of files of evidence, for editors. */
export function evidenceJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(evidenceFile, { io: "input" }) as Record<string, unknown>;
}
