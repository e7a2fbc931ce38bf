import { dayOf, firstDayOfMonth, monthIndex, monthLabel } from "../../engine/calendar.ts";
import type { Grade, LeverId } from "../../model/levers.ts";
import { announcedBy } from "../../scenario/announced.ts";
import { find, looksLikePath, looksLikeText, resolvePath, type Shelf } from "../../scenario/door.ts";
import { type Position, ScenarioError, show } from "../../scenario/error.ts";
import { type LoadOptions, loadScenario, type ResolvedScenario, scenarioNames, topLayer } from "../../scenario/load.ts";
import { type Fail, openFile } from "../../scenario/open.ts";
import {
  type Change,
  checkMembers,
  dateProblem,
  leverOf,
  membersOf,
  parseValue,
  rangeOf,
} from "../../scenario/schema.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { denseValues } from "../../scenario/timeline.ts";
import { firstMonth, lastMonth } from "../../scenario/window.ts";
import { outputOf } from "../sensitivity.ts";
import { files } from "./embedded.ts";
import {
  type BargainFile,
  bargainFile,
  bargainKeysAt,
  bargainVersion,
  type ChangeEntry,
  type CostEntry,
  type WeightEntry,
  weightsFile,
} from "./schema.ts";
import { type Side, sides } from "./sides.ts";
import { stepsFrom } from "./steps.ts";

/** A step of a lever in days after a day that is not fixed yet. */
export interface RelativeChange {
  readonly lever: LeverId;
  readonly members: readonly string[];
  readonly afterDays: number;
  /** null if it stands. */
  readonly lastsDays: number | null;
  /** Days in which the lever goes back afterwards; 0 is at once. */
  readonly fadesDays: number;
  readonly rampDays: number;
  readonly value?: number;
  readonly multiply?: number;
}

/** A number that is not known: its range, and what is used unless somebody chooses. */
export interface Range {
  readonly low: number;
  readonly usual: number;
  readonly high: number;
}

/** What something costs a side beside what is simulated; negative is a gain. */
export interface Cost extends Range {
  readonly side: Side;
  /** Million U.S. dollars, or points of utility. */
  readonly of: "money" | "politics";
  readonly once: boolean;
  readonly grade: Grade;
  readonly source: string;
}

export interface Level {
  readonly id: string;
  readonly title: string;
  readonly needs: "executive" | "legislature";
  readonly changes: readonly RelativeChange[];
  readonly costs: readonly Cost[];
  /** What comes beside the end of its changes when a deal with it is left, in days from then. */
  readonly whenLeft: readonly RelativeChange[];
  readonly breaks: readonly string[];
  readonly grade: Grade;
  readonly source: string;
  readonly note: string;
}

export interface Issue {
  readonly id: string;
  readonly title: string;
  readonly by: Side;
  readonly source: string;
  /** The first is what there is without a deal. */
  readonly levels: readonly Level[];
}

/** What comes of it if there is no deal. */
export interface Threat {
  readonly id: string;
  readonly title: string;
  /** Null for what nobody threatens. */
  readonly by: Side | null;
  /** A level per issue. */
  readonly levels: readonly number[];
  readonly changes: readonly RelativeChange[];
  readonly costs: readonly Cost[];
  readonly source: string;
  readonly note: string;
}

export interface Constraint {
  readonly id: string;
  readonly title: string;
  readonly lever: LeverId | null;
  readonly atMost: number;
  readonly atLeast: number;
  readonly source: string;
}

/** Points that a side gives for `per` of an outcome. */
export interface Weight extends Range {
  readonly id: string;
  readonly side: Side;
  readonly title: string;
  /** Observables that are added, such as `usbp` or `waiting/Tijuana`; empty for direct costs in million dollars. */
  readonly outcome: readonly string[];
  readonly per: number;
  readonly why: string;
}

export interface Recorded {
  /** A level per issue. */
  readonly granted: readonly number[];
  readonly refused: readonly { readonly issue: number; readonly level: number }[];
  readonly source: string;
  readonly note: string;
}

/** A bargain file with its base and the usual weights: what a search needs, as plain data. */
export interface Bargain {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly reading: string;
  /** Day of the deal, since 2018-01-01. */
  readonly day: number;
  readonly date: string;
  readonly months: number;
  readonly seed: number;
  /** Over the horizon, with the policies that count as known. */
  readonly base: ResolvedScenario;
  readonly policies: "announced" | "happened";
  readonly legislatures: Readonly<Record<Side, boolean>>;
  readonly issues: readonly Issue[];
  readonly threats: readonly Threat[];
  readonly constraints: readonly Constraint[];
  readonly weights: readonly Weight[];
  readonly record: Recorded | null;
}

