import { dataVersion } from "../../data/embedded-version.ts";
import { fingerprint } from "../../data/fingerprint.ts";
import { dayOf, isoOf } from "../../engine/calendar.ts";
import type { LeverId } from "../../model/levers.ts";
import { isUncertain, parameterRows } from "../../model/parameters.ts";
import { modelVersion } from "../../model/version.ts";
import { looksLikePath, resolvePath } from "../../scenario/door.ts";
import { show } from "../../scenario/error.ts";
import { LinkError, linkIn, readLink, scenarioFileOf } from "../../scenario/link.ts";
import { type LoadOptions, loadScenario, type ResolvedScenario, scenarioNames } from "../../scenario/load.ts";
import { type Fail, type Form, openFile } from "../../scenario/open.ts";
import type { FileKind } from "../../scenario/read-yaml.ts";
import { checkMembers, dateProblem, endDay, leverOf, membersOf, parseValue, startDay } from "../../scenario/schema.ts";
import { didYouMean } from "../../scenario/suggest.ts";
import { firstMonth, lastMonth } from "../../scenario/window.ts";
import { shippedMembers } from "../central.ts";
import { type Output, outputOf, uncertainNames } from "../sensitivity.ts";
import { combinations, sharingRuns } from "./design.ts";
import { asInBase, type FactorEntry, type SweepFile, spread, sweepFile, sweepKeysAt, sweepVersion } from "./schema.ts";
import {
  type Factor,
  type Level,
  type Levels,
  type LeverFactor,
  outputColumns,
  ownColumns,
  type ParameterFactor,
  runCount,
  type Sweep,
  usualChunkRuns,
  viewColumns,
} from "./sweep.ts";

export interface SweepOptions extends LoadOptions {
  /** Version of the package that runs it. */
  readonly version?: string;
  /** Most runs of a chunk; what suits the sweep when left out. */
  readonly chunkRuns?: number;
}

const kind: FileKind = { file: "a sweep file", onePerFile: "one sweep per file", flat: "a flat list of factors" };
const form: Form<SweepFile> = {
  whole: "sweep",
  filled: "a sweep with a design and factors",
  keys: "corridor, title, base and design",
  version: sweepVersion,
  schema: sweepFile,
  keysAt: sweepKeysAt,
  kind,
};
/** Most runs of a sweep: their numbers are 32-bit integers in the results. */
const mostRuns = 2e9;
const largestMultiple = 1000;

type Path = readonly PropertyKey[];
/** The scenario of a link of the page. */
function linkedBase(link: string, options: LoadOptions, fail: Fail): ResolvedScenario {
  try {
    const text = JSON.stringify(scenarioFileOf(readLink(link), "A scenario from a link"));
    return loadScenario(text, { ...options, file: "link" });
  } catch (error) {
    if (error instanceof LinkError) return fail(["base"], `a link that cannot be read was given (${error.message})`);
    throw error;
  }
}

function baseOf({ base, window }: SweepFile, file: string, options: LoadOptions, fail: Fail): ResolvedScenario {
  const bundled = scenarioNames();
  const link = linkIn(base);
  if (link === undefined && !looksLikePath(base) && !bundled.includes(base))
    fail(
      ["base"],
      `${show(base)} was given; expected a bundled scenario, the path of a file or a link${didYouMean(base, bundled)}`,
    );
  const scenario =
    link === undefined
      ? loadScenario(looksLikePath(base) ? resolvePath(file, base) : base, options)
      : linkedBase(link, options, fail);
  if (window === undefined) return scenario;
  for (const key of ["from", "to"] as const)
    if (window[key] < firstMonth || window[key] > lastMonth)
      fail(["window", key], `${show(window[key])} was given; expected a month from ${firstMonth} to ${lastMonth}`);
  if (window.from > window.to)
    fail(
      ["window"],
      `a window from ${window.from} to ${window.to} was given; expected an end that is not before the start`,
    );
  return { ...scenario, window: { ...window, firstDay: dayOf(window.from), lastDay: endDay(window.to) } };
}

