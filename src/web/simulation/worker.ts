import { expose, transfer } from "comlink";
import type { LinkedScenario } from "../../scenario/link.ts";
import { type Outcome, observed, Simulator } from "./simulator.ts";

const simulator = new Simulator();

/** The simulator behind messages; results are handed over, not copied. Errors cross as their sentence. */
const remote = {
  open: (linked: LinkedScenario) => simulator.open(linked),
  simulate(linked: LinkedScenario, member: number): Outcome {
    const outcome = simulator.simulate(linked, member);
    return transfer(outcome, [outcome.base.buffer, outcome.scenario.buffer]);
  },
  windowOf: (linked: LinkedScenario) => simulator.windowOf(linked),
  together(scenarios: readonly LinkedScenario[], member: number): Float64Array[] {
    const values = simulator.together(scenarios, member);
    return transfer(
      values,
      values.map(({ buffer }) => buffer),
    );
  },
  preset: (name: string) => simulator.preset(name),
  recorded: simulator.recorded.bind(simulator),
  observed,
};

export type RemoteSimulator = typeof remote;

expose(remote);
