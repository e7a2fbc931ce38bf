import { type Comparison, compareTexts } from "./comparison.ts";
import { profileOf } from "./profile.ts";
import { type Judgement, judge } from "./relation.ts";
import type { SourceText } from "./source-text.ts";

/** A pair of texts with the proposed relation and its evidence. */
export interface Pair extends Judgement {
  readonly comparison: Comparison;
  /** Which text the other comes from, by dates or else by length; undefined if neither tells. */
  readonly source: string | undefined;
}

/** One text of a lineage. */
export interface Member {
  readonly id: string;
  /** The text it is nearest to, and how it is related; undefined for the root. */
  readonly from: { readonly id: string; readonly relation: "copy" | "rewording" | "abridgement" } | undefined;
}

/** Texts that all come from one story. The first member is the root: the nearest to the origin among those given. */
export interface Lineage {
  readonly members: readonly Member[];
}

export interface Proposal {
  readonly texts: readonly SourceText[];
  /** Every pair once. */
  readonly pairs: readonly Pair[];
  readonly lineages: readonly Lineage[];
  /** Roots of the lineages that report one event: as many independent origins as it has roots. */
  readonly events: readonly (readonly string[])[];
}

/** Texts whose lengths differ by less than a tenth do not tell by length which comes from which. */
const sameLength = 0.9;

function sourceOf({ shorter, longer, lengthRatio }: Comparison): string | undefined {
  const [a, b] = [shorter.source.date, longer.source.date];
  if (a !== undefined && b !== undefined && a !== b) return a < b ? shorter.source.id : longer.source.id;
  return lengthRatio < sameLength ? longer.source.id : undefined;
}

function idsOf({ comparison }: Pair): [string, string] {
  return [comparison.shorter.source.id, comparison.longer.source.id];
}

function isDerived({ relation }: Judgement): boolean {
  return relation === "copy" || relation === "rewording" || relation === "abridgement";
}

/** Sets of ids that pairs connect, each in the order of `ids`. */
function components(ids: readonly string[], links: readonly (readonly [string, string])[]): string[][] {
  const rootOf = new Map(ids.map((id) => [id, id]));
  const find = (id: string): string => {
    let root = id;
    while (rootOf.get(root) !== root) root = rootOf.get(root)!;
    return root;
  };
  for (const [a, b] of links) rootOf.set(find(a), find(b));
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(find(id), [...(groups.get(find(id)) ?? []), id]);
  return [...groups.values()];
}

/** How much of the wording of the others a text holds: an original holds the most. */
function heldBy(id: string, pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { comparison: { shorter, longer, shorterInLonger, longerInShorter } }) => {
    if (longer.source.id === id) return sum + shorterInLonger;
    return shorter.source.id === id ? sum + longerInShorter : sum;
  }, 0);
}

/** The earliest text if all have dates and one is first, else the one that holds the most of the others. */
function rootOf(ids: readonly string[], pairs: readonly Pair[], texts: ReadonlyMap<string, SourceText>): string {
  const dates = ids.map((id) => texts.get(id)?.date);
  const first = dates.every((date) => date !== undefined) ? [...dates].sort()[0] : undefined;
  const candidates = first === undefined ? ids : ids.filter((_, i) => dates[i] === first);
  const held = candidates.map((id) => heldBy(id, pairs));
  return candidates[held.indexOf(Math.max(...held))];
}

/** Nearness of a pair: copies before rewordings before abridgements, the more alike the nearer. */
function nearness({ relation, comparison }: Pair): number {
  const rank = { copy: 4, rewording: 2, abridgement: 0, independent: -2, unrelated: -4 }[relation];
  return rank + comparison.shorterInLonger + comparison.alignedShorter / 2 + comparison.particularsTraced / 4;
}

/** Hangs every text on the nearest one that hangs already, from the root on. */
function treeOf(root: string, ids: readonly string[], pairs: readonly Pair[]): Member[] {
  const members: Member[] = [{ id: root, from: undefined }];
  const placed = new Set([root]);
  while (placed.size < ids.length) {
    const open = pairs.filter((pair) => isDerived(pair) && idsOf(pair).filter((id) => placed.has(id)).length === 1);
    const best = open.reduce((near, pair) => (nearness(pair) > nearness(near) ? pair : near));
    const [a, b] = idsOf(best);
    const [id, from] = placed.has(a) ? [b, a] : [a, b];
    members.push({ id, from: { id: from, relation: best.relation as "copy" | "rewording" | "abridgement" } });
    placed.add(id);
  }
  return members;
}

function lineageOf(ids: readonly string[], pairs: readonly Pair[], texts: ReadonlyMap<string, SourceText>): Lineage {
  const within = pairs.filter((pair) => idsOf(pair).every((id) => ids.includes(id)));
  return { members: treeOf(rootOf(ids, within, texts), ids, within) };
}

/**
 * Proposes how texts are related, pair by pair, and groups them into lineages and events. Ids have to be unique.
 * Wording, names and numbers decide; a reader who knows more decides better.
 */
export function proposeLineages(texts: readonly SourceText[]): Proposal {
  const profiles = texts.map(profileOf);
  const pairs = profiles.flatMap((a, i) =>
    profiles.slice(i + 1).map((b): Pair => {
      const comparison = compareTexts(a, b);
      return { comparison, ...judge(comparison), source: sourceOf(comparison) };
    }),
  );
  const ids = texts.map(({ id }) => id);
  const byId = new Map(texts.map((text) => [text.id, text]));
  const lineages = components(ids, pairs.filter(isDerived).map(idsOf)).map((group) => lineageOf(group, pairs, byId));
  const rootOfText = new Map(lineages.flatMap(({ members }) => members.map(({ id }) => [id, members[0].id])));
  const oneEvent = pairs.filter(({ relation }) => relation === "independent").map(idsOf);
  const links = oneEvent.map(([a, b]): [string, string] => [rootOfText.get(a)!, rootOfText.get(b)!]);
  const events = components(
    lineages.map(({ members }) => members[0].id),
    links,
  );
  return { texts, pairs, lineages, events };
}