/** Says what is wrong with a level; nothing if it is sound. */
type CheckLevel = (level: number) => string | undefined;

function levelsOf(
  entry: FactorEntry,
  path: Path,
  design: SweepFile["design"],
  wholeSteps: boolean,
  check: CheckLevel,
  fail: Fail,
): Levels {
  const { levels, range } = entry;
  if (design === "list") {
    const given = levels === undefined ? "range" : "levels";
    if (entry[given] !== undefined)
      fail([...path, given], `${given} were given; expected none, as the rows of a list name the levels`);
    return { kind: "listed" };
  }
  if (levels !== undefined && range !== undefined)
    fail([...path, "range"], "both levels and range were given; expected one of them");
  if (levels !== undefined) {
    const found = levels.map((level, i): Level => {
      const problem = level === asInBase ? undefined : check(level);
      if (problem !== undefined) fail([...path, "levels", i], problem);
      return level === asInBase ? null : level;
    });
    const twice = found.findIndex((level, i) => found.indexOf(level) !== i);
    if (twice >= 0)
      fail([...path, "levels", twice], `${show(levels[twice])} was given twice; expected each level once`);
    return { kind: "some", levels: found };
  }
  const given = range ?? (entry.as === "quantile" && design !== "grid" ? { low: 0, high: 1 } : undefined);
  if (given === undefined) return fail(path, "neither levels nor range was given; expected one of them");
  for (const key of ["low", "high"] as const) {
    const problem = check(given[key]);
    if (problem !== undefined) fail([...path, "range", key], problem);
  }
  const { low, high, steps } = given;
  if (low >= high)
    fail([...path, "range"], `a range from ${low} to ${high} was given; expected an end that is above the start`);
  if (design !== "grid") {
    if (steps !== undefined)
      fail([...path, "range", "steps"], `${steps} was given; expected no steps, as ${design} samples the whole range`);
    return { kind: "between", low, high, whole: wholeSteps };
  }
  if (steps === undefined || steps < 2)
    return fail(
      [...path, "range", "steps"],
      `${show(steps)} was given; expected how many levels the grid has, 2 or more`,
    );
  const all = spread({ low, high, steps });
  if (wholeSteps && all.some((level) => !Number.isInteger(level)))
    fail([...path, "range", "steps"], `${steps} was given; expected steps that fall on whole numbers`);
  return { kind: "some", levels: all };
}

function multipleProblem(level: number): string | undefined {
  if (level >= 0 && level <= largestMultiple) return undefined;
  return `${show(level)} was given; expected a multiple of at least 0 and at most 1,000`;
}

/** Whether a factor is crossed: in a grid all are, in a list none. */
function isCrossed({ crossed, range }: FactorEntry, path: Path, { design, fail }: Reading): boolean {
  if (crossed !== undefined && (design === "grid" || design === "list"))
    fail(
      [...path, "crossed"],
      `${crossed} was given; expected nothing, as the design is ${show(design)}${design === "grid" ? ", in which every level meets every other" : ""}`,
    );
  if (crossed && range !== undefined)
    fail([...path, "range"], "a range was given for a factor that is crossed; expected levels");
  return crossed ?? design === "grid";
}

/** What the file's factors are read with. */
interface Reading {
  readonly base: ResolvedScenario;
  readonly design: SweepFile["design"];
  readonly fail: Fail;
}

