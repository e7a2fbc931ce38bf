import { signal } from "@preact/signals";
import type { LinkedScenario } from "../../scenario/link.ts";
import { latest } from "../simulation/latest.ts";
import type { Opening, Outcome } from "../simulation/simulator.ts";
import { draw, quick, sentenceOf } from "./engines.ts";

/** What the engine answers to a step of a story; the central member first, then draws as they come. */
export interface StepAnswer {
  readonly linked: LinkedScenario;
  readonly opening: Opening;
  readonly central: Outcome;
  readonly outcomes: readonly Outcome[];
}

/** Sets of parameters that bands of a story are made of. */
export const drawsOfStory = 40;

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
      stepFailure.value = sentenceOf(error);
    }
  });

const begin = job(async (linked) => {
  const opening = await quick.ask((simulator) => simulator.open(linked));
  const central = await quick.ask((simulator) => simulator.simulate(linked, 0));
  if (wanted !== linked) return;
  stepAnswer.value = { linked, opening, central, outcomes: [] };
  drawStep(linked);
});

const drawStep = job((linked) =>
  draw<Outcome>({
    question: (member) => (simulator) => simulator.simulate(linked, member),
    count: drawsOfStory,
    current: () => wanted === linked,
    onDrawn: (outcomes) => {
      const answer = stepAnswer.peek();
      if (answer) stepAnswer.value = { ...answer, outcomes };
    },
  }),
);

/** Answers to the scenario of a step; undefined ends the work on the last. */
export function answerStep(linked: LinkedScenario | undefined): void {
  wanted = linked;
  stepAnswer.value = undefined;
  stepFailure.value = "";
  if (linked) begin(linked);
}
