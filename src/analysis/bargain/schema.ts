import { z } from "zod";
import { grades, levers } from "../../model/levers.ts";
import { seed, text } from "../../scenario/fields.ts";
import { lastMonth } from "../../scenario/window.ts";
import { sides } from "./sides.ts";

/** Version that a bargain file states in its `corridor` key. */
export const bargainVersion = 1;

/*
 * Each `error` below completes the sentence "... was given; expected ...".
 */
const identifierExpected = "lower-case letters, digits and hyphens";
const dateExpected = "a date such as 2023-12-21";
const numberExpected = "a finite number";
const sideExpected = `"United States" or "Mexico"`;

function identifier(description: string) {
  return z
    .string({ error: identifierExpected })
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: identifierExpected, abort: true })
    .max(60, { error: "at most 60 characters" })
    .describe(description);
}

function days(description: string, min: number) {
  return z
    .int({ error: "a whole number of days" })
    .min(min, { error: `${min} ${min === 1 ? "day" : "days"} or more` })
    .max(3650, { error: "at most 3,650 days" })
    .describe(description);
}

const side = z.enum(sides, { error: sideExpected });
const grade = z
  .enum(grades, { error: `one of ${grades.join(", ")}` })
  .describe("How well the number is known; guess is a choice of this file, with a wide range.");
const number = (description: string) => z.number({ error: numberExpected }).describe(description);

const change = z
  .strictObject(
    {
      lever: z
        .enum(levers.map(({ id }) => id) as [string, ...string[]], { error: "a lever that `corridor levers` lists" })
        .describe("The policy quantity that changes."),
      for: z
        .union([z.string(), z.array(z.string()).min(1)], { error: "a name, or a list of names" })
        .describe("Nationality, city, sector or region, or a list of them; all when left out.")
        .optional(),
      after: days(
        "Days after the date of the bargain on which the change takes effect; 0 when left out.",
        0,
      ).optional(),
      lasts: days("Days that the change lasts; it stands when left out.", 1).optional(),
      fades: days("After it lasted: days in which the lever goes back, in a straight line.", 1).optional(),
      ramp: days("Days in which the value is reached, in a straight line.", 0).optional(),
      value: z
        .union([z.number(), z.string()], { error: "a finite number in the lever's unit" })
        .describe("New value in the lever's unit.")
        .optional(),
      multiply: z
        .number({ error: numberExpected })
        .min(0, { error: "a multiple of at least 0" })
        .max(1000, { error: "a multiple of at most 1,000" })
        .describe("Instead of a value: multiple of what the lever has without the change.")
        .optional(),
      note: text(1000, "Where the date and the size come from.").optional(),
    },
    { error: "a mapping with the keys lever and value" },
  )
  .describe("One step of one lever, in days after the date of the bargain.");

const cost = z
  .strictObject(
    {
      side: side.describe("Who bears it."),
      of: z
        .enum(["money", "politics"], { error: '"money" or "politics"' })
        .describe("money: million U.S. dollars over the horizon. politics: points of that side's utility."),
      low: number("Low end of the range; negative is a gain."),
      usual: number("What is used unless somebody chooses."),
      high: number("High end of the range."),
      once: z
        .boolean({ error: "true or false" })
        .describe("True if it is borne on the first day, and not spread over the horizon.")
        .optional(),
      grade,
      source: text(500, "A table under data/ with a row, or why there is none."),
    },
    { error: "a mapping with the keys side, of, low, usual, high, grade and source" },
  )
  .describe("What a level costs a side beside what is simulated.");

