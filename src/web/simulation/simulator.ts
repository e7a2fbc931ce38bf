import { stringify } from "yaml";
import { centralMember } from "../../analysis/central.ts";
import type { Ensemble } from "../../analysis/ensemble.ts";
import { type LeverBand, leverBands } from "../../analysis/lever-bands.ts";
import { observedSeries } from "../../analysis/observed.ts";
import { scenarioLevers } from "../../analysis/run.ts";
import { type BaseRun, baseRun, whatIf } from "../../analysis/what-if.ts";
import { valueAt } from "../../data/series.ts";
import { dayOf, firstDayOfMonth, monthIndex } from "../../engine/calendar.ts";
import type { LeverPaths } from "../../model/lever-paths.ts";
import { type LeverId, levers } from "../../model/levers.ts";
import type { Member } from "../../model/member.ts";
import type { ObservableName } from "../../model/observables.ts";
import type { Snapshot } from "../../model/world.ts";
import { files } from "../../scenario/embedded.ts";
import { ScenarioError } from "../../scenario/error.ts";
import { LinkError, type LinkedChange, type LinkedScenario, scenarioFileOf } from "../../scenario/link.ts";
import { type LeverStep, loadScenario, parseScenario, type ResolvedScenario } from "../../scenario/load.ts";
import { type Change, leverOf, membersOf, parseValue } from "../../scenario/schema.ts";
import { start } from "../state/start.ts";
import { keyOfBase } from "./base-key.ts";
import { storedStart } from "./embedded-start.ts";
import { storedNumbers } from "./stored.ts";

/** What the page asks of the engine; it runs in a Web Worker, and in tests without one. */

/** A scenario beside its base under one member, in mean field: months × columns each. */
export interface Outcome {
  readonly base: Float64Array;
  readonly scenario: Float64Array;
}

/** What the page shows of a base before anything is simulated. */
export interface Opening {
  readonly firstMonth: number;
  readonly months: number;
}

/** A dated policy of a base, with the name by which scenarios can remove it. */
export interface Policy {
  readonly id: string;
  readonly lever: LeverId;
  /** Members of the lever's dimension that it changes; empty for a lever that is one number. */
  readonly members: readonly string[];
  /** Day on which it begins, from 2018-01-01. */
  readonly day: number;
  /** Its last day; null if it stands. */
  readonly untilDay: number | null;
}

/** Steps that have a name. */
const policiesOf = (steps: readonly LeverStep[]): Policy[] =>
  steps.flatMap(({ id, lever, members, fromDay, untilDay }) =>
    id === undefined ? [] : [{ id, lever, members, day: fromDay, untilDay }],
  );

/** A file of the draws: every series of the scenario, or beside those of its base with their difference. */
export interface FileWanted {
  readonly rows: "run" | "compare";
  readonly form: "csv" | "parquet";
}

/** What a link keeps of a change that has been checked: not where it comes from, and neither units nor spellings of the file. */
function linkedChange(change: Change): LinkedChange {
  const { lever, from, multiply, ramp, until, announced } = change;
  const members = change.for && membersOf(change);
  const value = change.value === undefined ? undefined : parseValue(leverOf(lever), change.value);
  return Object.fromEntries(
    Object.entries({ lever, for: members, from, value, multiply, ramp, until, announced }).filter(
      ([, given]) => given !== undefined,
    ),
  ) as unknown as LinkedChange;
}

const noBase =
  'nothing was given; expected a bundled scenario, as the page shows what changes of one; write "base: history" for the recorded history';

const inTheBase = (linked: LinkedScenario): LinkedScenario => ({ ...linked, remove: [], changes: [] });

/** The scenario of a link. Throws LinkError, without line and column: whoever opens a link knows of none in it. */
function loaded(linked: LinkedScenario): ResolvedScenario {
  try {
    return loadScenario(JSON.stringify(scenarioFileOf(linked, "Corridor")));
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const { file, line, column, message } = error;
    throw new LinkError(message.slice(`${file}:${line}:${column}: `.length));
  }
}

/** A scenario with its lever paths, which are the same for every member. */
interface Ready {
  readonly key: string;
  readonly scenario: ResolvedScenario;
  readonly levers: LeverPaths;
}

