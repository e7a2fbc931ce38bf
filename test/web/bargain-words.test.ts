import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bargainNames, loadBargain } from "../../src/analysis/bargain/load.ts";
import { type BargainWords, englishWords } from "../../src/web/bargain/bargain-words.ts";
import { outcomeRows } from "../../src/web/view-model/bargain-outcomes.ts";
import { bargainFiles } from "../../src/web/view-model/bargain-place.ts";
import { keyOf } from "../../src/web/view-model/names.ts";

const es: {
  readonly bargains: Readonly<Record<string, Omit<BargainWords, "weights">>>;
  readonly weights: BargainWords["weights"];
} = JSON.parse(readFileSync("messages/bargains.es-MX.json", "utf8"));
const page: Readonly<Record<string, string>> = JSON.parse(readFileSync("messages/en/bargain.json", "utf8"));

type Tree = string | { readonly [key: string]: Tree };

/** Paths to all texts, with the numbers that each names, without regard to their order. */
function textsIn(tree: Tree, path = ""): (readonly [path: string, text: string])[] {
  if (typeof tree === "string") return [[path, tree]];
  return Object.entries(tree).flatMap(([key, one]) => textsIn(one, `${path}/${key}`));
}

/** Spanish writes some numbers as words where English does not, and the other way round. */
const numbers = (text: string): string[] => (text.match(/\d[\d,.]*\d|\d/g) ?? []).sort();

describe("the words of the bargains", () => {
  it("are there in Spanish for every issue, level, threat, limit and weight, and name the same numbers", () => {
    expect(Object.keys(es.bargains).sort()).toEqual([...bargainNames()].sort());
    expect([...bargainFiles].sort()).toEqual([...bargainNames()].sort());
    for (const name of bargainNames()) {
      const en = textsIn(englishWords(loadBargain(name)) as unknown as Tree);
      const own = new Map(textsIn({ ...es.bargains[name], weights: es.weights } as unknown as Tree));
      expect([...own.keys()].sort(), name).toEqual(en.map(([path]) => path).sort());
      for (const [path, text] of en) {
        expect(own.get(path)!.trim() === "", path).toBe(text.trim() === "");
        expect(numbers(own.get(path)!), path).toEqual(numbers(text));
      }
    }
  });

  it("are joined by messages for what the page names by itself", () => {
    const keys = [
      ...bargainFiles.map((name) => `bargain_file_${keyOf(name)}`),
      ...outcomeRows.map(({ name }) => name),
      ...["nash", "kalai_smorodinsky", "recorded", "no_deal", "own"].map((name) => `bargain_${name}`),
      ...["United States", "Mexico"].map((side) => `bargain_side_${keyOf(side)}`),
      ...["legislature", "constraint", "weights", "inside"].map((reason) => `bargain_refused_${reason}`),
      ...["encounters", "deaths", "attacks"].flatMap((what) =>
        ["more", "fewer", "same"].map((much) => `bargain_${much}_${what}`),
      ),
    ];
    expect(keys.filter((key) => page[key] === undefined)).toEqual([]);
  });
});
