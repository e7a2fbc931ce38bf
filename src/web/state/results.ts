import { computed, effect, signal } from "@preact/signals";
import type { LeverEvidence } from "../../analysis/contested.ts";
import type { LeverBand } from "../../analysis/lever-bands.ts";
import type { LeverId } from "../../model/levers.ts";
import type { ObservableName } from "../../model/observables.ts";
import type { LinkedScenario } from "../../scenario/link.ts";
import { keyOfBase } from "../simulation/base-key.ts";
import { storedOpening } from "../simulation/embedded-opening.ts";
import { latest } from "../simulation/latest.ts";
import type { FileWanted, Opening, Outcome, Policy } from "../simulation/simulator.ts";
import { storedNumbers } from "../simulation/stored.ts";
import { draw, drawsWanted, failed, failure, quick, trouble } from "./engines.ts";
import { start } from "./start.ts";
import { changesFrom, isChanged, scenario } from "./workspace.ts";

/** What the engine answers: the central member first, bands behind it, always of the newest input. */

/** Milliseconds for which nothing may have been set before draws begin, so that they do not slow a slider that is held. */
const stillness = 250;

export const opening = signal<Opening | undefined>(undefined);
export const central = signal<Outcome | undefined>(undefined);
/** Draws so far, and of which scenario: while new ones come, those of the last are all there is. */
export const draws = signal<{ readonly linked: LinkedScenario; readonly outcomes: readonly Outcome[] }>({
  linked: scenario.peek(),
  outcomes: [],
});
/** Everything that charts are made of. */
export const answered = computed(() => ({ central: central.value, draws: draws.value, linked: scenario.value }));
export const recorded = signal<Record<LeverId, number[]> | undefined>(undefined);

/** Dated policies of the base within its window. */
export const policies = signal<readonly Policy[]>([]);
/** Policies of the record that the scenario takes out, whenever they began. */
export const takenOut = signal<readonly Policy[]>([]);

let opened = "";

/** What the page opens with has been simulated before, when it was built. */
function openAtOnce(): void {
  if (keyOfBase(scenario.peek()) !== keyOfBase(start)) return;
  const { firstMonth, months, values } = storedOpening;
  opened = keyOfBase(start);
  opening.value = { firstMonth, months };
  const base = storedNumbers(values);
  if (!isChanged.peek()) central.value = { base, scenario: base };
}
openAtOnce();

const answer = latest<LinkedScenario>(async (linked, current) => {
  try {
    if (opened !== keyOfBase(linked)) {
      opening.value = await quick.ask((simulator) => simulator.open(linked));
      opened = keyOfBase(linked);
    }
    central.value = await quick.ask((simulator) => simulator.simulate(linked, 0));
    failure.value = "";
    if (trouble.value === "stopped") trouble.value = "replaced";
    if (current()) drawBands(linked);
  } catch (error) {
    failed(error);
  }
});

const still = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, stillness);
  });

const drawBands = latest<LinkedScenario>(async (linked) => {
  await still();
  try {
    await draw<Outcome>({
      question: (member) => (simulator) => simulator.simulate(linked, member),
      count: drawsWanted,
      current: () => scenario.peek() === linked,
      onDrawn: (outcomes) => {
        draws.value = { linked, outcomes };
      },
    });
  } catch (error) {
    failed(error);
  }
});

const readRecorded = latest<{ readonly linked: LinkedScenario; readonly from: string }>(async ({ linked, from }) => {
  try {
    recorded.value = await quick.ask((simulator) => simulator.recorded(linked, from));
  } catch (error) {
    failed(error);
  }
});

const base = computed(() => keyOfBase(scenario.value));

const readPolicies = latest<LinkedScenario>(async (linked) => {
  try {
    policies.value = await quick.ask((simulator) => simulator.policies(linked));
  } catch (error) {
    failed(error);
  }
});

const removed = computed(() => JSON.stringify([base.value, scenario.value.remove]));

const readTakenOut = latest<LinkedScenario>(async (linked) => {
  try {
    takenOut.value = await quick.ask((simulator) => simulator.takenOut(linked));
  } catch (error) {
    failed(error);
  }
});

/** A scenario file of the reader's. Throws what is wrong with it. */
export const readFile = (text: string, file: string): Promise<LinkedScenario> =>
  quick.ask((simulator) => simulator.read(text, file));

/** The scenario as a file for the command line. */
export const yamlOf = (linked: LinkedScenario, title: string): Promise<string> =>
  quick.ask((simulator) => simulator.yaml(linked, title));

/** The scenario that is shown, with all of its draws, once they are there. */
function finishedDraws(): Promise<typeof draws.value> {
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
  return quick.ask<string | Uint8Array<ArrayBuffer>>((simulator) => simulator.file(linked, outcomes, wanted));
}

/** Values of a lever that have a name; what is recorded is what the base has on a day. */
export const bandsOf = (
  linked: LinkedScenario,
  lever: LeverId,
  member: string | undefined,
  date: string,
): Promise<LeverBand[]> => quick.ask((simulator) => simulator.bands(linked, lever, member, date));

/** What is on record about a lever. */
export const evidenceOf = (lever: LeverId): Promise<LeverEvidence> =>
  quick.ask((simulator) => simulator.evidence(lever));

/** Value of a lever of a scenario at the end of every month. */
export const leverByMonth = (linked: LinkedScenario, lever: LeverId): Promise<Float64Array> =>
  quick.ask((simulator) => simulator.leverByMonth(linked, lever));

/** Published figures of a series over the window; undefined if there are none. */
export async function observed(
  window: Opening,
  name: ObservableName,
  member?: string,
): Promise<Float64Array | undefined> {
  try {
    return await quick.ask((simulator) => simulator.observed(window, name, member));
  } catch (error) {
    failed(error);
    return undefined;
  }
}

/** Tries once more what was set last. */
export const startAgain = (): void => answer(scenario.peek());

/** Answers to what the reader sets, until the function it returns is called. */
export function follow(): () => void {
  const ends = [
    effect(() => answer(scenario.value)),
    effect(() => {
      const from = changesFrom.value;
      if (opening.value) readRecorded({ linked: scenario.peek(), from });
    }),
    effect(() => {
      if (base.value !== "" && opening.value) readPolicies(scenario.peek());
    }),
    effect(() => {
      if (removed.value !== "" && opening.value) readTakenOut(scenario.peek());
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
