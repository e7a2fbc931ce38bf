import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { TextRelation } from "../../src/analysis/evidence/lineage/relation.ts";
import type { SourceText } from "../../src/analysis/evidence/lineage/source-text.ts";
import type { Language } from "../../src/analysis/evidence/lineage/words.ts";
import { swapSynonyms } from "./swap.ts";
import { englishSynonyms } from "./word-net.ts";

export const kinds = ["original", "reprint", "summary", "retelling", "independent", "unrelated"] as const;
export type Kind = (typeof kinds)[number];

/** A text of a set, or the same with synonyms swapped. */
export interface Version extends SourceText {
  readonly kind: Kind;
  readonly swapped: boolean;
}

/** The six texts of a test event without their front matter. Dates are left out: text alone has to tell. */
export function textsOf(event: string): Version[] {
  return kinds.map((kind) => {
    const path = fileURLToPath(new URL(`texts/${event}/${kind}.txt`, import.meta.url));
    const [, , ...body] = readFileSync(path, "utf8").split("---\n");
    return { id: kind, text: body.join("---\n").trim(), kind, swapped: false };
  });
}

export interface Swapping {
  readonly share: number;
  readonly seed: number;
  readonly language: Language;
  readonly synonymsOf?: (word: string) => readonly string[];
}

/** The texts, each with synonyms swapped under a seed of its own. */
export function swappedTexts(texts: readonly Version[], swapping: Swapping): Version[] {
  const { share, seed, language, synonymsOf = englishSynonyms } = swapping;
  return texts.map((version, i) => {
    const { text } = swapSynonyms(version.text, share, 100 * seed + i, language, synonymsOf);
    return { ...version, id: `${version.kind} swapped`, text, swapped: true };
  });
}

/** How two versions are related, by how they were made. */
export function truth(a: Version, b: Version): TextRelation {
  const both = new Set<Kind>([a.kind, b.kind]);
  if (a.kind === b.kind) return "rewording";
  if (both.has("unrelated")) return "unrelated";
  if (both.has("independent")) return "independent";
  if (both.has("summary")) return "abridgement";
  if (both.has("retelling") || a.swapped || b.swapped) return "rewording";
  return "copy";
}
