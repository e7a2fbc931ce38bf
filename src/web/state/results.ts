import { computed, effect, signal } from "@preact/signals";
import type { LeverId } from "../../model/levers.ts";
import type { ObservableName } from "../../model/observables.ts";
import type { LinkedScenario } from "../../scenario/link.ts";
import { storedOpening } from "../simulation/embedded-opening.ts";
import { EngineStopped, engine } from "../simulation/engine.ts";
import { latest } from "../simulation/latest.ts";
import type { Opening, Outcome } from "../simulation/simulator.ts";
import { storedNumbers } from "../simulation/stored.ts";
import { start } from "./start.ts";
import { changesFrom, isChanged, scenario } from "./workspace.ts";

/** What the engine answers: the central member first, bands behind it, always of the newest input. */

/** Whether the engine has died: it was replaced and has answered since, or it could not be. */
export const trouble = signal<"none" | "replaced" | "stopped">("none");
const replaced = (): void => {
  trouble.value = "replaced";
};

/** One worker answers while a slider moves; the patient ones share the draws, which show how sure it is. */
const quick = engine(replaced);
const patients = Array.from({ length: Math.min(4, Math.max(1, navigator.hardwareConcurrency)) }, () =>
  engine(replaced),
);

/** Sets of parameters that bands are made of. */
export const drawsWanted = 60;
/** Draws after which charts are painted anew. */
const paintedAt = [5, 10, 20, 40, drawsWanted];
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
/** Sentence of what went wrong with what was asked; empty if nothing did. */
export const failure = signal("");

function failed(error: unknown): void {
  if (error instanceof EngineStopped) trouble.value = "stopped";
  else failure.value = error instanceof Error ? error.message : String(error);
}

const keyOfBase = ({ base, window, seed }: LinkedScenario): string => JSON.stringify([base, window, seed]);
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

/** Each patient has members of its own, of which it remembers the base; what is shown is always the first so many members. */
const drawBands = latest<LinkedScenario>(async (linked) => {
  const current = (): boolean => scenario.peek() === linked;
  const outcomes: Outcome[] = [];
  let done = 0;
  const take = (member: number, outcome: Outcome): void => {
    outcomes[member - 1] = outcome;
    const before = done;
    while (outcomes[done]) done++;
    if (current() && paintedAt.some((count) => before < count && count <= done))
      draws.value = { linked, outcomes: outcomes.slice(0, done) };
  };
  await still();
  const drawn = await Promise.allSettled(
    patients.map(async (patient, i) => {
      for (let member = i + 1; member <= drawsWanted && current(); member += patients.length)
        take(member, await patient.ask((simulator) => simulator.simulate(linked, member)));
    }),
  );
  for (const one of drawn) if (one.status === "rejected") failed(one.reason);
});

const readRecorded = latest<{ readonly linked: LinkedScenario; readonly from: string }>(async ({ linked, from }) => {
  try {
    recorded.value = await quick.ask((simulator) => simulator.recorded(linked, from));
  } catch (error) {
    failed(error);
  }
});

/** A bundled example, as a scenario to show. */
export const preset = (name: string): Promise<LinkedScenario> => quick.ask((simulator) => simulator.preset(name));

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
  ];
  return () => {
    for (const end of ends) end();
  };
}
