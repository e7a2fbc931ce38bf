import { dataVersion } from "../data/embedded-version.ts";
import { type Lever, leverKeys, levers } from "../model/levers.ts";
import { modelVersion } from "../model/version.ts";
import { memberOf } from "./members.ts";
import type { Change, ScenarioFile } from "./schema.ts";
import { didYouMean } from "./suggest.ts";
import { schemaVersion } from "./version.ts";

/**
 * A scenario as the part of an address after `#`: what it changes of a named base, in words that people can read and edit, with the
 * version of the format first and what it was made with last.
 *
 * `v=1&base=history&window=2023-07..2024-09&remove=deal-2023-12&change=appointments,from:2023-05,value:1450&model=2`
 */
export interface LinkedScenario {
  readonly base: string;
  readonly window?: { readonly from: string; readonly to: string };
  readonly seed?: number;
  readonly remove: readonly string[];
  readonly changes: readonly LinkedChange[];
  /** What the link was made with; undefined if it does not say. */
  readonly madeWith?: MadeWith;
}

export interface LinkedChange
  extends Pick<Change, "lever" | "for" | "from" | "multiply" | "ramp" | "until" | "announced"> {
  /** In the lever's unit, which a link does not say. */
  readonly value?: number | undefined;
}

/** Version of the model, and fingerprint of figures, parameters and posterior. */
export interface MadeWith {
  readonly model: number;
  readonly data: string;
}

/** Of a link that is made now. */
export const madeNow: MadeWith = { model: modelVersion, data: dataVersion };

/** Whether a link promises the numbers that are simulated here; one that does not say may be of any version. */
export function isOfThisVersion({ madeWith }: LinkedScenario): boolean {
  return madeWith === undefined || (madeWith.model === madeNow.model && madeWith.data === madeNow.data);
}

/** What is wrong with a link, as one sentence. */
export class LinkError extends Error {
  override name = "LinkError";
}

const linkVersion = 1;

type Fields = ReadonlyMap<string, readonly string[]>;

/** For each older version of the format, what turns its fields into those of the next. Entries stay for ever, so that old links load. */
const migrations: ReadonlyMap<number, (fields: Fields) => Fields> = new Map();

/** Quotes too, so that a link stands between single quotes in every shell. */
const encoded = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("'", "%27");
const keysOfChange = ["from", "value", "multiply", "ramp", "until", "announced"] as const;
const numeric: readonly string[] = ["value", "multiply", "ramp"];
const fieldNames: readonly string[] = ["v", "base", "window", "seed", "remove", "change", "model", "data"];

/** The part after `#` of a link, whole or alone; undefined if the text is none. */
export function linkIn(text: string): string | undefined {
  return /(?:^|#)(v=[^#]*)$/.exec(text)?.[1];
}

function changeText(change: LinkedChange): string {
  const members = typeof change.for === "string" ? [change.for] : (change.for ?? []);
  const parts = members.length === 0 ? [] : [`for:${members.map(encoded).join("+")}`];
  for (const key of keysOfChange) if (change[key] !== undefined) parts.push(`${key}:${encoded(`${change[key]}`)}`);
  return [change.lever, ...parts].join(",");
}

/** The text after `#`. */
export function linkOf({ base, window, seed, remove, changes, madeWith }: LinkedScenario): string {
  const parts = [`v=${linkVersion}`, `base=${encoded(base)}`];
  if (window) parts.push(`window=${window.from}..${window.to}`);
  if (seed !== undefined) parts.push(`seed=${seed}`);
  if (remove.length > 0) parts.push(`remove=${remove.map(encoded).join(",")}`);
  for (const change of changes) parts.push(`change=${changeText(change)}`);
  if (madeWith) parts.push(`model=${madeWith.model}`, `data=${madeWith.data}`);
  return parts.join("&");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new LinkError(`${JSON.stringify(text)} was given; expected text as addresses have it`);
  }
}

function fieldsOf(link: string): Fields {
  const fields = new Map<string, string[]>();
  for (const part of link.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at < 1) throw new LinkError(`${JSON.stringify(part)} was given; expected a name, "=" and a value`);
    const name = part.slice(0, at);
    fields.set(name, [...(fields.get(name) ?? []), part.slice(at + 1)]);
  }
  return fields;
}

