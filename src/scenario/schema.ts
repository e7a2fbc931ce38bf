import { z } from "zod";
import { dayOf, daysInMonth, firstDayOfMonth, isoOf, monthIndex } from "../engine/calendar.ts";
import { households, nationalities } from "../model/geography.ts";
import { type Lever, type LeverId, leverKeys, levers } from "../model/levers.ts";
import { show } from "./error.ts";
import { date, seed, text } from "./fields.ts";
import { memberOf } from "./members.ts";
import { didYouMean } from "./suggest.ts";
import { schemaVersion } from "./version.ts";
import { firstMonth, lastMonth } from "./window.ts";

const firstDay = dayOf("2018-01-01");
const lastDay = endDay(lastMonth);

const leverIds = levers.map((lever) => lever.id) as [LeverId, ...LeverId[]];
const leverById = new Map<string, Lever>(levers.map((lever) => [lever.id, lever]));

/** The lever with that id. */
export function leverOf(id: LeverId): Lever {
  return leverById.get(id)!;
}

/*
 * Each `error` below completes the sentence "... was given; expected ...".
 */
const monthExpected = "a month such as 2023-12";

function month(description: string) {
  return z
    .string({ error: monthExpected })
    .regex(/^\d{4}-\d{2}$/, { error: monthExpected, abort: true })
    .describe(description);
}

function identifier(description: string) {
  const expected = "lower-case letters, digits and hyphens";
  return z
    .string({ error: expected })
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: expected, abort: true })
    .max(80, { error: "at most 80 characters" })
    .describe(description);
}

const memberText = z.string({ error: "a name, or a list of names" });

const expectedEnd = z
  .strictObject(
    {
      until: date("Last day, or last day of the month, that was announced."),
      announced: date("Day from which that end was public."),
      withdrawn: date("Day from which it was known not to come."),
    },
    { error: "a mapping with the keys until, announced and withdrawn" },
  )
  .describe("An end of the change that was announced and withdrawn before it came.");

const change = z
  .strictObject(
    {
      id: identifier("Name by which another scenario can remove this step.").optional(),
      lever: z
        .enum(leverIds, { error: "a lever that `corridor levers` lists" })
        .describe("The policy quantity that changes."),
      for: z
        .union([memberText, z.array(memberText).min(1, { error: "a name, or a list of names", abort: true })], {
          error: "a name, or a list of names",
        })
        .describe(
          "Nationality, city, sector or region, or a list of them, for levers that vary by it; all when left out.",
        )
        .optional(),
      from: date("Day, or first day of the month, on which the change takes effect."),
      value: z
        .union([z.number(), z.string()], { error: "a finite number in the lever's unit" })
        .describe("New value in the lever's unit.")
        .optional(),
      multiply: z
        .number({ error: "a finite number" })
        .min(0, { error: "a multiple of at least 0" })
        .max(1000, { error: "a multiple of at most 1,000" })
        .describe("Instead of a value: multiple of what the base has on each day.")
        .optional(),
      ramp: z
        .int({ error: "a whole number of days" })
        .min(0, { error: "0 days or more" })
        .max(3650, { error: "at most 3,650 days" })
        .describe("Days in which the value is reached, in a straight line.")
        .optional(),
      until: date(
        "Last day, or last day of the month, of the change; afterwards the lever is as without it.",
      ).optional(),
      announced: date(
        "Day from which the public knows of the change; the day it takes effect when left out.",
      ).optional(),
      known: date(
        "Day, or last day of the month, from which a forecast can know of the change with its value; the day of the announcement when left out.",
      ).optional(),
      untilAnnounced: date(
        "Day from which the last day was public; when left out it was not, until it had come.",
      ).optional(),
      untilExpected: z
        .array(expectedEnd, { error: "a list of ends" })
        .describe("Ends that were announced and did not come, in order of date. Only a forecast expects them.")
        .optional(),
      source: text(500, "Where the date and the magnitude come from: tables under data/ with a row.").optional(),
      magnitude: z
        .enum(["recorded", "instrument"], { error: '"recorded" or "instrument"' })
        .describe(
          "recorded: the source gives the number. instrument: a switch, or full scale, whose effect is fitted once for all events.",
        )
        .optional(),
      note: text(2000, "What a reader should know about this step.").optional(),
    },
    { error: "a mapping with the keys lever, from and value" },
  )
  .describe("One step of one lever.");

