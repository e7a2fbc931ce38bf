import { centralPosteriorFile } from "../data/embedded-central.ts";
import type { Member } from "../model/member.ts";
import { type Posterior, readPosterior } from "./fit/posterior.ts";

/** How the shipped posterior is made again. */
export const again = "make it again with corridor fit --out data/posterior.json --force, then npm run build";

let read: Posterior | undefined;

/** The shipped posterior with its central member alone: the others are a hundred times as large. */
function centralPosterior(): Posterior {
  read ??= readPosterior("data/posterior.json", centralPosteriorFile, again);
  return read;
}

/** The central member of the shipped posterior. Throws as `shippedPosterior` does. */
export function centralMember(): Member {
  return centralPosterior().members[0];
}

/** How many members the shipped posterior has, the central one included. Throws as `shippedPosterior` does. */
export function shippedMembers(): number {
  return centralPosterior().settings.members + 1;
}
