import { centralPosteriorFile } from "../data/embedded-central.ts";
import type { Member } from "../model/member.ts";
import { readPosterior } from "./fit/posterior.ts";

/** How the shipped posterior is made again. */
export const again = "make it again with corridor fit --out data/posterior.json --force, then npm run build";

let read: Member | undefined;

/** The central member of the shipped posterior, without the others, which are a hundred times as large. Throws as `shippedPosterior` does. */
export function centralMember(): Member {
  read ??= readPosterior("data/posterior.json", centralPosteriorFile, again).members[0];
  return read;
}