/** The scenario file, version 1: types, validation and JSON Schema in one. */
export const scenarioFile = z
  .strictObject(
    {
      corridor: z
        .literal(schemaVersion, { error: `${schemaVersion}, the schema version` })
        .describe("Version of this schema."),
      title: text(200, "Short name of the scenario."),
      question: text(1000, "The question that the scenario answers.").optional(),
      reading: text(5000, "One paragraph: what to look for, and what the scenario is not.").optional(),
      base: text(500, "Name of a bundled scenario such as history, or a path relative to this file.").optional(),
      window: z
        .strictObject(
          { from: month("First month."), to: month("Last month, included.") },
          { error: "a mapping with the keys from and to" },
        )
        .describe(`Months to simulate, between ${firstMonth} and ${lastMonth}; the base's window when left out.`)
        .optional(),
      seed: seed("Seed of the random numbers.").optional(),
      report: z
        .strictObject(
          {
            nationalities: z
              .array(z.enum(nationalities, { error: "a nationality" }), { error: "a list of nationalities" })
              .min(1, { error: "at least one nationality" })
              .optional(),
            households: z
              .array(z.enum(households, { error: "a household type" }), { error: "a list of household types" })
              .min(1, { error: "at least one household type" })
              .optional(),
          },
          { error: "a mapping with the keys nationalities and households" },
        )
        .describe("Groups to report; all when left out.")
        .optional(),
      remove: z
        .array(identifier("Id of a step of the base."), { error: "a list of step ids" })
        .describe("Steps of the base that do not happen here.")
        .optional(),
      changes: z
        .array(change, { error: "a list of changes" })
        .describe("Steps of levers, on top of the base.")
        .optional(),
    },
    { error: "a mapping with the keys corridor, title and changes" },
  )
  .superRefine((file, context) => {
    const report: Report = (path, sentence) => context.addIssue({ code: "custom", path: [...path], message: sentence });
    checkBase(file, report);
    checkWindow(file.window, report);
    const changes = file.changes ?? [];
    const sound = changes.map((step, index) => checkChange(step, ["changes", index], report));
    checkIds(file, report);
    if (sound.every(Boolean)) checkOverlaps(changes, report);
  });

export type ScenarioFile = z.infer<typeof scenarioFile>;
export type Change = z.infer<typeof change>;
/** Takes what is wrong at a path, as a sentence. */
export type Report = (path: readonly PropertyKey[], sentence: string) => void;

/** Keys that a mapping at a path of the file may have. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path[2] === "untilExpected") return Object.keys(expectedEnd.shape);
  if (path[0] === "changes") return Object.keys(change.shape);
  if (path[0] === "window") return Object.keys(scenarioFile.shape.window.unwrap().shape);
  if (path[0] === "report") return Object.keys(scenarioFile.shape.report.unwrap().shape);
  return Object.keys(scenarioFile.shape);
}

function checkBase(file: ScenarioFile, report: Report): void {
  if (file.base !== undefined) return;
  if (file.remove !== undefined)
    report(["remove"], "steps to remove were given without a base; expected the key base as well");
  if (file.window === undefined) report([], "neither base nor window was given; expected at least one of them");
}

function checkWindow(window: ScenarioFile["window"], report: Report): void {
  if (window === undefined) return;
  for (const key of ["from", "to"] as const) {
    const label = window[key];
    const outside = label < firstMonth || label > lastMonth;
    const problem = outside
      ? `${show(label)} was given; expected a month from ${firstMonth} to ${lastMonth}`
      : dateProblem(label);
    if (problem) {
      report(["window", key], problem);
      return;
    }
  }
  if (window.from > window.to) {
    report(
      ["window"],
      `a window from ${window.from} to ${window.to} was given; expected an end that is not before the start`,
    );
  }
}

/** What is wrong with a date of the right form, or nothing. */
export function dateProblem(label: string): string | undefined {
  const ofYear = Number(label.slice(5, 7));
  if (ofYear < 1 || ofYear > 12) return `${show(label)} was given; expected a month from 01 to 12`;
  const days = daysInMonth(monthIndex(label.slice(0, 7)));
  const ofMonth = label.length > 7 ? Number(label.slice(8)) : 1;
  if (ofMonth < 1 || ofMonth > days) {
    return `${show(label)} was given; expected a date that exists: ${label.slice(0, 7)} has ${days} days`;
  }
  const day = dayOf(label);
  if (day < firstDay || day > lastDay) {
    return `${show(label)} was given; expected a date from ${isoOf(firstDay)} to ${isoOf(lastDay)}`;
  }
  return undefined;
}

/** First day of a date or month. */
export function startDay(label: string): number {
  return dayOf(label);
}

/** Last day of a date or month. */
export function endDay(label: string): number {
  return label.length === 7 ? firstDayOfMonth(monthIndex(label) + 1) - 1 : dayOf(label);
}