function current(fields: Fields, table = migrations): Fields {
  const given = fields.get("v")?.[0];
  let version = Number(given);
  if (given === undefined || !Number.isInteger(version) || version < 1)
    throw new LinkError(
      `v: ${given === undefined ? "nothing" : JSON.stringify(given)} was given; expected ${linkVersion}`,
    );
  if (version > linkVersion)
    throw new LinkError(`version ${version} was given; this page reads up to version ${linkVersion}, so reload it`);
  let now = fields;
  for (; version < linkVersion; version++) now = table.get(version)!(now);
  return now;
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new LinkError(`${name}: ${JSON.stringify(text)} was given; expected a number`);
  return value;
}

function changeOf(text: string): LinkedChange {
  const [lever, ...parts] = text.split(",");
  const change: Record<string, unknown> = { lever };
  for (const part of parts) {
    const at = part.indexOf(":");
    const key = part.slice(0, Math.max(at, 0));
    const value = part.slice(at + 1);
    if (key === "for") change.for = value.split("+").map(decoded);
    else if ((keysOfChange as readonly string[]).includes(key))
      change[key] = numeric.includes(key) ? numberOf(`change ${lever}, ${key}`, decoded(value)) : decoded(value);
    else
      throw new LinkError(
        `change ${lever}: ${JSON.stringify(part)} was given; expected for, ${keysOfChange.join(", ")} with ":" and a value`,
      );
  }
  return change as unknown as LinkedChange;
}

/**
 * Reads the text after `#`, of this version of the format or an older one. What it says of levers, members and dates is checked when the
 * scenario is loaded. Throws LinkError.
 */
export function readLink(link: string): LinkedScenario {
  const fields = current(fieldsOf(link));
  for (const name of fields.keys())
    if (!fieldNames.includes(name))
      throw new LinkError(
        `the field ${JSON.stringify(name)} was given; expected one of ${fieldNames.join(", ")}${didYouMean(name, fieldNames)}`,
      );
  const one = (name: string): string | undefined => fields.get(name)?.[0];
  const window = one("window")?.split("..");
  if (window && window.length !== 2)
    throw new LinkError(
      `window: ${JSON.stringify(one("window"))} was given; expected two months such as 2023-07..2024-09`,
    );
  const seed = one("seed");
  const model = one("model");
  return {
    base: decoded(one("base") ?? "history"),
    ...(window && { window: { from: decoded(window[0]), to: decoded(window[1]) } }),
    ...(seed !== undefined && { seed: numberOf("seed", seed) }),
    remove: (one("remove") ?? "").split(",").filter(Boolean).map(decoded),
    changes: (fields.get("change") ?? []).map(changeOf),
    ...(model !== undefined && { madeWith: { model: numberOf("model", model), data: one("data") ?? "" } }),
  };
}

/** Checks that a link names levers that there are, of members that they have, for whoever shows it before it is loaded. Throws LinkError. */
export function checkNames({ changes }: Pick<LinkedScenario, "changes">): void {
  for (const { lever, for: members } of changes) {
    const found = (levers as readonly Lever[]).find(({ id }) => id === lever);
    if (found === undefined) {
      const ids = levers.map(({ id }) => id);
      throw new LinkError(`change ${JSON.stringify(lever)} was given; expected a lever${didYouMean(lever, ids)}`);
    }
    const known = leverKeys(found.by);
    for (const member of [members ?? []].flat())
      if (memberOf(found, member) === undefined)
        throw new LinkError(
          `change ${lever}, for: ${JSON.stringify(member)} was given; expected ${known.length === 0 ? "none" : "one of its members"}${didYouMean(member, known)}`,
        );
  }
}

/** The scenario file that a link stands for, as JSON, which is YAML too. */
export function scenarioFileOf({ base, window, seed, remove, changes }: LinkedScenario, title: string): ScenarioFile {
  return {
    corridor: schemaVersion,
    title,
    base,
    ...(window && { window }),
    ...(seed !== undefined && { seed }),
    ...(remove.length > 0 && { remove: [...remove] }),
    ...(changes.length > 0 && { changes: [...changes] }),
  } as ScenarioFile;
}
