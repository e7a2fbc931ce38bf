import { describe, expect, it } from "vitest";
import { proposeLineages } from "../../src/analysis/evidence/lineage/lineages.ts";
import { type TextRelation, textRelations } from "../../src/analysis/evidence/lineage/relation.ts";
import type { Language } from "../../src/analysis/evidence/lineage/words.ts";
import { kinds, swappedTexts, textsOf, truth, type Version } from "./sets.ts";
import { spanishSynonyms, tableSize } from "./sinonimos.ts";
import { swapSynonyms } from "./swap.ts";
import { englishSynonyms } from "./word-net.ts";

interface Event {
  readonly name: string;
  readonly language: Language;
  readonly synonymsOf: (word: string) => readonly string[];
}

/** Thresholds were set on the first; the others are held out. */
const events: readonly Event[] = [
  { name: "bridge", language: "en", synonymsOf: englishSynonyms },
  { name: "trains", language: "en", synonymsOf: englishSynonyms },
  { name: "refugio", language: "es", synonymsOf: spanishSynonyms },
];

const shares = [0.3, 0.5, 0.7];
const seeds = [1, 2, 3, 4, 5];

/** Pairs by true relation (rows) and proposed one (columns), in the order of `textRelations`. */
type Confusion = readonly (readonly number[])[];

function confusion(event: Event): Confusion {
  const counts = textRelations.map(() => textRelations.map(() => 0));
  const texts = textsOf(event.name);
  for (const share of shares)
    for (const seed of seeds) {
      const all: Version[] = [...texts, ...swappedTexts(texts, { ...event, share, seed })];
      const byId = new Map(all.map((version) => [version.id, version]));
      for (const { comparison, relation } of proposeLineages(all).pairs) {
        const right = truth(byId.get(comparison.shorter.source.id)!, byId.get(comparison.longer.source.id)!);
        counts[textRelations.indexOf(right)][textRelations.indexOf(relation)]++;
      }
    }
  return counts;
}

function at(counts: Confusion, right: TextRelation, proposed: TextRelation): number {
  return counts[textRelations.indexOf(right)][textRelations.indexOf(proposed)];
}

describe.each(events)("the texts about $name, plain and with synonyms swapped", (event) => {
  const counts = confusion(event);
  const pairs = shares.length * seeds.length * (kinds.length * (2 * kinds.length - 1));

  it("are related as they were made, in 95 of 100 pairs at least", () => {
    expect(counts.flat().reduce((sum, count) => sum + count)).toBe(pairs);
    const right = textRelations.reduce((sum, relation) => sum + at(counts, relation, relation), 0);
    expect(right / pairs).toBeGreaterThanOrEqual(0.95);
  });

  it("are as docs/design/0016-lineage.md says", () => {
    const right: Readonly<Record<TextRelation, number>> = {
      copy: 15,
      rewording: 255,
      abridgement: 180,
      independent: 240,
      unrelated: 300,
    };
    expect(counts).toEqual(
      textRelations.map((row) => textRelations.map((column) => (row === column ? right[row] : 0))),
    );
  });

  it("hold no independent or unrelated pair that is called a copy", () => {
    expect(at(counts, "independent", "copy") + at(counts, "unrelated", "copy")).toBe(0);
  });
});

describe("the lineages of a folder", () => {
  it.each(events)("about $name are three: the story with its copies, the other report, the other story", ({ name }) => {
    const { lineages, events: found } = proposeLineages(textsOf(name));
    const roots = lineages.map(({ members }) => members[0].id).sort();
    expect(roots).toEqual(["independent", "original", "unrelated"]);
    expect(found.map((event) => [...event].sort())).toEqual([["independent", "original"], ["unrelated"]]);
    const story = lineages.find(({ members }) => members[0].id === "original")!;
    expect(Object.fromEntries(story.members.slice(1).map(({ id, from }) => [id, from]))).toEqual({
      reprint: { id: "original", relation: "copy" },
      retelling: { id: "original", relation: "rewording" },
      // Without dates, a summary may as well be that of the retelling, which says the same.
      summary: { id: expect.stringMatching("original|retelling"), relation: "abridgement" },
    });
  });

  it("about three events do not mix, in two languages", () => {
    const all = events.flatMap(({ name }) =>
      textsOf(name).map((version) => ({ ...version, id: `${name} ${version.kind}` })),
    );
    const { lineages, pairs } = proposeLineages(all);
    expect(lineages).toHaveLength(9);
    const across = pairs.filter(({ comparison: { shorter, longer } }) => {
      return shorter.source.id.split(" ")[0] !== longer.source.id.split(" ")[0];
    });
    expect(new Set(across.map(({ relation }) => relation))).toEqual(new Set(["unrelated"]));
  });
});

describe("swapping of synonyms", () => {
  it.each(events)("replaces the share of content words that is asked for in the texts about $name", (event) => {
    for (const { text } of textsOf(event.name))
      for (const share of shares)
        expect(swapSynonyms(text, share, 1, event.language, event.synonymsOf).share).toBeCloseTo(share, 1);
  });

  it("keeps names and numbers, and gives the same text for the same seed", () => {
    const text = "Officials of Puerto Amaro counted 4,870 people near the bridge on Friday.";
    const swapped = swapSynonyms(text, 0.7, 1).text;
    expect(swapped).not.toBe(text);
    expect(swapped).toMatch(/Puerto Amaro .*4,870 .*Friday\.$/);
    expect(swapSynonyms(text, 0.7, 1).text).toBe(swapped);
    expect(swapSynonyms(text, 0.7, 2).text).not.toBe(swapped);
  });

  it("has a table of its own for Spanish", () => {
    expect(tableSize).toBeGreaterThan(300);
    expect(spanishSynonyms("albergue")).toContain("refugio");
  });
});
