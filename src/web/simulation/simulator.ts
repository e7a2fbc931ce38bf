import { observedSeries } from "../../analysis/observed.ts";
import { scenarioLevers } from "../../analysis/run.ts";
import { shippedPosterior } from "../../analysis/shipped.ts";
import { type BaseRun, baseRun, whatIf } from "../../analysis/what-if.ts";
import { valueAt } from "../../data/series.ts";
import { dayOf, monthIndex } from "../../engine/calendar.ts";
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
    const run = this.#runOf(linked, member);
    return { base: run.values.slice(), scenario: whatIf(run, loaded(linked)) };
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
  together(scenarios: readonly LinkedScenario[], member: number): Float64Array[] {
    const run = this.#runOf(scenarios[0], member);
    const { from, to } = run.scenario.window;
    return scenarios.map((one) => whatIf(run, loaded({ ...one, window: { from, to } })));
  }

  /** A bundled example as the page takes it: what it changes of its base. */
  preset(name: string): LinkedScenario {
    const { base = name, window, seed, remove = [], changes = [] } = parseScenario(files[`${name}.yaml`], name).content;
    return {
      base,
      ...(window && { window }),
      ...(seed !== undefined && { seed }),
      remove,
      changes: changes.map(linkedChange),
    };
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

  #runOf(linked: LinkedScenario, member: number): BaseRun {
    const base = this.#baseOf(linked);
    let run = this.#runs.get(member);
    if (run === undefined) {
      run = baseRun(base, shippedPosterior().members[member]);
      this.#runs.set(member, run);
    }
    return run;
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
