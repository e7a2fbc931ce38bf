import {
  checkNames,
  isOfThisVersion,
  LinkError,
  type LinkedScenario,
  linkIn,
  linkOf,
  madeNow,
  readLink,
} from "../../scenario/link.ts";

/** Scenarios that stand side by side, and the one that the others are held against. */
export interface Side {
  readonly scenarios: readonly LinkedScenario[];
  readonly partner: number;
}

/** What an address says, and what was wrong with parts of it. */
export interface ReadSide extends Side {
  readonly broken: readonly string[];
  /** Whether one of its links was made with another version of the model or of the figures. */
  readonly older: boolean;
}

/** More than this cannot be told apart in one chart. */
export const mostScenarios = 4;
export const letters = ["A", "B", "C", "D"] as const;

/** `LINK|LINK|against=B`: links of scenarios, which never hold a `|`, and the partner if it is not the first. */
export function sideText({ scenarios, partner }: Side): string {
  const links = scenarios.map((one) => linkOf({ ...one, madeWith: madeNow }));
  return [...links, ...(partner > 0 ? [`against=${letters[partner]}`] : [])].join("|");
}

/** A link as it may be pasted: a whole address, or only what stands behind its `#`. Throws LinkError. */
export function readPasted(text: string): LinkedScenario {
  const { madeWith: _, ...linked } = readLink(linkIn(text.trim()) ?? text);
  checkNames(linked);
  return linked;
}

/** Reads what can be read; mail programs write `|` as `%7C`. */
export function readSide(shows: string): ReadSide {
  const scenarios: LinkedScenario[] = [];
  const broken: string[] = [];
  let partner = 0;
  let older = false;
  for (const part of shows.split(/\||%7C/i).filter((text) => text !== "")) {
    const against = /^against=([A-D])$/.exec(part);
    if (against) {
      partner = "ABCD".indexOf(against[1]);
      continue;
    }
    try {
      const { madeWith, ...linked } = readLink(part);
      checkNames(linked);
      if (madeWith) older ||= !isOfThisVersion({ ...linked, madeWith });
      scenarios.push(linked);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      broken.push(error.message);
    }
  }
  const kept = scenarios.slice(0, mostScenarios);
  return { scenarios: kept, partner: partner < kept.length ? partner : 0, broken, older };
}

/** What a scenario does, without its window and what it was made with: equal texts are the same scenario. */
export const doesOf = ({ base, remove, changes }: LinkedScenario): string => linkOf({ base, remove, changes });
