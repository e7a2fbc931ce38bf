import type { Comparison } from "./comparison.ts";

export const textRelations = ["copy", "rewording", "abridgement", "independent", "unrelated"] as const;

/**
 * How two texts are related: the same words; the same story in other words; one shortened to less than half of the other;
 * two reports of one event; or neither.
 */
export type TextRelation = (typeof textRelations)[number];

/** What decided: sentences that correspond, names, numbers and quotes that one has from the other, or neither. */
export type Ground = "sentences" | "particulars" | "none";

export interface Judgement {
  readonly relation: TextRelation;
  readonly ground: Ground;
  /** False where a measure lies near its threshold, or there is little to go by: the reader should look twice. */
  readonly clear: boolean;
}

/**
 * Measures at which the relation changes. They were set midway between the pairs of the first test event (test/lineage/texts/bridge)
 * before the other two were written, and have stayed.
 */
const thresholds = {
  /** Share of the shorter text in corresponding sentences. First event: 0.94 and more if derived by words, else 0.27 at most. */
  aligned: 0.5,
  /** Mean likeness of these sentences. First event: a reprint 0.97, 30 percent of content words swapped 0.87. */
  sameWords: 0.92,
  /** Share of numbers and quotes of the shorter text that the longer has. First event: retold or summarised 0.77, independent 0.47. */
  particularsTraced: 0.62,
  /** Share of its names. */
  namesTraced: 0.65,
  /** Fewer numbers and quotes than this prove nothing. */
  fewestParticulars: 4,
  /** Words of an abridgement over those of its source. First event: summaries 0.42 at most, reprints 0.65 at least. */
  abridged: 0.5,
  /** Points for one event, see `eventPoints`. */
  event: 2,
  /** Share of names, numbers and quotes of the shorter text, see `isApart`. First event: another story 0.31 at most, two reports 0.48 at least. */
  marksTraced: 0.4,
  /** Share of its other content words. First event: two paragraphs 0.24 at least in a text that they come from, with 70 percent of words swapped too. */
  wordsTraced: 0.2,
} as const;

/** How near a threshold a measure is no longer clear. */
const margin = 0.1;

/** Texts shorter than this, in words, are not judged clearly, unless they have next to nothing in common. */
const shortText = 60;

/** Fewer content words than this prove nothing. */
const fewestStems = 10;

/** Numbers below 13 are found anywhere, and so are years. */
function isDistinctive(number: string): boolean {
  const value = Number(number);
  return value >= 13 && !(Number.isInteger(value) && value >= 1900 && value <= 2100);
}

/**
 * Points for one event: one for each distinctive number shared, one each for names that are shared to a third and to a half; none if no name
 * is shared, as a few numbers are by chance.
 */
function eventPoints({ sharedNames, sharedNumbers, nameResemblance }: Comparison): number {
  if (sharedNames.length === 0) return 0;
  const names = nameResemblance >= 0.5 ? 2 : nameResemblance >= 1 / 3 ? 1 : 0;
  return sharedNumbers.filter(isDistinctive).length + names;
}

function isNear(value: number, threshold: number): boolean {
  return Math.abs(value - threshold) < margin;
}

function groundOf({ alignedShorter, particulars, particularsTraced, namesTraced }: Comparison): Ground {
  if (alignedShorter >= thresholds.aligned) return "sentences";
  const traced = particularsTraced >= thresholds.particularsTraced && namesTraced >= thresholds.namesTraced;
  return traced && particulars >= thresholds.fewestParticulars ? "particulars" : "none";
}

function relationOf(comparison: Comparison, ground: Ground): TextRelation {
  if (ground === "none") return eventPoints(comparison) >= thresholds.event ? "independent" : "unrelated";
  if (comparison.lengthRatio < thresholds.abridged) return "abridgement";
  return ground === "sentences" && comparison.likeness >= thresholds.sameWords ? "copy" : "rewording";
}

/**
 * Whether two texts have too little in common for the one to come from the other, however short they are and however few numbers they have:
 * no sentence that corresponds, and few of the names, numbers and quotes, or, where there are hardly any, few of the other content words.
 */
function isApart({ shorter, longer, sentences, marks, marksTraced, wordsTraced }: Comparison): boolean {
  if (sentences.length > 0 || shorter.language !== longer.language || shorter.language === "other") return false;
  if (marksTraced >= thresholds.marksTraced) return false;
  return (
    marks >= thresholds.fewestParticulars || (shorter.stems.size >= fewestStems && wordsTraced < thresholds.wordsTraced)
  );
}

function isClear(comparison: Comparison, ground: Ground): boolean {
  const { shorter, longer, alignedShorter, likeness, particulars, particularsTraced, lengthRatio } = comparison;
  if (shorter.words.length < shortText || shorter.language !== longer.language || shorter.language === "other")
    return false;
  if (isNear(alignedShorter, thresholds.aligned)) return false;
  if (ground !== "none" && isNear(lengthRatio, thresholds.abridged)) return false;
  if (ground === "sentences") return Math.abs(likeness - thresholds.sameWords) >= margin / 5;
  if (ground === "particulars") return particulars >= 6 && !isNear(particularsTraced, thresholds.particularsTraced);
  const few = particulars < thresholds.fewestParticulars;
  // near the threshold, or above it while the names are others, or there are none
  if (few || particularsTraced > thresholds.particularsTraced - margin) return false;
  return eventPoints(comparison) !== thresholds.event;
}

/** Proposes how two texts are related. */
export function judge(comparison: Comparison): Judgement {
  const ground = groundOf(comparison);
  const relation = relationOf(comparison, ground);
  const clear = isClear(comparison, ground) || (relation === "unrelated" && isApart(comparison));
  return { relation, ground, clear };
}
