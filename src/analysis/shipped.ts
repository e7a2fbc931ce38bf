import { posteriorFile } from "../data/embedded-posterior.ts";
import type { Member } from "../model/member.ts";
import { type Posterior, readPosterior } from "./fit/posterior.ts";

/** How the shipped posterior is made again. */
const again = "make it again with corridor fit --out data/posterior.json --force, then npm run build";

let read: Posterior | undefined;

/**
 * The posterior that ships, `data/posterior.json`: what everything is simulated with unless another is given. Read on the first call.
 * Throws PosteriorError if it was made for another model, parameter table or other figures.
 */
export function shippedPosterior(): Posterior {
  read ??= readPosterior("data/posterior.json", posteriorFile, again);
  return read;
}

/** Its central member. Throws as `shippedPosterior` does. */
export function centralMember(): Member {
  return shippedPosterior().members[0];
}