const level = z
  .strictObject(
    {
      id: identifier("Name of the level."),
      title: text(120, "What it is, in a few words."),
      needs: z
        .enum(["executive", "legislature"], { error: '"executive" or "legislature"' })
        .describe("Who can grant it; the executive when left out.")
        .optional(),
      changes: z.array(change, { error: "a list of changes" }).optional(),
      costs: z.array(cost, { error: "a list of costs" }).optional(),
      whenLeft: z
        .array(change, { error: "a list of changes" })
        .describe("What comes beside the end of its changes when a deal with it is left; days count from that day.")
        .optional(),
      breaks: z
        .array(identifier("Id of a constraint."), { error: "a list of ids of constraints" })
        .describe("Constraints that it breaks and that no lever shows.")
        .optional(),
      grade: grade.optional(),
      source: text(500, "Where the level comes from.").optional(),
      note: text(1000, "What a reader should know about it.").optional(),
    },
    { error: "a mapping with the keys id and title" },
  )
  .describe("One thing that can be agreed on an issue.");

const issue = z
  .strictObject(
    {
      id: identifier("Name of the issue."),
      title: text(120, "The issue, in a few words."),
      by: side.describe("Which side can grant it."),
      source: text(500, "Who put it on the table: claims or rows under data/."),
      levels: z
        .array(level, { error: "a list of levels" })
        .min(2, { error: "at least two levels, the first without agreement" })
        .max(8, { error: "at most eight levels" })
        .describe("The first is what there is without agreement."),
    },
    { error: "a mapping with the keys id, title, by, source and levels" },
  )
  .describe("An issue on the table.");

const threat = z
  .strictObject(
    {
      id: identifier("Name of the threat."),
      title: text(120, "What happens instead of a deal, in a few words."),
      by: side.describe("Who makes it.").optional(),
      instead: z
        .record(z.string(), z.string(), { error: "a mapping from issues to levels" })
        .describe("Levels other than the first that come without agreement.")
        .optional(),
      changes: z.array(change, { error: "a list of changes" }).optional(),
      costs: z.array(cost, { error: "a list of costs" }).optional(),
      source: text(500, "Where it comes from."),
      note: text(1000, "What a reader should know about it.").optional(),
    },
    { error: "a mapping with the keys id, title and source" },
  )
  .describe("An outside option: what comes of it if there is no deal.");

const constraint = z
  .strictObject(
    {
      id: identifier("Name of the constraint."),
      title: text(160, "What may not be, in a few words."),
      lever: z
        .enum(levers.map(({ id }) => id) as [string, ...string[]], { error: "a lever that `corridor levers` lists" })
        .describe("The lever that shows it; left out where levels say themselves that they break it.")
        .optional(),
      atMost: number("No package may raise the lever above this, where it is not above it without a deal.").optional(),
      atLeast: number("No package may lower the lever below this, where it is not below it without a deal.").optional(),
      source: text(500, "The law or ruling."),
    },
    { error: "a mapping with the keys id, title and source" },
  )
  .describe("A limit of law or of human rights. No package breaks it at any price.");

const weight = z
  .strictObject(
    {
      id: identifier("Name of the weight."),
      side: side.describe("Whose it is."),
      title: text(120, "What is weighed, in a few words."),
      outcome: z
        .union([z.string(), z.array(z.string()).min(1)], { error: "an observable, a list of them, or money" })
        .describe(
          "An observable such as usbp or waiting/Tijuana, several that are added, or money: direct costs in million dollars.",
        ),
      per: z
        .number({ error: numberExpected })
        .positive({ error: "more than 0" })
        .describe("Amount of the outcome to which the points belong."),
      low: number("Points, lower end of the range."),
      usual: number("Points unless somebody chooses."),
      high: number("Points, upper end of the range."),
      why: text(600, "Where the range comes from."),
    },
    { error: "a mapping with the keys id, side, title, outcome, per, low, usual, high and why" },
  )
  .describe("How many points a side gives for an amount of an outcome: an input of whoever asks, never a fact.");

