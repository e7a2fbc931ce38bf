import { signal } from "@preact/signals";
import type { LinkedScenario } from "../../scenario/link.ts";
import { EngineStopped, engine, type Question } from "../simulation/engine.ts";
import { word } from "../words.ts";

/** Whether an engine has died: it was replaced and has answered since, or it could not be. */
export const trouble = signal<"none" | "replaced" | "stopped">("none");
/** Sentence of what went wrong with what was asked; empty if nothing did. */
export const failure = signal("");

/** What went wrong, as a sentence for the reader. */
export function sentenceOf(error: unknown): string {
  if (error instanceof EngineStopped) return word("error_worker");
  return error instanceof Error ? error.message : String(error);
}

export function failed(error: unknown): void {
  if (error instanceof EngineStopped) trouble.value = "stopped";
  else failure.value = sentenceOf(error);
}

const replaced = (): void => {
  trouble.value = "replaced";
};

/** Answers while a slider moves. */
export const quick = engine(replaced);
/** They share the draws, which show how sure it is; each remembers the base of its members. */
const patients = Array.from({ length: Math.min(4, Math.max(1, navigator.hardwareConcurrency)) }, () =>
  engine(replaced),
);

/** A bundled example, as a scenario to show. */
export const preset = (name: string): Promise<LinkedScenario> => quick.ask((simulator) => simulator.preset(name));

/** Sets of parameters that bands and shares are made of, the central one first, as on the command line. */
export const drawsWanted = 60;
/** Draws after which charts are painted anew, as they are after the last. */
const paintedAt = [5, 10, 20, 40];

/** What is asked of every draw. */
export interface Drawing<Drawn> {
  readonly question: (member: number) => Question<Drawn>;
  /** Members that are wanted, the central one first. */
  readonly count: number;
  /** Whether anybody still wants it. */
  readonly current: () => boolean;
  /** Gets the first so many draws, in order of members, each time that charts are to be painted. */
  readonly onDrawn: (drawn: readonly Drawn[]) => void;
}

/** Asks the patient engines for draws, side by side. Throws as the first that fails does. */
export async function draw<Drawn>({ question, count, current, onDrawn }: Drawing<Drawn>): Promise<void> {
  const drawn: Drawn[] = [];
  let done = 0;
  const take = (member: number, one: Drawn): void => {
    drawn[member] = one;
    const before = done;
    while (drawn[done] !== undefined) done++;
    if (current() && [...paintedAt, count].some((number) => before < number && number <= done))
      onDrawn(drawn.slice(0, done));
  };
  const ended = await Promise.allSettled(
    patients.map(async (patient, i) => {
      for (let member = i; member < count && current(); member += patients.length)
        take(member, await patient.ask(question(member)));
    }),
  );
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}
