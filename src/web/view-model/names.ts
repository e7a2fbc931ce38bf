import { fold } from "../../scenario/suggest.ts";

/** A name of the model, such as `Rio Grande Valley`, as part of a message key. */
export const keyOf = (name: string): string => fold(name).replaceAll(/[^a-z0-9]+/g, "_");