/** Members beyond the central one come when they are wanted: they are most of what the page weighs. */
async function memberOf(number: number): Promise<Member> {
  if (number === 0) return centralMember();
  return (await import("../../analysis/shipped.ts")).shippedPosterior().members[number];
}

/** The state in which the window begins, where it has been stored. */
function knownStart(key: string, member: number): Snapshot | undefined {
  if (member !== 0 || key !== keyOfBase(start)) return undefined;
  const { day, state, memory, departed } = storedStart;
  return { day, state: storedNumbers(state), memory: storedNumbers(memory), departed: storedNumbers(departed) };
}

function readied(key: string, linked: LinkedScenario, base: Ready): Ready {
  const scenario = loaded(linked);
  return { key, scenario, levers: scenarioLevers(scenario, { scenario: base.scenario, paths: base.levers }) };
}

/** Remembers base runs by member for one base and window, since only what differs is simulated again. */
export class Simulator {
  #base: Ready | undefined;
  #newest: Ready | undefined;
  readonly #compared = new Map<string, Ready>();
  readonly #runs = new Map<number, BaseRun>();

  /** Reads and checks the base of a scenario. Throws LinkError or PosteriorError. */
  open(linked: LinkedScenario): Opening {
    const { window } = this.#baseOf(linked).scenario;
    const firstMonth = monthIndex(window.from);
    return { firstMonth, months: monthIndex(window.to) - firstMonth + 1 };
  }

  /** One member, the central one being 0. Throws as `open` does. */
  async simulate(linked: LinkedScenario, number: number): Promise<Outcome> {
    const member = await memberOf(number);
    const base = this.#baseOf(linked);
    const run = this.#runOf(base, number, member);
    const { scenario, levers } = this.#readyOf(linked, base);
    return { base: run.values.slice(), scenario: whatIf(run, scenario, levers) };
  }

  /** Reads and checks a scenario and all that it changes. Throws as `open` does. */
  windowOf(linked: LinkedScenario): NonNullable<LinkedScenario["window"]> {
    const { from, to } = loaded(linked).window;
    return { from, to };
  }

  /**
   * Several scenarios under one member: months × columns each, all over the window of the first and from the run of its base, whatever bases they
   * have. Throws as `open` does.
   */
  async together(scenarios: readonly LinkedScenario[], number: number): Promise<Float64Array[]> {
    const member = await memberOf(number);
    const base = this.#baseOf(scenarios[0]);
    const run = this.#runOf(base, number, member);
    const { from, to } = base.scenario.window;
    return scenarios.map((one) => {
      const { scenario, levers } = this.#comparedOf({ ...one, window: { from, to } }, base);
      return whatIf(run, scenario, levers);
    });
  }

  /** What the command line writes for the scenario in mean field with as many runs, byte for byte: run k is that of member k. */
  async file(
    linked: LinkedScenario,
    draws: readonly Outcome[],
    { rows, form }: FileWanted,
  ): Promise<string | Uint8Array<ArrayBuffer>> {
    const { compareTableOf, csvOf, parquetOf, runTableOf } = await import("../../analysis/result-table.ts");
    const ensemble = (scenario: ResolvedScenario, values: readonly Float64Array[]): Ensemble => ({
      ...this.open(linked),
      scenario,
      mode: "mean",
      uncertainty: "members",
      seed: scenario.seed,
      runs: values.map((_, run) => ({ run, member: run })),
      values,
      failures: [],
      partial: false,
    });
    const of = ensemble(
      loaded(linked),
      draws.map(({ scenario }) => scenario),
    );
    const bases = (): Ensemble =>
      ensemble(
        this.#baseOf(linked).scenario,
        draws.map(({ base }) => base),
      );
    const table = rows === "run" ? runTableOf(of) : compareTableOf(bases(), of);
    return form === "csv" ? csvOf(table) : parquetOf(table);
  }

  /** A scenario file as the page takes it: what it changes of its base. Throws ScenarioError, also without a base that comes with the page. */
  read(text: string, file: string): LinkedScenario {
    const { content, locate } = parseScenario(text, file);
    const { base, window, seed, remove = [], changes = [] } = content;
    if (base === undefined) throw new ScenarioError(file, locate([]), "base", noBase);
    const linked: LinkedScenario = {
      base,
      ...(window && { window }),
      ...(seed !== undefined && { seed }),
      remove,
      changes: changes.map(linkedChange),
    };
    loadScenario(text, { file });
    return linked;
  }

