import { isoOf } from "../../engine/calendar.ts";
import { type Lever, leverKeys, levers } from "../../model/levers.ts";
import { dayName, word } from "../words.ts";
import { keyOf } from "./names.ts";
import type { MarkedStep, PolicyMark } from "./policy-marks.ts";

const notes = { recorded: undefined, removed: "print_mark_removed", own: "print_mark_own" } as const;
const all: readonly Lever[] = levers;
/** More places than this are counted instead of named. */
const mostNamed = 4;

/** A lever and, where it is changed for some members only, which. */
function stepWords({ lever, members }: MarkedStep): string {
  const title = word(`lever_${lever}_title`);
  const { by } = all.find(({ id }) => id === lever)!;
  const known = leverKeys(by).length;
  if (members.length === 0 || members.length === known) return title;
  const places =
    members.length > mostNamed
      ? word("simulator_places", { count: members.length, all: known })
      : members.map((member) => word(`${by}_${keyOf(member)}`)).join(", ");
  return `${title} (${places})`;
}

/** A marked date in words: the day, what begins or ends, and whether the reader took it out or set it. */
export function markWords({ kind, ends, day, steps }: PolicyMark): string {
  const titles = steps.map(stepWords).join("; ");
  const note = notes[kind];
  const what = ends ? word("print_mark_ends", { title: titles }) : titles;
  return `${dayName(isoOf(day))}: ${what}${note ? ` (${word(note)})` : ""}`;
}
