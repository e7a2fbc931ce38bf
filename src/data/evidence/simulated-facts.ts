import { simulatedFactsFile } from "./embedded-simulated-facts.ts";

/** Facts as the central member of the shipped posterior makes them, and what they were made with. */
export interface SimulatedFacts {
  /** Version of the model, and fingerprint of figures, parameters and posterior. */
  readonly model: number;
  readonly data: string;
  /** By id; null where the run has no such quantity. */
  readonly facts: Readonly<Record<string, number | null>>;
}

let read: SimulatedFacts | undefined;

/** `data/evidence/simulated_facts.json`, which `tools/simulated-facts.ts` writes: simulating every fact takes longer than a page can wait. */
export function simulatedFacts(): SimulatedFacts {
  read ??= JSON.parse(simulatedFactsFile) as SimulatedFacts;
  return read;
}