/** What is on the table, with the base's name and window alone: all that is asked of a bargain once its packages have been simulated. */
export interface Terms extends Omit<Bargain, "base"> {
  readonly base: Pick<ResolvedScenario, "name" | "window">;
}

const start: Position = { line: 1, column: 1 };
const weightsName = "weights.yaml";
const shelf: Shelf = {
  kind: "bargain",
  folder: "bargains",
  names: Object.keys(files)
    .filter((file) => file !== weightsName)
    .map((file) => file.replace(/\.yaml$/, "")),
  files,
  few: true,
};

/** Names of the bargains that come with the package. */
export function bargainNames(): readonly string[] {
  return shelf.names;
}

const form = {
  whole: "bargain",
  filled: "a bargain with issues",
  keys: "corridor, title, date and issues",
  version: bargainVersion,
  keysAt: bargainKeysAt,
} as const;

function checkRange(range: Range, path: readonly PropertyKey[], fail: Fail): void {
  const { low, usual, high } = range;
  if (low <= usual && usual <= high) return;
  fail(path, `a range from ${low} over ${usual} to ${high} was given; expected low, usual and high in rising order`);
}

function checkIds(
  list: readonly { readonly id: string }[],
  path: readonly PropertyKey[],
  what: string,
  fail: Fail,
): void {
  const seen = new Set<string>();
  for (const [i, { id }] of list.entries()) {
    if (seen.has(id)) fail([...path, i, "id"], `${show(id)} was given twice; expected each ${what} once`);
    seen.add(id);
  }
}

function relativeChange(
  entry: ChangeEntry,
  path: readonly PropertyKey[],
  horizonDays: number,
  fail: Fail,
): RelativeChange {
  const lever = leverOf(entry.lever as LeverId);
  const at = (key: string): readonly PropertyKey[] => [...path, key];
  checkMembers(lever, entry.for as Change["for"], (where, sentence) => fail([...path, ...where], sentence));
  if (entry.value !== undefined && entry.multiply !== undefined)
    fail(at("multiply"), "both value and multiply were given; expected one of them");
  if (entry.value === undefined && entry.multiply === undefined)
    fail(path, "neither value nor multiply was given; expected one of them");
  const value = entry.value === undefined ? undefined : parseValue(lever, entry.value);
  if (typeof value === "string") return fail(at("value"), value);
  if (lever.whole) {
    for (const key of ["multiply", "ramp", "fades"] as const) {
      if ((entry[key] ?? 0) === 0) continue;
      fail(at(key), `${key} was given; expected a value at once, as ${lever.id} takes whole steps (${lever.unit})`);
    }
  }
  if (entry.fades !== undefined && entry.lasts === undefined)
    fail(at("fades"), "an end that fades was given without one; expected the key lasts as well");
  if ((entry.ramp ?? 0) > (entry.lasts ?? Number.POSITIVE_INFINITY))
    fail(at("ramp"), `${entry.ramp} days were given; expected a ramp within the ${entry.lasts} days that it lasts`);
  if ((entry.after ?? 0) >= horizonDays)
    fail(at("after"), `${entry.after} days were given; expected fewer than ${horizonDays}, where the horizon ends`);
  return {
    lever: entry.lever as LeverId,
    members: membersOf({ lever: entry.lever as LeverId, for: entry.for }),
    afterDays: entry.after ?? 0,
    lastsDays: entry.lasts ?? null,
    fadesDays: entry.fades ?? 0,
    rampDays: entry.ramp ?? 0,
    ...(value !== undefined && { value }),
    ...(entry.multiply !== undefined && { multiply: entry.multiply }),
  };
}

function costOf(entry: CostEntry, path: readonly PropertyKey[], fail: Fail): Cost {
  checkRange(entry, path, fail);
  return { ...entry, once: entry.once ?? false };
}

/** What a file's changes are read with. */
interface Reading {
  readonly base: ResolvedScenario;
  readonly day: number;
  readonly fail: Fail;
}

function changesOf(
  entries: readonly ChangeEntry[] | undefined,
  path: readonly PropertyKey[],
  { base, day, fail }: Reading,
): readonly RelativeChange[] {
  const horizonDays = base.window.lastDay - day + 1;
  const changes = (entries ?? []).map((entry, i) => relativeChange(entry, [...path, i], horizonDays, fail));
  for (const [i, { lever, multiply }] of changes.entries()) {
    if (multiply === undefined) continue;
    const steps = [...base.steps, ...stepsFrom(changes, day, null, 1 + topLayer(base))];
    const { min, max } = leverOf(lever);
    const outside = denseValues(steps, lever, day, base.window.lastDay).find((value) => value < min || value > max);
    if (outside !== undefined)
      fail(
        [...path, i, "multiply"],
        `${show(multiply)} was given, which makes ${lever} ${show(outside)}; expected a multiple within ${rangeOf(leverOf(lever))}`,
      );
  }
  return changes;
}