const record = z
  .strictObject(
    {
      granted: z
        .record(z.string(), z.string(), { error: "a mapping from issues to levels" })
        .describe("Levels that came about; issues that are left out stayed at their first level."),
      refused: z
        .record(z.string(), z.string(), { error: "a mapping from issues to levels" })
        .describe("Levels that were asked for and did not come about.")
        .optional(),
      source: text(800, "Where that is recorded."),
      note: text(1000, "What the record does not say.").optional(),
    },
    { error: "a mapping with the keys granted and source" },
  )
  .describe("What happened. Nothing is chosen by it; results are held against it.");

/** The bargain file, version 1: types, validation and JSON Schema in one. */
export const bargainFile = z.strictObject(
  {
    corridor: z
      .literal(bargainVersion, { error: `${bargainVersion}, the schema version` })
      .describe("Version of this schema."),
    title: text(200, "Short name of the bargain."),
    question: text(1000, "The question that it answers.").optional(),
    reading: text(5000, "What to look for, and what this is not.").optional(),
    date: z
      .string({ error: dateExpected })
      .regex(/^\d{4}-\d{2}-\d{2}$/, { error: dateExpected, abort: true })
      .describe("Day on which a deal would be struck."),
    months: z
      .int({ error: "a whole number of months" })
      .min(2, { error: "2 months or more" })
      .max(36, { error: "at most 36 months" })
      .describe(`Horizon, counted from the month of the date; ends by ${lastMonth}.`),
    base: text(500, "Name of a bundled scenario such as history, or a path relative to this file."),
    policies: z
      .enum(["announced", "happened"], { error: '"announced" or "happened"' })
      .describe(
        "Which steps of the base are there: those announced by the day before the date (so when left out), or all.",
      )
      .optional(),
    seed: seed("Seed of designs and draws.").optional(),
    legislatures: z
      .strictObject(
        {
          "United States": z.boolean({ error: "true or false" }).optional(),
          Mexico: z.boolean({ error: "true or false" }).optional(),
        },
        { error: "a mapping with the keys United States and Mexico" },
      )
      .describe(
        "Whether each side's legislature grants within the horizon what the executive promises; false when left out.",
      )
      .optional(),
    issues: z
      .array(issue, { error: "a list of issues" })
      .min(1, { error: "at least one issue" })
      .max(30, { error: "at most 30 issues" }),
    threats: z.array(threat, { error: "a list of threats" }).max(12, { error: "at most 12 threats" }).optional(),
    constraints: z.array(constraint, { error: "a list of constraints" }).optional(),
    weights: z
      .array(weight, { error: "a list of weights" })
      .describe("Weights beside the usual ones of bargains/weights.yaml; one with the same id takes its place.")
      .optional(),
    record: record.optional(),
  },
  { error: "a mapping with the keys corridor, title, date, months, base and issues" },
);

/** The file of the usual weights. */
export const weightsFile = z.strictObject(
  {
    corridor: z.literal(bargainVersion, { error: `${bargainVersion}, the schema version` }),
    weights: z.array(weight, { error: "a list of weights" }),
  },
  { error: "a mapping with the keys corridor and weights" },
);

export type BargainFile = z.infer<typeof bargainFile>;
export type ChangeEntry = z.infer<typeof change>;
export type CostEntry = z.infer<typeof cost>;
export type WeightEntry = z.infer<typeof weight>;

const shapes = { issues: issue, threats: threat, constraints: constraint, weights: weight, record } as const;

/** Keys that a mapping at a path of a bargain file may have. */
export function bargainKeysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(bargainFile.shape);
  if (path.includes("costs")) return Object.keys(cost.shape);
  if (path.includes("changes") || path.includes("whenLeft")) return Object.keys(change.shape);
  if (path.includes("levels")) return Object.keys(level.shape);
  if (path[0] === "legislatures") return sides;
  const shape = shapes[path[0] as keyof typeof shapes];
  return shape === undefined ? Object.keys(bargainFile.shape) : Object.keys(shape.shape);
}

/** JSON Schema of the bargain file, for editors. */
export function bargainJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(bargainFile, { io: "input" }) as Record<string, unknown>;
}
