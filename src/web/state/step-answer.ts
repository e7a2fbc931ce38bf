import { signal } from "@preact/signals";
import type { LinkedScenario } from "../../scenario/link.ts";
import { latest } from "../simulation/latest.ts";
import type { Opening, Outcome } from "../simulation/simulator.ts";
import { patient, quick } from "./results.ts";

/** What the engine answers to a step of a story; the central member first, then draws as they come. */
export interface StepAnswer {
  readonly linked: LinkedScenario;
  readonly opening: Opening;
  readonly central: Outcome;
  readonly outcomes: readonly Outcome[];
}

/** Sets of parameters that bands of a story are made of, and after how many they are painted anew. */
export const drawsOfStory = 40;
const paintedAt = [5, 10, 20, drawsOfStory];

export const stepAnswer = signal<StepAnswer | undefined>(undefined);
/** Sentence of what went wrong; empty if nothing did. */
export const stepFailure = signal("");

/** The step the reader is at. */
let wanted: LinkedScenario | undefined;

const job = (work: (linked: LinkedScenario) => Promise<void>) =>
  latest<LinkedScenario>(async (linked) => {
    try {
      await work(linked);
    } catch (error) {
      stepFailure.value = error instanceof Error ? error.message : String(error);
    }
  });

const begin = job(async (linked) => {
  const opening = await quick.open(linked);
  const central = await quick.simulate(linked, 0);
  if (wanted !== linked) return;
  stepAnswer.value = { linked, opening, central, outcomes: [] };
  draw(linked);
});

const draw = job(async (linked) => {
  const outcomes: Outcome[] = [];
  for (let member = 1; member <= drawsOfStory && wanted === linked; member++) {
    outcomes.push(await patient.simulate(linked, member));
    const answer = stepAnswer.peek();
    if (wanted === linked && answer && paintedAt.includes(member))
      stepAnswer.value = { ...answer, outcomes: [...outcomes] };
  }
});

/** Answers to the scenario of a step; undefined ends the work on the last. */
export function answerStep(linked: LinkedScenario | undefined): void {
  wanted = linked;
  stepAnswer.value = undefined;
  stepFailure.value = "";
  if (linked) begin(linked);
}
