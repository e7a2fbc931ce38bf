import { effect, signal } from "@preact/signals";
import { wrap } from "comlink";
import type { LeverId } from "../../model/levers.ts";
import type { LinkedScenario } from "../../scenario/link.ts";
import { latest } from "../simulation/latest.ts";
import type { FileWanted, Opening, Outcome } from "../simulation/simulator.ts";
import type { RemoteSimulator } from "../simulation/worker.ts";
import { changesFrom, scenario } from "./workspace.ts";

/** What the engine answers: the central member first, bands behind it, always of the newest input. */
const connect = () =>
  wrap<RemoteSimulator>(new Worker(new URL("../simulation/worker.ts", import.meta.url), { type: "module" }));

/** One worker answers while a slider moves, the other draws what is known less surely. */
export const quick = connect();
export const patient = connect();

/** Sets of parameters that bands are made of, the central one first, as on the command line. */
export const drawsWanted = 60;
/** Draws after which charts are painted anew. */
const paintedAt = [5, 10, 20, 40, drawsWanted];

export const opening = signal<Opening | undefined>(undefined);
export const central = signal<Outcome | undefined>(undefined);
/** Draws so far, and of which scenario: while new ones come, those of the last are all there is. */
export const draws = signal<{ readonly linked: LinkedScenario; readonly outcomes: readonly Outcome[] }>({
  linked: scenario.peek(),
  outcomes: [],
});
export const recorded = signal<Record<LeverId, number[]> | undefined>(undefined);
/** Sentence of what went wrong; empty if nothing did. */
export const failure = signal("");

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const keyOfBase = ({ base, window }: LinkedScenario): string => `${base} ${window?.from} ${window?.to}`;
let opened = "";

const answer = latest<LinkedScenario>(async (linked) => {
  try {
    if (opened !== keyOfBase(linked)) {
      opening.value = await quick.open(linked);
      opened = keyOfBase(linked);
    }
    central.value = await quick.simulate(linked, 0);
    failure.value = "";
  } catch (error) {
    failure.value = sentenceOf(error);
  }
});

const drawBands = latest<LinkedScenario>(async (linked, current) => {
  const outcomes: Outcome[] = [];
  try {
    for (let member = 0; member < drawsWanted && current(); member++) {
      outcomes.push(await patient.simulate(linked, member));
      if (current() && paintedAt.includes(outcomes.length)) draws.value = { linked, outcomes: [...outcomes] };
    }
  } catch (error) {
    failure.value = sentenceOf(error);
  }
});

const readRecorded = latest<{ readonly linked: LinkedScenario; readonly from: string }>(async ({ linked, from }) => {
  try {
    recorded.value = await quick.recorded(linked, from);
  } catch (error) {
    failure.value = sentenceOf(error);
  }
});

/** A bundled example, as a scenario to show. */
export const preset = quick.preset;
/** A scenario file of the reader's. */
export const readFile = quick.read;
/** The scenario as a file for the command line. */
export const yamlOf = quick.yaml;

/** The scenario that is shown, with all of its draws, once they are there. */
export function finishedDraws(): Promise<typeof draws.value> {
  return new Promise((resolve) => {
    const end = draws.subscribe((found) => {
      if (found.linked !== scenario.peek() || found.outcomes.length < drawsWanted) return;
      resolve(found);
      queueMicrotask(() => end());
    });
  });
}

/** The draws as a file. */
export async function fileOf(wanted: FileWanted): Promise<string | Uint8Array<ArrayBuffer>> {
  const { linked, outcomes } = await finishedDraws();
  return (await quick.file(linked, outcomes, wanted)) as string | Uint8Array<ArrayBuffer>;
}

/** Value of a lever of a scenario at the end of every month. */
export const leverByMonth = quick.leverByMonth;

/** Published figures of a series over the window. */
export const observed = quick.observed;

/** Answers to what the reader sets, until the function it returns is called. */
export function follow(): () => void {
  const ends = [
    effect(() => {
      const linked = scenario.value;
      answer(linked);
      drawBands(linked);
    }),
    effect(() => {
      const from = changesFrom.value;
      if (opening.value) readRecorded({ linked: scenario.peek(), from });
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
