import { monthIndex } from "../../engine/calendar.ts";
import type { Member } from "../../model/member.ts";
import { columns } from "../../model/observables.ts";
import type { LeverStep, ResolvedScenario } from "../../scenario/load.ts";
import { scenarioLevers } from "../run.ts";
import type { Progress, Stop } from "../runner.ts";
import { outputOf } from "../sensitivity.ts";
import { type BaseRun, baseRun, whatIf } from "../what-if.ts";
import type { Terms } from "./load.ts";
import { type Outcome, outcomeKey } from "./outcomes.ts";

/** What is shown of every package, whatever is weighed. */
const shown: readonly (readonly string[])[] = [
  ["usbp"],
  ["interceptions"],
  ["returnsFromMexico"],
  ["waiting"],
  ["attacks"],
  ["deathsBySector", "deathsInTransit"],
  ["tradeLoss"],
  ["mexicoSpending"],
];

/** What tells how a deal is kept: a switch and an index, in nobody's weights by themselves. */
const followed: readonly (readonly string[])[] = [["effort"], ["funded"]];

/** What is recorded of every package of a bargain: what is shown, what is weighed beside it, and what is followed. */
export function outcomesOf({ weights }: Pick<Terms, "weights">): Outcome[] {
  const weighed = weights.map(({ outcome }) => outcome).filter((outcome) => outcome.length > 0);
  const expected = new Set([...shown, ...weighed].map(outcomeKey));
  const labels = [...shown, ...weighed, ...followed];
  const byKey = new Map(labels.map((one) => [outcomeKey(one), one]));
  return [...byKey].map(([key, one]) => {
    const parts = one.map(outputOf);
    const { unit, kind } = parts[0];
    return { key, unit, kind, columns: parts.flatMap((part) => part.columns), expected: expected.has(key) };
  });
}

/** Variants of a base to simulate in mean field with one member; as plain data, so that it can be sent to a thread. */
export interface VariantsTask {
  /** Tells searches apart: tasks of one session and member share what is simulated before variants differ. */
  readonly session: string;
  readonly base: ResolvedScenario;
  readonly member: Member;
  /** Index of the member in the posterior. */
  readonly index: number;
  /** Steps over the base that all variants rest on up to the month in which they differ; none if left out. */
  readonly parent?: readonly LeverStep[];
  /** Per variant its steps over the base. */
  readonly variants: readonly (readonly LeverStep[])[];
  readonly outcomes: readonly Outcome[];
}

/** Per variant months × outcomes. */
export type VariantsResult = readonly Float64Array[];

/** Simulates variants, somewhere. The same task gives the same bytes everywhere. */
export interface VariantsRunner {
  /** Results in the order of the tasks; undefined after a stop. */
  run(
    tasks: readonly VariantsTask[],
    onProgress?: (progress: Progress) => void | Promise<void>,
    stop?: Stop,
  ): Promise<VariantsResult[] | undefined>;
}

/** Base runs that are kept, by session and member. */
export type KnownRuns = Map<string, BaseRun>;

/** Takes some outcomes out of a record of months × columns. */
function outcomesIn(values: Float64Array, months: number, outcomes: readonly Outcome[]): Float64Array {
  const out = new Float64Array(months * outcomes.length);
  for (let m = 0; m < months; m++)
    for (const [k, outcome] of outcomes.entries()) {
      let sum = 0;
      for (const column of outcome.columns) sum += values[m * columns.length + column];
      out[m * outcomes.length + k] = sum;
    }
  return out;
}

function withSteps(base: ResolvedScenario, steps: readonly LeverStep[]): ResolvedScenario {
  return { ...base, steps: [...base.steps, ...steps] };
}

/** Does a task here and now. */
export function simulateVariants(task: VariantsTask, known: KnownRuns): VariantsResult {
  const { member, index, session, parent, variants, outcomes } = task;
  const key = `${session}/${index}`;
  for (const other of known.keys()) if (!other.startsWith(`${session}/`)) known.delete(other);
  // levers are taken over where steps are the very same objects, so every task uses the base that came first
  const [shared] = known.values();
  const base = shared?.scenario ?? task.base;
  const root = known.get(key) ?? baseRun(base, member, shared?.levers ?? scenarioLevers(base));
  known.set(key, root);
  const from =
    parent === undefined
      ? root
      : baseRun(
          withSteps(base, parent),
          member,
          scenarioLevers(withSteps(base, parent), { scenario: root.scenario, paths: root.levers }),
          root.beginnings[0],
        );
  const months = monthIndex(base.window.to) - monthIndex(base.window.from) + 1;
  return variants.map((steps) => {
    const scenario = withSteps(base, steps);
    const levers = scenarioLevers(scenario, { scenario: root.scenario, paths: root.levers });
    return outcomesIn(whatIf(from, scenario, levers), months, outcomes);
  });
}

/** Simulates on this thread; between tasks it awaits `onProgress`, so a caller can let others work. */
export function createInlineVariantsRunner(): VariantsRunner {
  const known: KnownRuns = new Map();
  return {
    async run(tasks, onProgress, stop) {
      const results: VariantsResult[] = [];
      for (const task of tasks) {
        if (stop?.aborted) return undefined;
        results.push(simulateVariants(task, known));
        await onProgress?.({ done: results.length, total: tasks.length });
      }
      return stop?.aborted ? undefined : results;
    },
  };
}

/** Over the horizon: sums of flows, averages of stocks. `values`: months × outcomes. */
export function totalsOf(values: Float64Array, outcomes: readonly Outcome[]): Float64Array {
  const months = values.length / outcomes.length;
  return Float64Array.from(outcomes, ({ kind }, k) => {
    let sum = 0;
    for (let m = 0; m < months; m++) sum += values[m * outcomes.length + k];
    return kind === "flow" ? sum : sum / months;
  });
}
