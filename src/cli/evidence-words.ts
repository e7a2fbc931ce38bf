import type { JudgedPart } from "../data/evidence/judgement.ts";
import type { ClaimEntry } from "../data/evidence/ledger.ts";
import type { Grade } from "../model/levers.ts";

/** What each grade means. */
export const gradeWords: Readonly<Record<Grade, string>> = {
  measured: "measured (official count)",
  published: "published estimate",
  press: "press figure",
  guess: "expert guess, wide prior",
};

/** How verdicts are written. */
export const verdictWords: Readonly<Record<ClaimEntry["verdict"], string>> = {
  supported: "supported",
  partly: "partly",
  contradicted: "contradicted",
  untestable: "untestable here",
};

/** A figure as people read it: whole from 1,000 on, else three digits. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return "not within the record";
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 }).replace("-", "−");
}

/** What a part states, with the figure that answers it. */
export function partText({ states, answer }: JudgedPart): string {
  if (answer === null) return states;
  const simulated = answer.basis === "simulated" ? ", simulated" : "";
  return answer.basis === "record" ? states : `${states} (${figureText(answer.value)}${simulated})`;
}

function group(label: string, parts: readonly JudgedPart[]): string[] {
  return parts.length === 0 ? [] : [`${label}: ${parts.map(partText).join("; ")}.`];
}

/** The verdict in words, with what holds, what fails and what cannot be tested. */
export function verdictText({ verdict, parts, limits }: ClaimEntry): string {
  const holding = parts.filter(({ answer }) => answer?.holds === true);
  const failing = parts.filter(({ answer }) => answer?.holds === false);
  const untested = parts.filter(({ answer }) => answer === null);
  return [
    `${verdictWords[verdict].replace(/^./, (letter) => letter.toUpperCase())}.`,
    ...group("Holds", holding),
    ...group("Does not hold", failing),
    ...group("Cannot be tested here", untested),
    ...(limits === "" ? [] : [limits]),
  ].join(" ");
}

/** `1 origin: NYT` or `2 origins: NYT, NBC`. */
export function originsText({ origins, documents }: ClaimEntry): string {
  const count = origins.length === 1 ? "1 independent origin" : `${origins.length} independent origins`;
  const copies = documents.length === 1 ? "1 document" : `${documents.length} documents`;
  return `${count} (${origins.join(", ")}) behind ${copies} (${documents.join(", ")})`;
}
