import { monthName, number, word } from "../words.ts";
import type { Line } from "./bands.ts";
import { markWords } from "./mark-words.ts";
import type { PolicyMark } from "./policy-marks.ts";
import { signed } from "./sentence.ts";

/** What a chart has to say of its months. */
export interface Readable {
  readonly months: readonly string[];
  readonly base?: Line | undefined;
  readonly scenario?: Line | undefined;
  readonly difference?: Line | undefined;
  readonly observed?: Float64Array | undefined;
  /** Policies that begin in the months. */
  readonly marks?: readonly PolicyMark[] | undefined;
}

function part(key: string, line: Line | undefined, m: number, say: (value: number) => string): string[] {
  if (!line) return [];
  const { middle, band } = line;
  const interval = band ? ` (80%: ${say(band.low80[m])} … ${say(band.high80[m])})` : "";
  return [`${word(key)} ${say(middle[m])}${interval}`];
}

/** A month of a chart in words: what was observed, then baseline, scenario and their difference, each with its 80% band, and the policies that begin in it. */
export function reading({ months, base, scenario, difference, observed, marks = [] }: Readable, m: number): string {
  const seen = observed && Number.isFinite(observed[m]) ? [`${word("observed")} ${number(observed[m])}`] : [];
  return [
    monthName(months[m]),
    ...seen,
    ...part("baseline", base, m, number),
    ...part("scenario", scenario, m, number),
    ...part("difference", difference, m, signed),
    ...marks.filter(({ month }) => month === m).map(markWords),
  ].join(" · ");
}