  /** A bundled example. */
  preset(name: string): LinkedScenario {
    return this.read(files[`${name}.yaml`], name);
  }

  /** The scenario as a file for the command line. */
  yaml(linked: LinkedScenario, title: string): string {
    return stringify(scenarioFileOf(linked, title));
  }

  /** Value of every lever of the base on a day, by member of its dimension. */
  recorded(linked: LinkedScenario, date: string): Record<LeverId, number[]> {
    const paths = this.#baseOf(linked).levers;
    const day = Math.min(Math.max(dayOf(date), paths.firstDay), paths.lastDay) - paths.firstDay;
    return Object.fromEntries(
      levers.map(({ id }) => {
        const { row, values, width } = paths.paths[id];
        return [id, [...values.slice(row[day] * width, (row[day] + 1) * width)]];
      }),
    ) as Record<LeverId, number[]>;
  }

  /** Values of a lever that have a name, for a member of its dimension or for all together; what is recorded on the day is that of the base. */
  bands(linked: LinkedScenario, id: LeverId, member: string | undefined, date: string): LeverBand[] {
    return leverBands(levers.find((lever) => lever.id === id)!, member, this.#baseOf(linked).scenario.steps, date);
  }

  /** Policies of the base that begin or end within its window. */
  policies(linked: LinkedScenario): Policy[] {
    const { steps, window } = this.#baseOf(linked).scenario;
    const within = (day: number | null): boolean => day !== null && day >= window.firstDay && day <= window.lastDay;
    return policiesOf(steps).filter(({ day, untilDay }) => within(day) || within(untilDay));
  }

  /** Policies of the base that the scenario takes out, whenever they begin. */
  takenOut(linked: LinkedScenario): Policy[] {
    return policiesOf(this.#baseOf(linked).scenario.steps).filter(({ id }) => linked.remove.includes(id));
  }

  /** Value of a lever of a scenario at the end of every month of the window: months × members of its dimension. */
  leverByMonth(linked: LinkedScenario, lever: LeverId): Float64Array {
    const { firstMonth, months } = this.open(linked);
    const { paths, firstDay } = this.#readyOf(linked, this.#baseOf(linked)).levers;
    const { row, values, width } = paths[lever];
    const out = new Float64Array(months * width);
    for (let m = 0; m < months; m++) {
      const at = row[firstDayOfMonth(firstMonth + m + 1) - 1 - firstDay] * width;
      out.set(values.subarray(at, at + width), m * width);
    }
    return out;
  }

  #baseOf(linked: LinkedScenario): Ready {
    const key = keyOfBase(linked);
    if (this.#base?.key !== key) {
      const scenario = loaded(inTheBase(linked));
      this.#base = { key, scenario, levers: scenarioLevers(scenario) };
      this.#runs.clear();
      this.#compared.clear();
    }
    return this.#base;
  }

  #runOf(base: Ready, number: number, member: Member): BaseRun {
    let run = this.#runs.get(number);
    if (run === undefined) {
      run = baseRun(base.scenario, member, base.levers, knownStart(base.key, number));
      this.#runs.set(number, run);
    }
    return run;
  }

  #readyOf(linked: LinkedScenario, base: Ready): Ready {
    const key = JSON.stringify(linked);
    if (this.#newest?.key !== key) this.#newest = readied(key, linked, base);
    return this.#newest;
  }

  /** The same for scenarios that come in turn, draw after draw. */
  #comparedOf(linked: LinkedScenario, base: Ready): Ready {
    const key = JSON.stringify(linked);
    const found = this.#compared.get(key) ?? readied(key, linked, base);
    this.#compared.set(key, found);
    return found;
  }
}

/** Published figures over the months of a base, NaN where there is none; undefined for what nobody publishes. */
export function observed(
  { firstMonth, months }: Opening,
  name: ObservableName,
  member?: string,
): Float64Array | undefined {
  const series = observedSeries(name, member);
  return series && Float64Array.from({ length: months }, (_, m) => valueAt(series, firstMonth + m));
}
