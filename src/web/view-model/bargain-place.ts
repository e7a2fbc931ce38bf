import type { Terms } from "../../analysis/bargain/load.ts";
import type { Chosen } from "../bargain/weighing.ts";

/** Bargains that ship, in order of their dates. */
export const bargainFiles = ["may-2019", "december-2023", "april-2024", "october-2024"] as const;
export type BargainFileName = (typeof bargainFiles)[number];

/** Packages that have a name, whatever their levels. */
export const namedPackages = ["nash", "kalai-smorodinsky", "recorded", "no-deal"] as const;
export type NamedPackage = (typeof namedPackages)[number];

/** A package by what it holds beside the first levels: level by issue. */
export type Granted = Readonly<Record<string, string>>;

/** Where the reader is on the page, and what is set there. */
export interface BargainPlace {
  readonly file: BargainFileName;
  /** Weights that are not the usual ones. */
  readonly weights: Chosen;
  readonly package: NamedPackage | Granted;
}

export const emptyPlace: BargainPlace = { file: "december-2023", weights: {}, package: "nash" };

function pairsText(pairs: Readonly<Record<string, string | number>>): string {
  return Object.entries(pairs)
    .map(([id, value]) => `${id}:${value}`)
    .join(",");
}

/** `december-2023?weights=us-salience:-4&package=effort:deal,ports:reopened`; nothing for what the page opens with. */
export function placeText({ file, weights, package: chosen }: BargainPlace): string {
  const asked: string[] = [];
  if (Object.keys(weights).length > 0) asked.push(`weights=${pairsText(weights)}`);
  if (typeof chosen !== "string") asked.push(`package=${pairsText(chosen)}`);
  else if (chosen !== emptyPlace.package) asked.push(`package=${chosen}`);
  if (asked.length > 0) return `${file}?${asked.join("&")}`;
  return file === emptyPlace.file ? "" : file;
}

function pairsIn(text: string): (readonly [string, string])[] {
  return text.split(",").flatMap((pair) => {
    const [, id, value] = /^([a-z0-9-]+):(.+)$/.exec(pair) ?? [];
    return id === undefined ? [] : [[id, value] as const];
  });
}

/** Reads what can be read of an address; the rest is left out. */
export function readPlace(shows: string): BargainPlace {
  const [path, query = ""] = shows.split("?");
  const asked = new URLSearchParams(query);
  const given = asked.get("package") ?? "";
  const weights = pairsIn(asked.get("weights") ?? "").flatMap(([id, text]) => {
    const points = Number(text);
    return Number.isFinite(points) && Math.abs(points) <= mostPoints ? [[id, points] as const] : [];
  });
  const named = namedPackages.find((name) => name === given);
  const granted = pairsIn(given);
  return {
    file: bargainFiles.find((name) => name === path) ?? emptyPlace.file,
    weights: Object.fromEntries(weights),
    package: named ?? (granted.length > 0 ? Object.fromEntries(granted) : emptyPlace.package),
  };
}

/** What an address names that is not among the bargains or, once there are the terms of its own, in them; undefined if nothing. */
export function strayedIn(shows: string, terms?: Pick<Terms, "issues" | "weights">): string | undefined {
  const { file, weights, package: chosen } = readPlace(shows);
  const [named] = shows.split("?");
  if (named !== "" && named !== file) return named;
  if (!terms) return undefined;
  const weight = Object.keys(weights).find((id) => !terms.weights.some((one) => one.id === id));
  if (weight !== undefined || typeof chosen === "string") return weight;
  const has = ([id, level]: readonly [string, string]): boolean =>
    terms.issues.some((issue) => issue.id === id && issue.levels.some((one) => one.id === level));
  return Object.entries(chosen)
    .find((one) => !has(one))
    ?.join(":");
}

/** Points that a weight can be set to, either way. */
export const mostPoints = 1000;

/** What a package holds beside the first levels. */
export function grantedIn({ issues }: Pick<Terms, "issues">, levels: readonly number[]): Granted | "no-deal" {
  const held = issues.flatMap(({ id, levels: own }, i) => (levels[i] > 0 ? [[id, own[levels[i]].id]] : []));
  return held.length === 0 ? "no-deal" : Object.fromEntries(held);
}

/** A level per issue; issues and levels that the bargain does not have are left out. */
export function levelsOf({ issues }: Pick<Terms, "issues">, granted: Granted): number[] {
  return issues.map(({ id, levels }) =>
    Math.max(
      0,
      levels.findIndex((level) => level.id === granted[id]),
    ),
  );
}