function baseOf(content: BargainFile, file: string, options: LoadOptions, fail: Fail): ResolvedScenario {
  const { base, date, months, policies } = content;
  const problem = dateProblem(date);
  if (problem) fail(["date"], problem);
  const first = date.slice(0, 7);
  if (first < firstMonth || first > lastMonth)
    fail(["date"], `${show(date)} was given; expected a day from ${firstMonth} to ${lastMonth}`);
  const last = monthLabel(monthIndex(first) + months - 1);
  if (last > lastMonth)
    fail(["months"], `${months} was given, to ${last}; expected a horizon that ends by ${lastMonth}`);
  const bundled = scenarioNames();
  if (!looksLikePath(base) && !bundled.includes(base))
    fail(
      ["base"],
      `${show(base)} was given; expected a bundled scenario or the path of a file${didYouMean(base, bundled)}`,
    );
  const scenario = loadScenario(looksLikePath(base) ? resolvePath(file, base) : base, options);
  const known = policies === "happened" ? scenario : announcedBy(scenario, dayOf(date) - 1);
  const lastDay = firstDayOfMonth(monthIndex(last) + 1) - 1;
  return { ...known, window: { from: first, to: last, firstDay: dayOf(first), lastDay } };
}

function issuesOf({ issues, constraints }: BargainFile, reading: Reading): Issue[] {
  const { fail } = reading;
  checkIds(issues, ["issues"], "issue", fail);
  const limits = (constraints ?? []).map(({ id }) => id);
  return issues.map((issue, i) => {
    const path = ["issues", i, "levels"];
    checkIds(issue.levels, path, "level", fail);
    const levels = issue.levels.map((level, k): Level => {
      const at = [...path, k];
      for (const [b, id] of (level.breaks ?? []).entries())
        if (!limits.includes(id))
          fail(
            [...at, "breaks", b],
            `${show(id)} was given; expected a constraint of this file${didYouMean(id, limits)}`,
          );
      if (k === 0 && level.breaks !== undefined)
        fail(
          [...at, "breaks"],
          "a broken constraint was given; expected none, as the first level is what there is without a deal",
        );
      if (k === 0 && level.needs === "legislature")
        fail(
          [...at, "needs"],
          `"legislature" was given; expected nothing, as the first level is what there is without a deal`,
        );
      return {
        id: level.id,
        title: level.title,
        needs: level.needs ?? "executive",
        changes: changesOf(level.changes, [...at, "changes"], reading),
        costs: (level.costs ?? []).map((cost, c) => costOf(cost, [...at, "costs", c], fail)),
        whenLeft: changesOf(level.whenLeft, [...at, "whenLeft"], reading),
        breaks: level.breaks ?? [],
        grade: level.grade ?? "guess",
        source: level.source ?? issue.source,
        note: level.note ?? "",
      };
    });
    return { id: issue.id, title: issue.title, by: issue.by, source: issue.source, levels };
  });
}

/** A level per issue from names, the first where none is named. */
function levelsNamed(
  named: Readonly<Record<string, string>>,
  issues: readonly Issue[],
  path: readonly PropertyKey[],
  fail: Fail,
): number[] {
  const levels = issues.map(() => 0);
  for (const { issue, level } of choices(named, issues, path, fail)) levels[issue] = level;
  return levels;
}

function choices(
  named: Readonly<Record<string, string>>,
  issues: readonly Issue[],
  path: readonly PropertyKey[],
  fail: Fail,
): { issue: number; level: number }[] {
  const names = issues.map(({ id }) => id);
  return Object.entries(named).map(([id, levelId]) => {
    const issue = names.indexOf(id);
    if (issue < 0)
      return fail([...path, id], `${show(id)} was given; expected an issue of this file${didYouMean(id, names)}`);
    const ids = issues[issue].levels.map((level) => level.id);
    const level = ids.indexOf(levelId);
    if (level < 0)
      return fail(
        [...path, id],
        `${show(levelId)} was given; expected a level of ${id}: ${ids.join(", ")}${didYouMean(levelId, ids)}`,
      );
    return { issue, level };
  });
}

function constraintsOf({ constraints = [] }: BargainFile, fail: Fail): Constraint[] {
  checkIds(constraints, ["constraints"], "constraint", fail);
  return constraints.map((one, i) => {
    const path = ["constraints", i];
    const limits = [one.atMost, one.atLeast].filter((limit) => limit !== undefined).length;
    if (one.lever !== undefined && limits === 0)
      fail(path, `the lever ${one.lever} was given without a limit; expected the key atMost or atLeast`);
    if (one.lever === undefined && limits > 0) fail(path, "a limit was given without a lever; expected the key lever");
    return {
      id: one.id,
      title: one.title,
      lever: (one.lever as LeverId | undefined) ?? null,
      atMost: one.atMost ?? Number.POSITIVE_INFINITY,
      atLeast: one.atLeast ?? Number.NEGATIVE_INFINITY,
      source: one.source,
    };
  });
}