function leverFactor(entry: FactorEntry, path: Path, reading: Reading): LeverFactor {
  const { base, design, fail } = reading;
  const lever = leverOf(entry.lever as LeverId);
  const at = (key: string): Path => [...path, key];
  checkMembers(lever, entry.for, (where, sentence) => fail([...path, ...where], sentence));
  for (const key of ["from", "until", "announced"] as const) {
    const label = entry[key];
    const problem = label === undefined ? undefined : dateProblem(label);
    if (problem) fail(at(key), problem);
  }
  const fromDay = entry.from === undefined ? base.window.firstDay : startDay(entry.from);
  const untilDay = entry.until === undefined ? null : endDay(entry.until);
  const announcedDay = entry.announced === undefined ? fromDay : startDay(entry.announced);
  const rampDays = entry.ramp ?? 0;
  if (fromDay > base.window.lastDay)
    fail(at("from"), `${show(entry.from)} was given; expected a date up to ${base.window.to}, where the window ends`);
  if (announcedDay > fromDay)
    fail(
      at("announced"),
      `${show(entry.announced)} was given; expected a day not after ${isoOf(fromDay)}, when the change takes effect`,
    );
  if (untilDay !== null && fromDay + rampDays > untilDay)
    fail(
      at("until"),
      `${show(entry.until)} was given; expected a day not before ${isoOf(fromDay + rampDays)}, when the level is reached`,
    );
  const { as = "value" } = entry;
  if (as === "quantile")
    return fail(
      at("as"),
      `"quantile" was given; expected "value" or "multiply", as ${lever.id} is a lever and has no prior`,
    );
  if (lever.whole && (as === "multiply" || rampDays > 0))
    fail(
      at(as === "multiply" ? "as" : "ramp"),
      `${as === "multiply" ? "multiples were" : "a ramp was"} given; expected values at once, as ${lever.id} takes whole steps (${lever.unit})`,
    );
  const check: CheckLevel = (level) => {
    if (as === "multiply") return multipleProblem(level);
    const parsed = parseValue(lever, level);
    return typeof parsed === "string" ? parsed : undefined;
  };
  return {
    kind: "lever",
    name: entry.name ?? lever.id,
    lever: lever.id as LeverId,
    members: membersOf({ lever: lever.id as LeverId, for: entry.for }),
    fromDay,
    untilDay,
    announcedDay,
    rampDays,
    as,
    levels: levelsOf(entry, path, design, lever.whole === true, check, fail),
    crossed: isCrossed(entry, path, reading),
    unit: as === "value" ? lever.unit : "multiple of the base",
  };
}

const leverKeysAlone = ["from", "until", "announced", "ramp"] as const;

function parameterFactor(entry: FactorEntry, path: Path, reading: Reading): ParameterFactor {
  const { design, fail } = reading;
  const given = entry.parameter!;
  const at = (key: string): Path => [...path, key];
  const name = uncertainNames.find((known) => known === given);
  if (name === undefined) {
    const fixed = parameterRows.some((row) => row.name === given);
    return fail(
      at("parameter"),
      `${show(given)} was given${fixed ? ", which has no range" : ""}; expected an uncertain parameter of data/parameters.csv${didYouMean(given, uncertainNames)}`,
    );
  }
  for (const key of leverKeysAlone)
    if (entry[key] !== undefined)
      fail(at(key), `${show(entry[key])} was given; expected no ${key}, as a parameter holds on every day`);
  const all = parameterRows.filter((row) => row.name === name && isUncertain(row));
  const keys = all.map(({ key }) => key).filter((key) => key !== "");
  const named = typeof entry.for === "string" ? [entry.for] : entry.for;
  for (const [i, key] of (named ?? []).entries())
    if (!keys.includes(key))
      fail(
        typeof entry.for === "string" ? at("for") : [...path, "for", i],
        keys.length === 0
          ? `${show(key)} was given; expected no "for", as ${name} is one number`
          : `${show(key)} was given; expected one of ${keys.join(", ")}${didYouMean(key, keys)}`,
      );
  const rows = named === undefined ? all : all.filter(({ key }) => named.includes(key));
  const as = entry.as ?? "value";
  const check: CheckLevel = (level) => {
    if (as === "multiply") return multipleProblem(level);
    if (as === "quantile")
      return level >= 0 && level <= 1 ? undefined : `${show(level)} was given; expected a quantile from 0 to 1`;
    const beyond = rows.find(({ low, high }) => level < low || level > high);
    if (beyond === undefined) return undefined;
    const which = beyond.key === "" ? name : `${name} of ${beyond.key}`;
    return `${show(level)} was given; expected ${which} from ${beyond.low} to ${beyond.high}, its range (${beyond.unit})`;
  };
  const units = { value: rows[0].unit, multiply: "multiple of the member's", quantile: "quantile of the prior" };
  return {
    kind: "parameter",
    name: entry.name ?? name,
    rows,
    as,
    levels: levelsOf(entry, path, design, false, check, fail),
    crossed: isCrossed(entry, path, reading),
    unit: units[as],
  };
}

