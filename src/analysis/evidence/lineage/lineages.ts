import { type Comparison, compareTexts } from "./comparison.ts";
import { type Profile, profileOf } from "./profile.ts";
import { type Judgement, judge } from "./relation.ts";
import type { SourceText } from "./source-text.ts";

/** A pair of texts with the proposed relation and its evidence. */
export interface Pair extends Judgement {
  readonly comparison: Comparison;
  /** Which text the other comes from, by dates or else by length; undefined if neither tells, or none comes from the other. */
  readonly source: string | undefined;
}

export type Derivation = "copy" | "rewording" | "abridgement";

/** One text of a lineage. */
export interface Member {
  readonly id: string;
  /** The text it is nearest to, and how it is related; undefined for the root. */
  readonly from: { readonly id: string; readonly relation: Derivation } | undefined;
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

/** An abridgement comes from the longer text, unless that is the later one; others from the earlier, else from the longer. */
function sourceOf({ shorter, longer, lengthRatio }: Comparison, { relation }: Judgement): string | undefined {
  if (relation === "independent" || relation === "unrelated") return undefined;
  const [a, b] = [shorter.source.date, longer.source.date];
  if (a === undefined || b === undefined || a === b) return lengthRatio < sameLength ? longer.source.id : undefined;
  if (b < a) return longer.source.id;
  return relation === "abridgement" ? undefined : shorter.source.id;
}

function idsOf({ comparison }: Pair): [string, string] {
  return [comparison.shorter.source.id, comparison.longer.source.id];
}

/** Whether one text tells the whole story of the other again. */
function isRetold({ relation }: Judgement): boolean {
  return relation === "copy" || relation === "rewording";
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

/** Nearness of a pair: copies before rewordings before abridgements, those of a later text last; the more alike the nearer. */
function nearness({ relation, comparison, source }: Pair): number {
  const rank = { copy: 6, rewording: 3, abridgement: 0, independent: 0, unrelated: 0 }[relation];
  const { shingleResemblance, alignedShorter, alignedLonger, numberResemblance } = comparison;
  const backwards = relation === "abridgement" && source === undefined ? 2 : 0;
  return rank - backwards + shingleResemblance + (alignedShorter + alignedLonger) / 4 + numberResemblance;
}

function nearest(pairs: readonly Pair[]): Pair {
  return pairs.reduce((near, pair) => (nearness(pair) > nearness(near) ? pair : near));
}

/** Hangs every text on the nearest one that hangs already, from the root on; an abridgement on what is longer. */
function treeOf(root: string, ids: readonly string[], pairs: readonly Pair[]): Member[] {
  const members: Member[] = [{ id: root, from: undefined }];
  const placed = new Set([root]);
  while (placed.size < ids.length) {
    const best = nearest(
      pairs.filter((pair) => {
        const [shorter, longer] = idsOf(pair);
        if (placed.has(shorter) === placed.has(longer)) return false;
        return isRetold(pair) || (pair.relation === "abridgement" && placed.has(longer));
      }),
    );
    const [shorter, longer] = idsOf(best);
    const [id, from] = placed.has(shorter) ? [longer, shorter] : [shorter, longer];
    members.push({ id, from: { id: from, relation: best.relation as Derivation } });
    placed.add(id);
  }
  return members;
}

function longestOf(ids: readonly string[], lengths: ReadonlyMap<string, number>): number {
  return Math.max(...ids.map((id) => lengths.get(id)!));
}

/**
 * Lineages: copies and rewordings belong together; abridgements join the nearest of the longer stories and never two, since a digest of two
 * reports does not make them one.
 */
function lineagesOf(texts: readonly SourceText[], profiles: readonly Profile[], pairs: readonly Pair[]): Lineage[] {
  const lengths = new Map(profiles.map(({ source, words }) => [source.id, words.length]));
  const stories = components(
    texts.map(({ id }) => id),
    pairs.filter(isRetold).map(idsOf),
  );
  const storyOf = new Map(stories.flatMap((story) => story.map((id) => [id, story] as const)));
  const joins = new Map<string[], string[]>();
  for (const story of stories) {
    const longer = pairs.filter((pair) => {
      const [short, long] = idsOf(pair);
      if (pair.relation !== "abridgement" || storyOf.get(short) !== story) return false;
      return longestOf(storyOf.get(long)!, lengths) > longestOf(story, lengths);
    });
    if (longer.length > 0) joins.set(story, storyOf.get(idsOf(nearest(longer))[1])!);
  }
  const topOf = (story: string[]): string[] => {
    const above = joins.get(story);
    return above === undefined ? story : topOf(above);
  };
  const byId = new Map(texts.map((text) => [text.id, text]));
  const tops = stories.filter((story) => !joins.has(story));
  return tops.map((top) => {
    const ids = stories.filter((story) => topOf(story) === top).flat();
    const within = pairs.filter((pair) => idsOf(pair).every((id) => ids.includes(id)));
    return { members: treeOf(rootOf(top, within, byId), ids, within) };
  });
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
      const judgement = judge(comparison);
      return { comparison, ...judgement, source: sourceOf(comparison, judgement) };
    }),
  );
  const lineages = lineagesOf(texts, profiles, pairs);
  const rootOfText = new Map(lineages.flatMap(({ members }) => members.map(({ id }) => [id, members[0].id])));
  const oneEvent = pairs.filter(({ relation }) => relation === "independent").map(idsOf);
  const links = oneEvent.map(([a, b]): [string, string] => [rootOfText.get(a)!, rootOfText.get(b)!]);
  const events = components(
    lineages.map(({ members }) => members[0].id),
    links,
  );
  return { texts, pairs, lineages, events };
}
