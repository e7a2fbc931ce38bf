import { LinkError, type LinkedScenario, linkOf, readLink } from "../../scenario/link.ts";

/** Scenarios that stand side by side, and the one that the others are held against. */
export interface Side {
  readonly scenarios: readonly LinkedScenario[];
  readonly partner: number;
}

/** What an address says, and what was wrong with parts of it. */
export interface ReadSide extends Side {
  readonly broken: readonly string[];
}

/** More than this cannot be told apart in one chart. */
export const mostScenarios = 4;
export const letters = ["A", "B", "C", "D"] as const;

/** `LINK|LINK|against=B`: links of scenarios, which never hold a `|`, and the partner if it is not the first. */
export function sideText({ scenarios, partner }: Side): string {
  return [...scenarios.map(linkOf), ...(partner > 0 ? [`against=${letters[partner]}`] : [])].join("|");
}

/** A link as it may be pasted: a whole address, or only what stands behind its `#`. Throws LinkError. */
export const readPasted = (text: string): LinkedScenario => readLink(text.trim().replace(/^[^#]*#/, ""));

/** Reads what can be read; mail programs write `|` as `%7C`. */
export function readSide(shows: string): ReadSide {
  const scenarios: LinkedScenario[] = [];
  const broken: string[] = [];
  let partner = 0;
  for (const part of shows.split(/\||%7C/i).filter((text) => text !== "")) {
    const against = /^against=([A-D])$/.exec(part);
    if (against) {
      partner = "ABCD".indexOf(against[1]);
      continue;
    }
    try {
      scenarios.push(readLink(part));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      broken.push(error.message);
    }
  }
  const kept = scenarios.slice(0, mostScenarios);
  return { scenarios: kept, partner: partner < kept.length ? partner : 0, broken };
}

/** What a scenario does, without its window and what it was made with: equal texts are the same scenario. */
export const doesOf = ({ base, remove, changes }: LinkedScenario): string => linkOf({ base, remove, changes });