function factorOf(entry: FactorEntry, path: Path, reading: Reading): Factor {
  if (entry.lever !== undefined && entry.parameter !== undefined)
    reading.fail([...path, "parameter"], "both lever and parameter were given; expected one of them");
  if (entry.lever !== undefined) return leverFactor(entry, path, reading);
  if (entry.parameter !== undefined) return parameterFactor(entry, path, reading);
  return reading.fail(path, "neither lever nor parameter was given; expected one of them");
}

/** Refuses changes of one lever that contradict each other, and one parameter given twice. */
function checkOverlaps(factors: readonly Factor[], fail: Fail): void {
  for (const [j, other] of factors.entries())
    for (const [i, one] of factors.slice(0, j).entries()) {
      if (one.kind === "parameter" && other.kind === "parameter") {
        if (other.rows.some((row) => one.rows.includes(row)))
          fail(
            ["over", j],
            `${other.rows[0].name} was given that over[${i}] varies as well; expected each parameter once`,
          );
      } else if (one.kind === "lever" && other.kind === "lever" && one.lever === other.lever) {
        const shared = one.members.length === 0 || one.members.some((member) => other.members.includes(member));
        const [first, second] = one.fromDay <= other.fromDay ? [one, other] : [other, one];
        const busyUntil = first.untilDay ?? first.fromDay + Math.max(0, first.rampDays - 1);
        if (shared && second.fromDay <= busyUntil)
          fail(
            ["over", j],
            `a change of ${other.lever} was given that overlaps over[${i}]; expected at most one ramp or limited change at a time`,
          );
      }
    }
}

/** Refuses columns of one name, which in SQL are the same whatever their capitals. */
function checkNames(factors: readonly Factor[], outputs: readonly string[], fail: Fail): void {
  const spreads = outputs.flatMap((name) => [`${name}_p10`, `${name}_p90`]);
  const taken = new Set([...ownColumns, ...viewColumns, ...outputs, ...spreads].map((name) => name.toLowerCase()));
  for (const [i, { name }] of factors.entries()) {
    if (taken.has(name.toLowerCase()))
      fail(
        ["over", i],
        `a column named ${show(name)} was given, which the results or their views have already, in these or other capitals; expected the key name with another`,
      );
    taken.add(name.toLowerCase());
  }
}

function outputsOf({ keep }: SweepFile, fail: Fail): Output[] {
  const twice = keep.findIndex((label, i) => keep.indexOf(label) !== i);
  if (twice >= 0) fail(["keep", twice], `${show(keep[twice])} was given twice; expected each observable once`);
  return keep.map((label, i) => {
    try {
      return outputOf(label);
    } catch (error) {
      if (error instanceof RangeError) return fail(["keep", i], error.message);
      throw error;
    }
  });
}

function rowsOf({ rows, over }: SweepFile, factors: readonly Factor[], reading: Reading): Level[][] {
  const names = factors.map(({ name }) => name);
  return (rows ?? []).map((row, r) => {
    for (const name of Object.keys(row))
      if (!names.includes(name))
        reading.fail(
          ["rows", r, name],
          `the factor ${show(name)} was given; expected one of ${names.join(", ")}${didYouMean(name, names)}`,
        );
    return factors.map(({ name }, i): Level => {
      const level = row[name] ?? asInBase;
      if (level === asInBase) return null;
      // what is wrong with a level is what would be wrong with it in a grid, at its place in the rows
      const fail: Fail = (_, sentence) => reading.fail(["rows", r, name], sentence);
      factorOf({ ...over![i], levels: [level] }, ["over", i], { ...reading, design: "grid", fail });
      return level;
    });
  });
}

