import { dayOf } from "../engine/calendar.ts";
import { type Household, households, type Nationality, nationalities } from "../model/geography.ts";
import type { LeverId } from "../model/levers.ts";
import { type Found, find, looksLikeText, type Shelf } from "./door.ts";
import { files } from "./embedded.ts";
import { type Position, ScenarioError, show } from "./error.ts";
import { type Form, openFile, type Raw } from "./open.ts";
import {
  type Change,
  endDay,
  keysAt,
  leverOf,
  membersOf,
  parseValue,
  rangeOf,
  type ScenarioFile,
  scenarioFile,
  startDay,
} from "./schema.ts";
import { didYouMean } from "./suggest.ts";
import { denseValues } from "./timeline.ts";
import { schemaVersion } from "./version.ts";

/** One change of one lever. Days count from 2018-01-01. */
export interface LeverStep {
  readonly id?: string;
  readonly lever: LeverId;
  /** Members of the lever's dimension that change; empty for a lever that is one number. */
  readonly members: readonly string[];
  readonly fromDay: number;
  /** Last day of the change; null if it stands. */
  readonly untilDay: number | null;
  readonly announcedDay: number;
  /** Day from which a forecast can know of the step with its value; `announcedDay` when left out. */
  readonly knownDay?: number;
  /** Day from which `untilDay` was public; when left out it was not, until it had come. */
  readonly untilAnnouncedDay?: number;
  /** Ends that were announced and withdrawn, in order of date. */
  readonly untilExpected?: readonly ExpectedEnd[];
  /** New value, or instead of it a multiple of the base's value on each day. */
  readonly value?: number;
  readonly multiply?: number;
  /** Days in which the value is reached, in a straight line; 0 is at once. */
  readonly rampDays: number;
  readonly source?: string;
  readonly magnitude?: "recorded" | "instrument";
  readonly note?: string;
  /** 0 for the steps of the root of the bases, one more for each scenario on top of it. */
  readonly layer: number;
  /** Where the step is written. */
  readonly file: string;
  readonly line: number;
  readonly path: string;
}

/** An end of a step that was public from `announcedDay` to the day before `withdrawnDay`, and did not come. */
export interface ExpectedEnd {
  readonly untilDay: number;
  readonly announcedDay: number;
  readonly withdrawnDay: number;
}

/** One scenario file, checked by itself. */
export interface Scenario {
  readonly file: string;
  readonly content: ScenarioFile;
  /** Position of the value at a path of the file. */
  locate(path: readonly PropertyKey[]): Position;
}

