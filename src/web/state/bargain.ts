import { computed, effect, signal, untracked } from "@preact/signals";
import { type Remote, wrap } from "comlink";
import { type Answer, answer } from "../../analysis/bargain/gains.ts";
import type { Terms } from "../../analysis/bargain/load.ts";
import { type ReadBargain, readStored, type StoredBargain } from "../../analysis/bargain/stored.ts";
import { usualValuation, withWeights } from "../../analysis/bargain/valuation.ts";
import { type BargainWords, englishWords } from "../bargain/bargain-words.ts";
import type { Chosen, Weighed } from "../bargain/weighing.ts";
import type { RemoteWeighing } from "../bargain/worker.ts";

import {
  type BargainFileName,
  type BargainPlace,
  emptyPlace,
  levelsOf,
  placeText,
  readPlace,
} from "../view-model/bargain-place.ts";
import { locale } from "../words.ts";
import { address, hashOf, keepInAddress } from "./address.ts";
import { sentenceOf } from "./engines.ts";

/** What was searched when the site was made, a file for each bargain that comes when it is wanted. */
const files = import.meta.glob<StoredBargain>("../../../data/bargains/*.json", { import: "default" });

/** Draws of weights: a few at once, then as many as the command line takes. */
const drawsWanted = [100, 1000] as const;

let connected: Remote<RemoteWeighing> | undefined;

function remote(): Remote<RemoteWeighing> {
  connected ??= wrap<RemoteWeighing>(new Worker(new URL("../bargain/worker.ts", import.meta.url), { type: "module" }));
  return connected;
}

/** Where the reader is on the page; the address says the same. */
export const place = computed<BargainPlace>(() =>
  address.value.page === "bargain" ? readPlace(address.value.shows) : emptyPlace,
);

/** Changes what is shown. */
export function show(change: Partial<BargainPlace>): void {
  keepInAddress(placeText({ ...place.value, ...change }));
}

/** The address of a bargain with the usual weights. */
export const fileLink = (file: BargainFileName): string =>
  hashOf({ page: "bargain", shows: placeText({ ...emptyPlace, file }) });

const opened = signal<{ readonly file: BargainFileName; readonly read: ReadBargain } | undefined>(undefined);
/** Sentence of what went wrong; empty if nothing did. */
export const problem = signal("");

/** The bargain of the address; undefined until it has come. */
export const bargain = computed<ReadBargain | undefined>(() =>
  opened.value?.file === place.value.file ? opened.value.read : undefined,
);

const weightsText = computed(() => JSON.stringify(place.value.weights));

/** Weights that the reader has set, without those that the bargain does not have. */
const chosenWeights = computed<Chosen>(() => {
  const set: Chosen = JSON.parse(weightsText.value);
  const ids = bargain.value?.terms.weights.map(({ id }) => id) ?? [];
  return Object.fromEntries(Object.entries(set).filter(([id]) => ids.includes(id)));
});

/** A bargain under the reader's weights. */
export interface Valued {
  readonly read: ReadBargain;
  readonly terms: Terms;
  readonly chosen: Chosen;
  readonly answer: Answer;
}

export const valued = computed<Valued | undefined>(() => {
  const read = bargain.value;
  if (read === undefined) return undefined;
  const chosen = chosenWeights.value;
  const terms = withWeights(read.terms, chosen);
  return { read, terms, chosen, answer: answer({ ...read.space, bargain: terms }, usualValuation(terms)) };
});

const counted = signal<{ readonly of: Valued; readonly weighed: Weighed } | undefined>(undefined);

/** What draws give under the weights that are shown; undefined until some have been counted. */
export const weighed = computed<Weighed | undefined>(() =>
  counted.value?.of === valued.value ? counted.value?.weighed : undefined,
);
/** Whether all draws have been counted. */
export const isWeighed = computed(() => weighed.value?.robustness.draws === drawsWanted[1]);

/** Index of the package that is shown: that of the address, or Nash's, or no deal where there is none. */
export const shownPackage = computed<number>(() => {
  const now = valued.value;
  if (now === undefined) return 0;
  const { package: wanted } = place.value;
  const { nash, kalaiSmorodinsky } = now.answer.noDeal;
  if (wanted === "no-deal") return 0;
  if (wanted === "nash") return nash[0] ?? 0;
  if (wanted === "kalai-smorodinsky") return kalaiSmorodinsky[0] ?? 0;
  if (wanted === "recorded") return Math.max(0, now.read.recorded);
  const levels = levelsOf(now.terms, wanted).join();
  return Math.max(
    0,
    now.read.packages.all.findIndex((one) => one.join() === levels),
  );
});

const spanish = signal<SpanishWords | undefined>(undefined);

interface SpanishWords {
  readonly bargains: Readonly<Record<string, Omit<BargainWords, "weights">>>;
  readonly weights: BargainWords["weights"];
}

/** The words of the bargain in the language of the reader; undefined until they have come. */
export const bargainWords = computed<BargainWords | undefined>(() => {
  const { file } = place.value;
  if (locale.value !== "en")
    return spanish.value && { ...spanish.value.bargains[file], weights: spanish.value.weights };
  return bargain.value && englishWords(bargain.value.terms);
});

async function bringWords(): Promise<void> {
  spanish.value ??= (await import("../../../messages/bargains.es-MX.json")).default;
}

async function open(file: BargainFileName): Promise<void> {
  if (opened.peek()?.file === file) return;
  const stored = await files[`../../../data/bargains/${file}.json`]();
  if (place.peek().file !== file) return;
  // sent before anything is asked of it: what follows `opened` asks at once
  const sent = remote().open(stored);
  opened.value = { file, read: readStored(stored) };
  await sent;
}

async function weigh(now: Valued): Promise<void> {
  for (const draws of drawsWanted) {
    const found = await remote().weigh(now.chosen, draws);
    if (found === undefined || valued.peek() !== now) return;
    counted.value = { of: now, weighed: found };
  }
}

const failed = (error: unknown): void => {
  problem.value = sentenceOf(error);
};

/** Shows what the address says, until the function it returns is called. */
export function followBargain(): () => void {
  const ends = [
    effect(() => {
      if (locale.value !== "en") bringWords().catch(failed);
    }),
    effect(() => {
      const { file } = place.value;
      if (address.value.page === "bargain") untracked(() => open(file).catch(failed));
    }),
    effect(() => {
      const now = valued.value;
      if (now !== undefined) untracked(() => weigh(now).catch(failed));
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
