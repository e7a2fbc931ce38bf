import { z } from "zod";
import { levers } from "../../model/levers.ts";
import { date, seed, text } from "../../scenario/fields.ts";
import { firstMonth, lastMonth } from "../../scenario/window.ts";

/** Version that a sweep file states in its `corridor` key. */
export const sweepVersion = 1;

export const designs = ["grid", "latin-hypercube", "sobol", "list"] as const;
export type Design = (typeof designs)[number];

/** The word for a level at which a factor changes nothing. */
export const asInBase = "base";

/*
 * Each `error` below completes the sentence "... was given; expected ...".
 */
const monthExpected = "a month such as 2023-12";
const levelExpected = `a finite number, or "${asInBase}" to change nothing`;

function count(max: number, description: string) {
  const error = `a whole number from 1 to ${max.toLocaleString("en-US")}`;
  return z.int({ error }).min(1, { error }).max(max, { error }).describe(description);
}

function month(description: string) {
  return z
    .string({ error: monthExpected })
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: monthExpected, abort: true })
    .describe(description);
}

const number = (description: string) => z.number({ error: "a finite number" }).describe(description);
const level = z.union([z.number(), z.literal(asInBase)], { error: levelExpected });

const range = z
  .strictObject(
    {
      low: number("Lowest level."),
      high: number("Highest level, included."),
      steps: count(1_000_000, "In a grid: how many levels, equally far apart, both ends included.").optional(),
    },
    { error: "a mapping with the keys low and high" },
  )
  .describe("All levels between two ends.");

const factor = z
  .strictObject(
    {
      lever: z
        .enum(levers.map(({ id }) => id) as [string, ...string[]], { error: "a lever that `corridor levers` lists" })
        .describe("The policy quantity that is varied.")
        .optional(),
      parameter: text(80, "Or: the uncertain parameter of data/parameters.csv that is varied.").optional(),
      name: z
        .string({ error: "a name" })
        .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, {
          error: "a letter and then letters, digits and underscores, 60 at most",
          abort: true,
        })
        .describe("Name of the column in the results; the lever or parameter when left out.")
        .optional(),
      for: z
        .union([z.string(), z.array(z.string()).min(1)], { error: "a name, or a list of names" })
        .describe("Nationality, city, sector …, or a list of them; all when left out.")
        .optional(),
      from: date("Day on which the change takes effect; the first day of the window when left out.").optional(),
      until: date("Last day of the change; it stands when left out.").optional(),
      announced: date(
        "Day from which the public knows of the change; the day it takes effect when left out.",
      ).optional(),
      ramp: z
        .int({ error: "a whole number of days" })
        .min(0, { error: "0 days or more" })
        .max(3650, { error: "at most 3,650 days" })
        .describe("Days in which the level is reached, in a straight line.")
        .optional(),
      as: z
        .enum(["value", "multiply", "quantile"], { error: '"value", "multiply" or "quantile"' })
        .describe(
          "What a level is: the value itself (when left out), a multiple of what the base or the member has, or for a parameter the quantile of its prior.",
        )
        .optional(),
      levels: z
        .array(level, { error: "a list of levels" })
        .min(1, { error: "at least one level" })
        .max(100_000, { error: "at most 100,000 levels" })
        .describe(`Levels one by one; "${asInBase}" changes nothing.`)
        .optional(),
      range: range.optional(),
      crossed: z
        .boolean({ error: "true or false" })
        .describe(
          "In latin-hypercube and sobol: true if every sample is run with every level, as policies are under samples of what is not known.",
        )
        .optional(),
      note: text(1000, "Why these levels.").optional(),
    },
    { error: "a mapping with the key lever or parameter" },
  )
  .describe("One thing that is varied.");

/** The sweep file, version 1: types, validation and JSON Schema in one. */
export const sweepFile = z.strictObject(
  {
    corridor: z
      .literal(sweepVersion, { error: `${sweepVersion}, the schema version` })
      .describe("Version of this schema."),
    title: text(200, "Short name of the sweep."),
    question: text(1000, "The question that it answers.").optional(),
    reading: text(5000, "What to look for, and what this is not.").optional(),
    base: text(
      20_000,
      "Name of a bundled scenario such as history, a path relative to this file, or a link of the page.",
    ),
    window: z
      .strictObject(
        { from: month("First month."), to: month("Last month, included.") },
        { error: "a mapping with the keys from and to" },
      )
      .describe(`Months to simulate, between ${firstMonth} and ${lastMonth}; the base's window when left out.`)
      .optional(),
    mode: z
      .enum(["mean", "stochastic"], { error: '"mean" or "stochastic"' })
      .describe("mean: every draw gives its mean (when left out). stochastic: whole people and chance.")
      .optional(),
    seed: seed("Seed of the design and of the runs; the base's when left out.").optional(),
    design: z
      .enum(designs, { error: '"grid", "latin-hypercube", "sobol" or "list"' })
      .describe(
        "grid: every combination of levels. latin-hypercube, sobol: samples of the ranges. list: the rows of this file.",
      ),
    samples: count(1_000_000_000, "How many samples, for latin-hypercube and sobol.").optional(),
    rows: z
      .array(z.record(z.string(), level, { error: "a mapping from factors to levels" }), { error: "a list of rows" })
      .min(1, { error: "at least one row" })
      .describe("For a list: the level of each factor; one that is left out changes nothing.")
      .optional(),
    over: z
      .array(factor, { error: "a list of factors" })
      .max(64, { error: "at most 64 factors" })
      .describe("What is varied.")
      .optional(),
    members: count(2000, "How many members of the posterior, the central one first; 1 when left out.").optional(),
    replications: count(1_000_000, "In stochastic mode: runs with other random numbers; 1 when left out.").optional(),
    keep: z
      .array(z.string({ error: "an observable" }), { error: "a list of observables" })
      .min(1, { error: "at least one observable" })
      .max(500, { error: "at most 500 observables" })
      .describe(
        "Observables such as usbp or waiting/Tijuana: sums of flows over the window, averages of month ends of stocks.",
      ),
    monthly: z.boolean({ error: "true or false" }).describe("Whether to keep each month as well.").optional(),
  },
  { error: "a mapping with the keys corridor, title, base, design, over and keep" },
);

export type SweepFile = z.infer<typeof sweepFile>;
export type FactorEntry = z.infer<typeof factor>;
export type LevelEntry = z.infer<typeof level>;

/** Levels equally far apart, both ends included. */
export function spread({ low, high, steps }: Readonly<Record<"low" | "high" | "steps", number>>): number[] {
  return Array.from({ length: steps }, (_, i) => (i === steps - 1 ? high : low + (i * (high - low)) / (steps - 1)));
}

/** Keys that a mapping at a path of a sweep file may have. */
export function sweepKeysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path[2] === "range") return Object.keys(range.shape);
  if (path[0] === "over") return Object.keys(factor.shape);
  if (path[0] === "window") return ["from", "to"];
  return Object.keys(sweepFile.shape);
}

/** JSON Schema of the sweep file, for editors. */
export function sweepJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(sweepFile, { io: "input" }) as Record<string, unknown>;
}