function checkDesign(content: SweepFile, fail: Fail): void {
  const { design, samples, rows, over = [], mode, replications = 1 } = content;
  const sampled = design === "sobol" || design === "latin-hypercube";
  if (sampled && samples === undefined)
    fail([], `a design ${show(design)} was given without samples; expected the key samples as well`);
  if (!sampled && samples !== undefined)
    fail(["samples"], `${samples} was given; expected no samples, as the design is ${show(design)}`);
  if (design === "list" && rows === undefined)
    fail([], 'a design "list" was given without rows; expected the key rows as well');
  if (design !== "list" && rows !== undefined)
    fail(["rows"], `rows were given; expected none, as the design is ${show(design)}`);
  if (design !== "grid" && over.every(({ crossed }) => crossed))
    fail(
      [],
      `a design ${show(design)} was given without factors${over.length > 0 ? " that are sampled" : ""}; expected ${over.length > 0 ? "one that is not crossed" : "the key over as well"}`,
    );
  if (mode !== "stochastic" && replications > 1)
    fail(
      ["replications"],
      `${replications} was given; expected 1 in mean mode, in which all replications are the same`,
    );
}

function samplesOf({ design, samples }: SweepFile, rows: readonly unknown[]): number {
  if (design === "grid") return 1;
  return design === "list" ? rows.length : samples!;
}

/** Of all that determines the numbers. */
function idOf(sweep: Omit<Sweep, "id" | "chunkRuns">): string {
  const { base, file: _, title: __, outputs, ...rest } = sweep;
  const steps = base.steps.map(
    ({ lever, members, fromDay, untilDay, announcedDay, rampDays, value, multiply, layer }) => [
      [lever, members, fromDay, untilDay, announcedDay, rampDays, value ?? null, multiply ?? null, layer],
    ],
  );
  const text = JSON.stringify({ ...rest, window: base.window, steps, outputs: outputs.map(({ label }) => label) });
  return fingerprint(text) + fingerprint(`again ${text}`);
}

/**
 * Reads and checks the text of a sweep file. Throws ScenarioError with its first fault, PosteriorError if the posterior that ships belongs to
 * something else.
 */
export function loadSweep(text: string, options: SweepOptions = {}): Sweep {
  const file = options.file ?? "sweep";
  const { content, fail } = openFile(text, file, form);
  checkDesign(content, fail);
  const base = baseOf(content, file, options, fail);
  const reading: Reading = { base, design: content.design, fail };
  const factors = (content.over ?? []).map((entry, i) => factorOf(entry, ["over", i], reading));
  checkOverlaps(factors, fail);
  const outputs = outputsOf(content, fail);
  const monthly = content.monthly ?? false;
  checkNames(
    factors,
    outputColumns({ outputs, monthly, base }).map(({ name }) => name),
    fail,
  );
  const rows = rowsOf(content, factors, reading);
  const samples = samplesOf(content, rows);
  const points = samples * combinations(factors);
  const { members = 1, replications = 1 } = content;
  const available = shippedMembers();
  if (members > available)
    fail(["members"], `${members} was given; expected at most ${available}, as many as the posterior has`);
  const size = { points, members, replications };
  if (runCount(size) > mostRuns)
    fail([], `${runCount(size).toLocaleString("en-US")} runs were given; expected at most 2,000,000,000`);
  const sweep = {
    title: content.title,
    base,
    mean: content.mode !== "stochastic",
    seed: content.seed ?? base.seed,
    design: content.design,
    factors,
    rows,
    samples,
    ...size,
    outputs,
    monthly,
    versions: { corridor: options.version ?? "", model: modelVersion, data: dataVersion },
    file: content,
  };
  const sharing = sharingRuns(sweep);
  return { id: idOf(sweep), ...sweep, chunkRuns: options.chunkRuns ?? usualChunkRuns(size, sharing) };
}
