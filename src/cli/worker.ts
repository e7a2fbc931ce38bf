import Tinypool from "tinypool";
import { runOnce } from "../analysis/run.ts";
import { createPreparer, type Member } from "../analysis/runner.ts";
import type { ResolvedScenario } from "../scenario/load.ts";

/** One run of one scenario, as it is sent to a worker. */
export interface Task {
  /** Tells one job from another. */
  readonly job: number;
  readonly seed: number;
  readonly mean: boolean;
  readonly run: number;
  /** Index of scenario and member in the job, by which a worker recognises what it has prepared. */
  readonly scenarioIndex: number;
  readonly memberIndex: number;
  readonly scenario: ResolvedScenario;
  readonly member: Member;
}

let current: { readonly job: number; readonly prepare: ReturnType<typeof createPreparer> } | undefined;

/** Does a task; the record comes back as a buffer that is moved, not copied. */
export default function work(task: Task): unknown {
  if (current?.job !== task.job) current = { job: task.job, prepare: createPreparer(task.seed) };
  const prepared = current.prepare(`${task.scenarioIndex}/${task.memberIndex}`, task.scenario, task.member);
  return Tinypool.move(runOnce(prepared, task.run, task.mean).toBuffer());
}