/** Reports what is wrong with one change by itself; true if nothing is. */
function checkChange(step: Change, path: readonly PropertyKey[], reportAll: Report): boolean {
  let sound = true;
  const report: Report = (where, sentence) => {
    sound = false;
    reportAll([...path, ...where], sentence);
  };
  const lever = leverOf(step.lever);
  checkMembers(lever, step.for, report);
  checkDates(step, report);
  if (step.value !== undefined && step.multiply !== undefined) {
    report(["multiply"], "both value and multiply were given; expected one of them");
  } else if (step.value !== undefined) {
    const parsed = parseValue(lever, step.value);
    if (typeof parsed === "string") report(["value"], parsed);
  } else if (step.multiply === undefined) {
    report([], "neither value nor multiply was given; expected one of them");
  } else if (lever.whole) {
    report(
      ["multiply"],
      `a multiple of ${lever.id} was given; expected a value, as this lever takes whole steps (${lever.unit})`,
    );
  }
  if (lever.whole && (step.ramp ?? 0) > 0) {
    report(["ramp"], `a ramp was given; expected none, as ${lever.id} takes whole steps (${lever.unit})`);
  }
  return sound;
}

function checkDates(step: Change, report: Report): void {
  for (const key of ["from", "until", "announced", "known", "untilAnnounced"] as const) {
    const label = step[key];
    const problem = label === undefined ? undefined : dateProblem(label);
    if (problem) {
      report([key], problem);
      return;
    }
  }
  const from = startDay(step.from);
  if (step.announced !== undefined && startDay(step.announced) > from) {
    report(
      ["announced"],
      `${show(step.announced)} was given; expected a day not after ${isoOf(from)}, when the change takes effect`,
    );
  }
  checkKnownEnds(step, report);
  if (step.until === undefined) return;
  if (endDay(step.until) < from) {
    report(
      ["until"],
      `${show(step.until)} was given; expected a day not before ${isoOf(from)}, when the change takes effect`,
    );
  } else if (from + (step.ramp ?? 0) > endDay(step.until)) {
    report(
      ["ramp"],
      `${step.ramp} days were given; expected a ramp that ends by ${isoOf(endDay(step.until))}, the last day of the change`,
    );
  }
}

/** Reports days on which an end was announced or withdrawn that cannot be right. */
function checkKnownEnds(step: Change, report: Report): void {
  const { untilAnnounced, until } = step;
  if (untilAnnounced !== undefined && until === undefined) {
    report(
      ["untilAnnounced"],
      `${show(untilAnnounced)} was given for a change without an end; expected the key until as well`,
    );
  } else if (untilAnnounced !== undefined && startDay(untilAnnounced) > endDay(until!)) {
    report(
      ["untilAnnounced"],
      `${show(untilAnnounced)} was given; expected a day not after ${isoOf(endDay(until!))}, the last day of the change`,
    );
  }
  let settledDay = firstDay;
  for (const [index, end] of (step.untilExpected ?? []).entries()) {
    const fault = expectedEndFault(end, startDay(step.from), settledDay);
    if (fault) {
      report(["untilExpected", index, fault.key], fault.sentence);
      return;
    }
    settledDay = startDay(end.withdrawn);
  }
}

type ExpectedEnd = z.infer<typeof expectedEnd>;

/** What is wrong with an end that did not come, and at which key. `settledDay` is when the one before it was withdrawn. */
function expectedEndFault(
  end: ExpectedEnd,
  fromDay: number,
  settledDay: number,
): { key: keyof ExpectedEnd; sentence: string } | undefined {
  for (const key of ["until", "announced", "withdrawn"] as const) {
    const sentence = dateProblem(end[key]);
    if (sentence) return { key, sentence };
  }
  const fault = (key: keyof ExpectedEnd, expected: string) => ({
    key,
    sentence: `${show(end[key])} was given; expected ${expected}`,
  });
  const until = endDay(end.until);
  const announced = startDay(end.announced);
  const withdrawn = startDay(end.withdrawn);
  if (until < fromDay) return fault("until", `a day not before ${isoOf(fromDay)}, when the change takes effect`);
  if (announced < settledDay)
    return fault("announced", `a day not before ${isoOf(settledDay)}, when the end before it was withdrawn`);
  if (withdrawn <= announced) return fault("withdrawn", `a day after ${isoOf(announced)}, when that end was announced`);
  if (withdrawn > until) return fault("withdrawn", `a day not after ${isoOf(until)}, as that end did not come`);
  return undefined;
}

/** Reports members that a lever does not vary by, or that are named twice. */
export function checkMembers(lever: Lever, given: Change["for"], report: Report): void {
  if (given === undefined) return;
  if (lever.by === "all") {
    report(["for"], `${show(given)} was given; expected no "for", as ${lever.id} is one number for the whole system`);
    return;
  }
  const names = typeof given === "string" ? [given] : given;
  const seen = new Set<string>();
  names.forEach((name, index) => {
    const where = typeof given === "string" ? ["for"] : ["for", index];
    const member = memberOf(lever, name);
    if (member === undefined) {
      report(
        where,
        `${show(name)} was given; expected a ${lever.by}${didYouMean(name, leverKeys(lever.by)) || `: ${leverKeys(lever.by).join(", ")}`}`,
      );
    } else if (seen.has(member)) {
      report(where, `${show(name)} was given twice; expected each ${lever.by} once`);
    } else seen.add(member);
  });
}

