import { isoOf } from "../../engine/calendar.ts";
import { dayName, word } from "../words.ts";
import type { PolicyMark } from "./policy-marks.ts";

const notes = { recorded: undefined, removed: "print_mark_removed", own: "print_mark_own" } as const;

/** A marked date in words: the day, what begins, and whether the reader took it out or set it. */
export function markWords({ kind, day, levers }: PolicyMark): string {
  const titles = levers.map((lever) => word(`lever_${lever}_title`)).join("; ");
  const note = notes[kind];
  return `${dayName(isoOf(day))}: ${titles}${note ? ` (${word(note)})` : ""}`;
}
