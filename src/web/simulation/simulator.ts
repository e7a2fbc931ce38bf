import { stringify } from "yaml";
import type { Ensemble } from "../../analysis/ensemble.ts";
import { observedSeries } from "../../analysis/observed.ts";
import { type ColumnarTable, compareTableOf, csvOf, parquetOf, runTableOf } from "../../analysis/result-table.ts";
import { scenarioLevers } from "../../analysis/run.ts";
import { shippedPosterior } from "../../analysis/shipped.ts";
import { type BaseRun, baseRun, whatIf } from "../../analysis/what-if.ts";
import { valueAt } from "../../data/series.ts";
import { dayOf, firstDayOfMonth, monthIndex } from "../../engine/calendar.ts";
import { type LeverId, levers } from "../../model/levers.ts";
import type { ObservableName } from "../../model/observables.ts";
import { files } from "../../scenario/embedded.ts";
import { type LinkedChange, type LinkedScenario, scenarioFileOf } from "../../scenario/link.ts";
import { loadScenario, parseScenario, type ResolvedScenario } from "../../scenario/load.ts";
import type { Change } from "../../scenario/schema.ts";

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

/** A file of the draws: every series of the scenario, or beside those of its base with their difference. */
export interface FileWanted {
  readonly rows: "run" | "compare";
  readonly form: "csv" | "parquet";
}

/** What a link keeps of a change: not where it comes from. */
function linkedChange(change: Change): LinkedChange {
  const { lever, for: members, from, value, multiply, ramp, until, announced } = change;
  return Object.fromEntries(
    Object.entries({ lever, for: members, from, value, multiply, ramp, until, announced }).filter(
      ([, given]) => given !== undefined,
    ),
  ) as unknown as LinkedChange;
}

const inTheBase = (linked: LinkedScenario): LinkedScenario => ({ ...linked, remove: [], changes: [] });

const loaded = (linked: LinkedScenario): ResolvedScenario =>
  loadScenario(JSON.stringify(scenarioFileOf(linked, "Corridor")));

/** Remembers base runs by member for one base and window, since only what differs is simulated again. */
export class Simulator {
  #key = "";
  #base: ResolvedScenario | undefined;
  readonly #runs = new Map<number, BaseRun>();

  /** Reads and checks the base of a scenario. Throws ScenarioError, LinkError or PosteriorError. */
  open(linked: LinkedScenario): Opening {
    const { window } = this.#baseOf(linked);
    const firstMonth = monthIndex(window.from);
    return { firstMonth, months: monthIndex(window.to) - firstMonth + 1 };
  }

  /** One member, the central one being 0. Throws as `open` does. */
  simulate(linked: LinkedScenario, member: number): Outcome {
    const base = this.#baseOf(linked);
    let run = this.#runs.get(member);
    if (run === undefined) {
      run = baseRun(base, shippedPosterior().members[member]);
      this.#runs.set(member, run);
    }
    return { base: run.values.slice(), scenario: whatIf(run, loaded(linked)) };
  }

  /** What the command line writes for the scenario in mean field with as many runs, byte for byte: run k is that of member k. */
  file(linked: LinkedScenario, draws: readonly Outcome[], { rows, form }: FileWanted): string | Uint8Array {
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
        this.#baseOf(linked),
        draws.map(({ base }) => base),
      );
    const table: ColumnarTable = rows === "run" ? runTableOf(of) : compareTableOf(bases(), of);
    return form === "csv" ? csvOf(table) : parquetOf(table);
  }

  /** A scenario file as the page takes it: what it changes of its base. Throws ScenarioError, also on a base that does not come with the page. */
  read(text: string, file: string): LinkedScenario {
    const { base, window, seed, remove = [], changes = [] } = parseScenario(text, file).content;
    const linked: LinkedScenario = {
      base: base ?? "history",
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
    const paths = scenarioLevers(this.#baseOf(linked));
    const day = Math.min(Math.max(dayOf(date), paths.firstDay), paths.lastDay) - paths.firstDay;
    return Object.fromEntries(
      levers.map(({ id }) => {
        const { row, values, width } = paths.paths[id];
        return [id, [...values.slice(row[day] * width, (row[day] + 1) * width)]];
      }),
    ) as Record<LeverId, number[]>;
  }

  /** Value of a lever of a scenario at the end of every month of the window: months × members of its dimension. */
  leverByMonth(linked: LinkedScenario, lever: LeverId): Float64Array {
    const { firstMonth, months } = this.open(linked);
    const { paths, firstDay } = scenarioLevers(loaded(linked));
    const { row, values, width } = paths[lever];
    const out = new Float64Array(months * width);
    for (let m = 0; m < months; m++) {
      const at = row[firstDayOfMonth(firstMonth + m + 1) - 1 - firstDay] * width;
      out.set(values.subarray(at, at + width), m * width);
    }
    return out;
  }

  #baseOf(linked: LinkedScenario): ResolvedScenario {
    const key = JSON.stringify([linked.base, linked.window, linked.seed]);
    if (key !== this.#key || this.#base === undefined) {
      this.#base = loaded(inTheBase(linked));
      this.#key = key;
      this.#runs.clear();
    }
    return this.#base;
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