export interface Window {
  /** First and last month, both included, such as `2023-07`. */
  readonly from: string;
  readonly to: string;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** A scenario with all of its bases: what the model needs. */
export interface ResolvedScenario {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly reading: string;
  readonly window: Window;
  readonly seed: number;
  readonly report: { readonly nationalities: readonly Nationality[]; readonly households: readonly Household[] };
  /** Steps of the bases first; `layer` tells them apart. */
  readonly steps: readonly LeverStep[];
}

/** Layer of the topmost steps of a scenario; −1 if it has none. */
export function topLayer({ steps }: Pick<ResolvedScenario, "steps">): number {
  return steps.reduce((top, { layer }) => Math.max(top, layer), -1);
}

export interface LoadOptions {
  /** Reads the text of a file by path; without it only bundled scenarios and plain text can be loaded. May throw. */
  readonly read?: (path: string) => string;
  /** Name that messages give to a scenario passed as text, and the folder from which its base is resolved. */
  readonly file?: string;
}

/** For each older schema version, what turns a file of it into the next. Entries stay for ever, so that old files load. */
const migrations: ReadonlyMap<number, (file: Raw) => Raw> = new Map();

const shelf: Shelf = {
  kind: "scenario",
  folder: "scenarios",
  names: Object.keys(files).map((name) => name.replace(/\.yaml$/, "")),
  files,
  few: false,
};
const start: Position = { line: 1, column: 1 };

/** Names of the scenarios that come with the package. */
export function scenarioNames(): readonly string[] {
  return shelf.names;
}

/** Brings a file of an older schema version up to date. Returns a sentence if its version is unknown. */
export function migrate(file: Raw, table = migrations, current = schemaVersion): Raw | string {
  let raw = file;
  while (raw.corridor !== current) {
    const version = raw.corridor;
    if (version === undefined) return `nothing was given; expected "corridor: ${current}", the schema version`;
    if (typeof version !== "number" || !Number.isInteger(version))
      return `${show(version)} was given; expected ${current}, the schema version`;
    if (version > current)
      return `schema version ${version} was given; expected ${current} or older; a newer release of Corridor reads this file`;
    const step = table.get(version);
    if (!step) return `schema version ${version} was given; expected ${current}`;
    raw = { ...step(raw), corridor: version + 1 };
  }
  return raw;
}

const form: Form<ScenarioFile> = {
  whole: "scenario",
  filled: "a scenario with a title and changes",
  keys: "corridor, title and changes",
  version: schemaVersion,
  migrate,
  schema: scenarioFile,
  keysAt,
};

/** Reads and checks one scenario file by itself. Throws ScenarioError with the first fault of the file. */
export function parseScenario(text: string, file: string): Scenario {
  const { content, locate } = openFile(text, file, form);
  return { file, content, locate };
}

function stepOf(change: Change, index: number, scenario: Scenario, layer: number): LeverStep {
  const lever = leverOf(change.lever);
  const fromDay = startDay(change.from);
  return {
    ...(change.id !== undefined && { id: change.id }),
    lever: change.lever,
    members: membersOf(change),
    fromDay,
    untilDay: change.until === undefined ? null : endDay(change.until),
    announcedDay: change.announced === undefined ? fromDay : startDay(change.announced),
    ...(change.known !== undefined && { knownDay: endDay(change.known) }),
    ...(change.untilAnnounced !== undefined && { untilAnnouncedDay: startDay(change.untilAnnounced) }),
    ...(change.untilExpected !== undefined && { untilExpected: change.untilExpected.map(expectedEndOf) }),
    ...(change.value !== undefined && { value: parseValue(lever, change.value) as number }),
    ...(change.multiply !== undefined && { multiply: change.multiply }),
    rampDays: change.ramp ?? 0,
    ...(change.source !== undefined && { source: change.source }),
    ...(change.magnitude !== undefined && { magnitude: change.magnitude }),
    ...(change.note !== undefined && { note: change.note }),
    layer,
    file: scenario.file,
    line: scenario.locate(["changes", index]).line,
    path: `changes[${index}]`,
  };
}

function expectedEndOf(end: NonNullable<Change["untilExpected"]>[number]): ExpectedEnd {
  return {
    untilDay: endDay(end.until),
    announcedDay: startDay(end.announced),
    withdrawnDay: startDay(end.withdrawn),
  };
}

/** Bundled scenarios that have been loaded; they rest on one another only. */
const loadedBundled = new Map<string, ResolvedScenario>();

function loadFound(
  { name, file, text, bundled }: Found,
  options: LoadOptions,
  chain: readonly string[],
): ResolvedScenario {
  const known = bundled ? loadedBundled.get(name) : undefined;
  if (known) return known;
  const resolved = resolve(parseScenario(text, file), name, options, chain);
  if (bundled) loadedBundled.set(name, resolved);
  return resolved;
}

/**
 * Loads a scenario with all of its bases: a bundled name (`history`), a path for `options.read`, or the text of a scenario file.
 * Throws ScenarioError.
 */
export function loadScenario(nameOrText: string, options: LoadOptions = {}): ResolvedScenario {
  if (looksLikeText(nameOrText)) {
    const file = options.file ?? "scenario";
    return resolve(parseScenario(nameOrText, file), file, options, []);
  }
  const found = find(nameOrText, shelf, options.read);
  if (typeof found === "string") throw new ScenarioError(nameOrText, start, "scenario", found);
  return loadFound(found, options, [found.file]);
}

function loadBase(scenario: Scenario, options: LoadOptions, chain: readonly string[]): ResolvedScenario | undefined {
  const base = scenario.content.base;
  if (base === undefined) return undefined;
  const fail = (sentence: string): never => {
    throw new ScenarioError(scenario.file, scenario.locate(["base"]), "base", sentence);
  };
  const found = find(base, shelf, options.read, scenario.file);
  if (typeof found === "string") return fail(found);
  if (chain.includes(found.file)) {
    return fail(
      `a circle of bases was given (${[...chain, found.file].join(" → ")}); expected a base that does not rest on this scenario`,
    );
  }
  return loadFound(found, options, [...chain, found.file]);
}

function resolve(scenario: Scenario, name: string, options: LoadOptions, chain: readonly string[]): ResolvedScenario {
  const { content } = scenario;
  const base = loadBase(scenario, options, chain);
  const inherited = keepSteps(scenario, base?.steps ?? []);
  const layer = base === undefined ? 0 : 1 + topLayer(base);
  const own = (content.changes ?? []).map((change, index) => stepOf(change, index, scenario, layer));
  const resolved: ResolvedScenario = {
    name,
    title: content.title,
    question: content.question ?? "",
    reading: content.reading?.trim() ?? "",
    window: content.window ? windowOf(content.window) : base!.window,
    seed: content.seed ?? base?.seed ?? 1,
    report: {
      nationalities: content.report?.nationalities ?? base?.report.nationalities ?? nationalities,
      households: content.report?.households ?? base?.report.households ?? households,
    },
    steps: [...inherited, ...own],
  };
  checkOwnSteps(scenario, resolved, inherited, own);
  return resolved;
}

function windowOf({ from, to }: { from: string; to: string }): Window {
  return { from, to, firstDay: dayOf(from), lastDay: endDay(to) };
}

/** The base's steps without those that the scenario removes. */
function keepSteps(scenario: Scenario, steps: readonly LeverStep[]): readonly LeverStep[] {
  const removed = scenario.content.remove ?? [];
  const ids = steps.flatMap((step) => step.id ?? []);
  removed.forEach((id, index) => {
    if (ids.includes(id)) return;
    const sentence = `${show(id)} was given; expected the id of a step of the base${didYouMean(id, ids)}`;
    throw new ScenarioError(scenario.file, scenario.locate(["remove", index]), `remove[${index}]`, sentence);
  });
  return steps.filter((step) => step.id === undefined || !removed.includes(step.id));
}

/** Checks what only the base and the window can tell: reused ids, changes after the window, multiples out of range. */
function checkOwnSteps(
  scenario: Scenario,
  resolved: ResolvedScenario,
  inherited: readonly LeverStep[],
  own: readonly LeverStep[],
): void {
  const inheritedIds = new Set(inherited.flatMap((step) => step.id ?? []));
  own.forEach((step, index) => {
    const fail = (key: string, sentence: string): never => {
      throw new ScenarioError(
        scenario.file,
        scenario.locate(["changes", index, key]),
        `changes[${index}].${key}`,
        sentence,
      );
    };
    if (step.id !== undefined && inheritedIds.has(step.id)) {
      fail("id", `${show(step.id)} was given; expected an id that no step of the base has`);
    }
    if (step.announcedDay > resolved.window.lastDay) {
      fail(
        "from",
        `a change after the window was given; expected a date up to ${resolved.window.to}, where the window ends`,
      );
    }
    if (step.multiply === undefined) return;
    const lever = leverOf(step.lever);
    const values = denseValues(resolved.steps, step.lever, resolved.window.firstDay, resolved.window.lastDay);
    const outside = values.find((value) => value < lever.min || value > lever.max);
    if (outside !== undefined) {
      fail(
        "multiply",
        `${show(step.multiply)} was given, which makes ${lever.id} ${show(outside)}; expected a multiple within ${rangeOf(lever)}`,
      );
    }
  });
}