/** The members that a change applies to, in the spelling of the model; all of the dimension when none is named. */
export function membersOf(step: Pick<Change, "lever" | "for">): readonly string[] {
  const lever = leverOf(step.lever);
  if (step.for === undefined) return leverKeys(lever.by);
  const names = typeof step.for === "string" ? [step.for] : step.for;
  return names.map((name) => memberOf(lever, name)!);
}

/** `0 to 10,000 (places)`. */
export function rangeOf(lever: Lever): string {
  return `${lever.min.toLocaleString("en-US")} to ${lever.max.toLocaleString("en-US")} (${lever.unit})`;
}

const unitAliases: Readonly<Record<string, string>> = { h: "hours", hour: "hours", "%": "percent", day: "days" };

/** A value in the lever's unit as a number, or the sentence that says what is wrong with it. */
export function parseValue(lever: Lever, given: number | string): number | string {
  let value: number;
  if (typeof given === "string") {
    const match = /^\s*([+-]?\d+(?:\.\d+)?)\s*(\D.*?)?\s*$/.exec(given);
    if (!match) return `${show(given)} was given; expected a plain number (${lever.unit})`;
    const unit = (match[2] ?? "").toLowerCase();
    const known = unitAliases[unit] ?? unit;
    const wanted = lever.unit.toLowerCase();
    if (unit !== "" && known !== wanted && known !== wanted.split(/[,(]/)[0].trim()) {
      const percent =
        known === "percent" && lever.max === 1 ? `; write ${Number(match[1]) / 100} for ${match[1]} percent` : "";
      return `${show(given)} was given; expected the unit of ${lever.id}: ${lever.unit}${percent}`;
    }
    value = Number(match[1]);
  } else value = given;
  if (value < lever.min || value > lever.max) {
    return `${show(value)} was given; expected ${rangeOf(lever)}`;
  }
  if (lever.whole && !Number.isInteger(value))
    return `${show(value)} was given; expected a whole number (${lever.unit})`;
  return value;
}

function checkIds(file: ScenarioFile, report: Report): void {
  const seen = new Set<string>();
  (file.changes ?? []).forEach((step, index) => {
    if (step.id === undefined) return;
    if (seen.has(step.id)) report(["changes", index, "id"], `${show(step.id)} was given twice; expected each id once`);
    seen.add(step.id);
  });
  const removed = new Set<string>();
  (file.remove ?? []).forEach((id, index) => {
    if (removed.has(id)) report(["remove", index], `${show(id)} was given twice; expected each id once`);
    removed.add(id);
  });
}

/**
 * Reports changes of one lever and member that contradict each other: two that begin on the same day, or one that begins during the
 * ramp or before the last day of another. A change without a last day simply ends where the next begins.
 */
function checkOverlaps(changes: readonly Change[], report: Report): void {
  const byMember = new Map<string, { from: number; busyUntil: number; index: number }[]>();
  changes.forEach((step, index) => {
    const from = startDay(step.from);
    const busyUntil = step.until === undefined ? from + Math.max(0, (step.ramp ?? 0) - 1) : endDay(step.until);
    const members = leverOf(step.lever).by === "all" ? [""] : membersOf(step);
    for (const member of members) {
      const key = `${step.lever}\n${member}`;
      const list = byMember.get(key) ?? [];
      list.push({ from, busyUntil, index });
      byMember.set(key, list);
    }
  });
  for (const [key, list] of byMember) {
    list.sort((a, b) => a.from - b.from || a.index - b.index);
    for (let i = 1; i < list.length; i++) {
      if (list[i].from > list[i - 1].busyUntil) continue;
      const [first, second] = [list[i - 1].index, list[i].index].sort((a, b) => a - b);
      const [lever, member] = key.split("\n");
      const what = member === "" ? lever : `${lever} for ${member}`;
      report(
        ["changes", second],
        `a change of ${what} was given that overlaps changes[${first}]; expected at most one ramp or limited change at a time`,
      );
      return;
    }
  }
}

/** JSON Schema of the scenario file, for editors: each lever and its unit is described. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(scenarioFile, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) !== change.shape.lever) return;
      delete jsonSchema.type;
      delete jsonSchema.enum;
      jsonSchema.oneOf = levers.map((lever) => ({
        const: lever.id,
        title: lever.title,
        description: `${lever.unit}; ${lever.min} to ${lever.max}`,
      }));
    },
  }) as Record<string, unknown>;
}
