import { type Lever, leverKeys } from "../model/levers.ts";
import { fold } from "./suggest.ts";

/** The member of a lever's dimension that a name means, whatever its accents, case and dashes. */
export function memberOf(lever: Lever, name: string): string | undefined {
  return leverKeys(lever.by).find((key) => fold(key) === fold(name));
}