function weightOf(entry: WeightEntry, path: readonly PropertyKey[], fail: Fail): Weight {
  checkRange(entry, path, fail);
  const { outcome, ...rest } = entry;
  const labels = typeof outcome === "string" ? [outcome] : outcome;
  if (labels.length === 1 && labels[0] === "money") return { ...rest, outcome: [] };
  const kinds = labels.map((label, i) => {
    try {
      return outputOf(label).kind;
    } catch (error) {
      const where = typeof outcome === "string" ? ["outcome"] : ["outcome", i];
      return fail([...path, ...where], error instanceof Error ? error.message : String(error));
    }
  });
  if (new Set(kinds).size > 1)
    fail([...path, "outcome"], "flows and stocks were given together; expected outcomes of one kind");
  return { ...rest, outcome: labels };
}

/** The usual weights, with those of a file in their place or after them. */
function weightsWith(own: readonly Weight[]): Weight[] {
  const { content, fail } = openFile(files[weightsName], `bargains/${weightsName}`, {
    ...form,
    schema: weightsFile,
  });
  const usual = content.weights.map((entry, i) => weightOf(entry, ["weights", i], fail));
  return [
    ...usual.map((weight) => own.find(({ id }) => id === weight.id) ?? weight),
    ...own.filter(({ id }) => usual.every((weight) => weight.id !== id)),
  ];
}

function checkWeights(weights: readonly Weight[], fail: Fail): void {
  for (const side of sides) {
    const money = weights.filter((weight) => weight.side === side && weight.outcome.length === 0);
    if (money.length !== 1)
      fail(
        ["weights"],
        `${money.length} weights of money of ${side} were given; expected one weight with "outcome: money" for each side`,
      );
  }
}

/** Reads and checks the text of a bargain file. Throws ScenarioError with its first fault. */
function parseBargain(text: string, name: string, file: string, options: LoadOptions): Bargain {
  const { content, fail } = openFile(text, file, { ...form, schema: bargainFile });
  const base = baseOf(content, file, options, fail);
  const day = dayOf(content.date);
  const reading: Reading = { base, day, fail };
  const issues = issuesOf(content, reading);
  checkIds(content.threats ?? [], ["threats"], "threat", fail);
  const threats = (content.threats ?? []).map((threat, i): Threat => {
    const path = ["threats", i];
    return {
      id: threat.id,
      title: threat.title,
      by: threat.by ?? null,
      levels: levelsNamed(threat.instead ?? {}, issues, [...path, "instead"], fail),
      changes: changesOf(threat.changes, [...path, "changes"], reading),
      costs: (threat.costs ?? []).map((cost, c) => costOf(cost, [...path, "costs", c], fail)),
      source: threat.source,
      note: threat.note ?? "",
    };
  });
  checkIds(content.weights ?? [], ["weights"], "weight", fail);
  const weights = weightsWith((content.weights ?? []).map((entry, i) => weightOf(entry, ["weights", i], fail)));
  checkWeights(weights, fail);
  const { record } = content;
  return {
    name,
    title: content.title,
    question: content.question ?? "",
    reading: content.reading?.trim() ?? "",
    day,
    date: content.date,
    months: content.months,
    seed: content.seed ?? 1,
    base,
    policies: content.policies ?? "announced",
    legislatures: {
      "United States": content.legislatures?.["United States"] ?? false,
      Mexico: content.legislatures?.Mexico ?? false,
    },
    issues,
    threats,
    constraints: constraintsOf(content, fail),
    weights,
    record:
      record === undefined
        ? null
        : {
            granted: levelsNamed(record.granted, issues, ["record", "granted"], fail),
            refused: choices(record.refused ?? {}, issues, ["record", "refused"], fail),
            source: record.source,
            note: record.note ?? "",
          },
  };
}

/**
 * Loads a bargain: a bundled name (`december-2023`), a path for `options.read`, or the text of a bargain file.
 * Throws ScenarioError.
 */
export function loadBargain(nameOrText: string, options: LoadOptions = {}): Bargain {
  if (looksLikeText(nameOrText)) {
    const file = options.file ?? "bargain";
    return parseBargain(nameOrText, file, file, options);
  }
  const found = find(nameOrText, shelf, options.read);
  if (typeof found === "string") throw new ScenarioError(nameOrText, start, "bargain", found);
  return parseBargain(found.text, found.name, found.file, options);
}
