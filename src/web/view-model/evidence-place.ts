import { type Verdict, verdicts } from "../../data/evidence/schemas.ts";
import { type Grade, grades } from "../../model/levers.ts";

/** The parts of the page on the evidence, in the order of their tabs. */
export const sections = ["claims", "documents", "parameters", "facts"] as const;
export type Section = (typeof sections)[number];

/** Where the reader is on the page, and what is left out. */
export interface EvidencePlace {
  readonly section: Section;
  /** Id of the entry that stands open. */
  readonly open: string | undefined;
  readonly verdict: Verdict | undefined;
  readonly grade: Grade | undefined;
  readonly mechanism: string | undefined;
  readonly document: string | undefined;
  readonly search: string;
}

export const emptyPlace: EvidencePlace = {
  section: "claims",
  open: undefined,
  verdict: undefined,
  grade: undefined,
  mechanism: undefined,
  document: undefined,
  search: "",
};

const filters = ["verdict", "grade", "mechanism", "document", "search"] as const;

/** `claims/C38?verdict=partly&document=D3`; nothing for the list of all claims. */
export function placeText(place: EvidencePlace): string {
  const { section, open } = place;
  const asked = new URLSearchParams();
  for (const name of filters) if (place[name]) asked.set(name, place[name]);
  const path = open === undefined ? section : `${section}/${encodeURIComponent(open)}`;
  if (asked.size > 0) return `${path}?${asked}`;
  return path === "claims" ? "" : path;
}

function among<T extends string>(names: readonly T[], text: string | null): T | undefined {
  return names.find((name) => name === text);
}

/** `decodeURIComponent`, but a text that is not well formed stays as it is: links come from anywhere. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads what can be read of an address; the rest is left out. */
export function readPlace(shows: string): EvidencePlace {
  const cut = shows.indexOf("?");
  const [path, query] = cut < 0 ? [shows, ""] : [shows.slice(0, cut), shows.slice(cut + 1)];
  const asked = new URLSearchParams(query);
  const [section, open] = path.split("/");
  return {
    section: among(sections, section) ?? "claims",
    open: open ? decoded(open) : undefined,
    verdict: among(verdicts, asked.get("verdict")),
    grade: among(grades, asked.get("grade")),
    mechanism: asked.get("mechanism") || undefined,
    document: asked.get("document") || undefined,
    search: asked.get("search") ?? "",
  };
}

/** What an address names that is not there, by the ids of each section; undefined if nothing. */
export function strayedIn(shows: string, ids: Readonly<Record<Section, readonly string[]>>): string | undefined {
  const { section, open } = readPlace(shows);
  const [named] = shows.split(/[/?]/);
  if (named !== "" && named !== section) return named;
  return open === undefined || ids[section].includes(open) ? undefined : open;
}
