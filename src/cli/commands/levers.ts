import { isoOf } from "../../engine/calendar.ts";
import { type Lever, leverKeys, levers } from "../../model/levers.ts";
import { loadScenario } from "../../scenario/load.ts";
import { nearest } from "../../scenario/suggest.ts";
import { UsageError } from "../errors.ts";
import { exact } from "../numbers.ts";
import { paint, table, terminalWidth, wrap } from "../terminal.ts";

export interface LeversOptions {
  readonly json?: boolean;
}

const grades: Readonly<Record<Lever["grade"], string>> = {
  measured: "measured (official count)",
  published: "published estimate",
  press: "press figure",
  guess: "expert guess, wide prior",
};

const all: readonly Lever[] = levers;

function rangeOf({ min, max }: Lever): string {
  return `${exact(min)}–${exact(max)}`;
}

function list(): string {
  const actors = ["Mexico", "United States", "shared"] as const;
  const rows = actors.flatMap((actor) => [
    [paint("bold", actor)],
    ...all
      .filter((lever) => lever.actor === actor)
      .map((lever) => [lever.id, lever.unit, rangeOf(lever), lever.by === "all" ? "" : lever.by]),
  ]);
  const unit = Math.max(20, Math.min(50, terminalWidth() - 56));
  const columns = [{ head: "Lever" }, { head: "unit", width: unit }, { head: "range" }, { head: "varies by" }];
  return `${table(columns, rows)}\n\nOne lever in full, with its evidence: corridor levers appointments`;
}

/** The steps of the recorded history that move a lever, with their sources. */
function recordedSteps(lever: Lever): string[] {
  const steps = loadScenario("history").steps.filter((step) => step.lever === lever.id);
  return steps.map((step) => {
    const whole = step.members.length === leverKeys(lever.by).length;
    const who = whole ? "" : ` for ${step.members.join(", ")}`;
    const until = step.untilDay === null ? "" : ` until ${isoOf(step.untilDay)}`;
    const value = step.value === undefined ? `× ${step.multiply}` : exact(step.value);
    return `${isoOf(step.fromDay)}${until}: ${value}${who} (${step.source ?? "no source"})`;
  });
}

function card(lever: Lever, width: number): string {
  const members = leverKeys(lever.by);
  const steps = recordedSteps(lever);
  const facts: readonly (readonly [string, string])[] = [
    ["Actor", lever.actor],
    ["Unit", lever.unit],
    ["Range", `${rangeOf(lever)}${lever.whole ? ", whole numbers" : ""}`],
    ["Before any event", exact(lever.initial)],
    [
      "Varies by",
      members.length === 0 ? "nothing: one number for the whole system" : `${lever.by}: ${members.join(", ")}`,
    ],
    ["A higher value", lever.effect],
    ["Source", lever.source],
    ["Grade", grades[lever.grade]],
  ];
  const lines = facts.map(([name, text]) => wrap(text, width, " ".repeat(18)).replace(/^ {18}/, `${name}:`.padEnd(18)));
  const history =
    steps.length === 0
      ? ["In the history:   no recorded step"]
      : ["In the history:", ...steps.map((step) => wrap(step, width, "  "))];
  return [paint("bold", `${lever.id}: ${lever.title}`), ...lines, ...history].join("\n");
}

/** `corridor levers`: every policy quantity, or one with its evidence. Throws UsageError on an id that is none. */
export function showLevers(id: string | undefined, { json }: LeversOptions): void {
  if (id === undefined) {
    process.stdout.write(json ? `${JSON.stringify(all)}\n` : `${list()}\n`);
    return;
  }
  const lever = all.find((one) => one.id === id);
  if (lever === undefined) {
    const near = nearest(
      id,
      all.map((one) => one.id),
    );
    const help = near === undefined ? "corridor levers lists them" : `did you mean ${JSON.stringify(near)}?`;
    throw new UsageError(`${JSON.stringify(id)} was given; expected the id of a lever; ${help}`);
  }
  process.stdout.write(json ? `${JSON.stringify(lever)}\n` : `${card(lever, terminalWidth())}\n`);
}
