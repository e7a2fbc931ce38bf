import { expose, transfer } from "comlink";
import { evidenceOf } from "../../analysis/lever-evidence.ts";
import type { LinkedScenario } from "../../scenario/link.ts";
import { type Outcome, observed, Simulator } from "./simulator.ts";

const simulator = new Simulator();

/** The simulator behind messages; results are handed over, not copied. Errors cross as their sentence. */
const remote = {
  open: (linked: LinkedScenario) => simulator.open(linked),
  async simulate(linked: LinkedScenario, member: number): Promise<Outcome> {
    const outcome = await simulator.simulate(linked, member);
    return transfer(outcome, [outcome.base.buffer, outcome.scenario.buffer]);
  },
  windowOf: (linked: LinkedScenario) => simulator.windowOf(linked),
  async together(scenarios: readonly LinkedScenario[], member: number): Promise<Float64Array[]> {
    const values = await simulator.together(scenarios, member);
    return transfer(
      values,
      values.map(({ buffer }) => buffer),
    );
  },
  preset: (name: string) => simulator.preset(name),
  file: simulator.file.bind(simulator),
  read: simulator.read.bind(simulator),
  yaml: simulator.yaml.bind(simulator),
  recorded: simulator.recorded.bind(simulator),
  evidence: evidenceOf,
  bands: simulator.bands.bind(simulator),
  policies: simulator.policies.bind(simulator),
  takenOut: simulator.takenOut.bind(simulator),
  leverByMonth: simulator.leverByMonth.bind(simulator),
  observed,
};

export type RemoteSimulator = typeof remote;

expose(remote);
