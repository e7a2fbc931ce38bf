import { describe, expect, it } from "vitest";
import { compareTexts } from "../../src/analysis/evidence/lineage/comparison.ts";
import { profileOf } from "../../src/analysis/evidence/lineage/profile.ts";
import { judge } from "../../src/analysis/evidence/lineage/relation.ts";
import type { Language } from "../../src/analysis/evidence/lineage/words.ts";
import { kinds, swappedTexts, textsOf, type Version } from "./sets.ts";
import { spanishSynonyms } from "./sinonimos.ts";
import { englishSynonyms } from "./word-net.ts";

/** Thresholds rest on the first. */
const events = [
  { name: "bridge", language: "en", synonymsOf: englishSynonyms },
  { name: "trains", language: "en", synonymsOf: englishSynonyms },
  { name: "refugio", language: "es", synonymsOf: spanishSynonyms },
] as const;

/** Short, on other subjects, with few names and numbers or none: what says least about where it comes from. */
const elsewhere: Readonly<Record<"en" | "es", Readonly<Record<string, string>>>> = {
  en: {
    bread:
      "Rye needs patience more than strength. Stir flour and warm water in the evening, cover the bowl with a damp cloth and leave it by the stove. By " +
      "morning bubbles have risen and the dough smells faintly of apples. Fold it twice, let it rest until it has doubled, and bake it in a heavy pot with " +
      "the lid on. The crust should sing when it cools.",
    chess:
      "Marta Olin won the open tournament of Vasterby on Sunday after a rook ending that lasted past midnight. She had been a pawn down since the " +
      "opening, but her opponent, the veteran Ture Hall, let his king stray to the edge of the board. Olin takes home a cup and a ham.",
    stars:
      "Look low in the west after sunset and wait for the glow to fade. The bright point that does not twinkle is a planet; the faint smudge above it, in " +
      "binoculars, is a cluster of young suns wrapped in dust.",
  },
  es: {
    pan:
      "El centeno pide paciencia más que fuerza. Por la noche se revuelven harina y agua tibia, se cubre el tazón con un trapo húmedo y se deja junto a la " +
      "estufa. En la mañana la masa burbujea y huele un poco a manzana. Se dobla dos veces, se espera a que crezca y se hornea en una olla pesada con tapa.",
    ajedrez:
      "Marta Olin ganó el domingo el torneo abierto de Vasterby tras un final de torres que terminó pasada la medianoche. Tenía un peón menos desde la " +
      "apertura, pero su rival, el veterano Ture Hall, dejó que su rey se alejara hasta la orilla del tablero.",
  },
};

/** Two paragraphs in a row of a text, from each of its paragraphs on, if they have 25 words. */
function piecesOf(version: Version): Version[] {
  const paragraphs = version.text.split(/\n\s*\n/);
  return paragraphs
    .map((_, i) => ({ ...version, id: `${version.id} ${i}`, text: paragraphs.slice(i, i + 2).join("\n\n") }))
    .filter(({ text }) => text.split(/\s+/).length >= 25);
}

function judged(a: { id: string; text: string }, b: { id: string; text: string }): string {
  const { relation, clear } = judge(compareTexts(profileOf(a), profileOf(b)));
  return clear ? relation : `${relation}?`;
}

describe("short texts on other subjects", () => {
  const verdicts = events.flatMap(({ name, language }) =>
    Object.entries(elsewhere[language]).flatMap(([id, text]) => textsOf(name).map((one) => judged({ id, text }, one))),
  );

  it("are unrelated to all, without a question mark in nine of ten pairs or more", () => {
    expect(verdicts).toHaveLength(48);
    expect(verdicts.every((verdict) => verdict.startsWith("unrelated"))).toBe(true);
    expect(verdicts.filter((verdict) => verdict === "unrelated").length / 48).toBeGreaterThanOrEqual(0.9);
  });
});

describe.each(events.filter(({ language }) => language === "en"))(
  "pieces of stories told elsewhere and the texts about $name",
  ({ name, language }) => {
    const texts = textsOf(name);

    it("are unrelated, without a question mark in three of four pairs or more", () => {
      const others = events.filter((event) => event.name !== name && event.language === language);
      const verdicts = others
        .flatMap((event) => textsOf(event.name).flatMap(piecesOf))
        .flatMap((piece) => texts.map((one) => judged(piece, one)));
      const clear = verdicts.filter((verdict) => verdict === "unrelated");
      expect(verdicts.every((verdict) => verdict.startsWith("unrelated"))).toBe(true);
      expect(clear.length / verdicts.length).toBeGreaterThanOrEqual(0.75);
    });
  },
);

describe.each(events)("pieces of the story about $name, plain and with synonyms swapped", (event) => {
  const { name, language, synonymsOf } = event;
  const texts = textsOf(name);
  const original = texts.find(({ kind }) => kind === "original")!;
  const story = kinds.filter((kind) => kind !== "independent" && kind !== "unrelated");
  const swapped = [0.3, 0.5, 0.7].flatMap((share) =>
    swappedTexts(texts, { share, seed: 3, language: language as Language, synonymsOf }),
  );

  it("are never called unrelated to the story without a question mark", () => {
    const pieces = [...texts, ...swapped]
      .filter(({ kind }) => (story as readonly string[]).includes(kind))
      .flatMap(piecesOf);
    expect(pieces.length).toBeGreaterThan(80);
    expect(pieces.map((piece) => judged(piece, original)).filter((verdict) => verdict === "unrelated")).toEqual([]);
  });
});
