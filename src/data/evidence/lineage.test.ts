import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EvidenceFault } from "./fault.ts";
import { ancestry, checkDescent, type Descent, independentOrigins, originOf } from "./lineage.ts";

const original = (id: string, origin: string | null = null): Descent => ({
  id,
  relation: "original",
  of: null,
  origin,
});
const copy = (id: string, of: string | null): Descent => ({ id, relation: "reworded", of, origin: null });

function faultOf(documents: readonly Descent[]): string {
  try {
    for (const document of documents) checkDescent(document, documents);
  } catch (error) {
    if (error instanceof EvidenceFault) return `${error.path}: ${error.message}`;
    throw error;
  }
  return "sound";
}

/** Documents each of which is an original or copies one before it, in any order. */
const lineages = fc
  .array(fc.option(fc.nat(), { nil: null, freq: 3 }), { minLength: 1, maxLength: 30 })
  .map((parents) =>
    parents.map((parent, at) => (parent === null || at === 0 ? original(`d${at}`) : copy(`d${at}`, `d${parent % at}`))),
  )
  .chain((documents) => fc.shuffledSubarray(documents, { minLength: documents.length }));

describe("lineage", () => {
  it("walks copies of copies back to one original", () => {
    const documents = [copy("d", "c"), copy("c", "b"), copy("b", "a"), original("a")];
    expect(faultOf(documents)).toBe("sound");
    expect(ancestry("d", documents)).toEqual(["d", "c", "b", "a"]);
    expect(independentOrigins(["a", "b", "c", "d"], documents)).toEqual(["a"]);
  });
  it("takes originals that share a name for one origin", () => {
    const documents = [original("a", "wire"), original("b", "wire"), original("c")];
    expect(independentOrigins(["a", "b", "c"], documents)).toEqual(["wire", "c"]);
  });
  it("counts as many origins as there are originals, and no more for more copies", () => {
    fc.assert(
      fc.property(lineages, (documents) => {
        expect(faultOf(documents)).toBe("sound");
        const ids = documents.map(({ id }) => id);
        const originals = documents.filter(({ relation }) => relation === "original");
        expect(independentOrigins(ids, documents)).toHaveLength(originals.length);
        const more = [...documents, copy("new", ids[0])];
        expect(independentOrigins([...ids, "new"], more)).toHaveLength(originals.length);
        expect(originOf("new", more)).toBe(originOf(ids[0], documents));
      }),
    );
  });
  it("refuses what leads nowhere", () => {
    const cases: readonly (readonly [readonly Descent[], string])[] = [
      [
        [copy("a", "b"), copy("b", "c"), copy("c", "a")],
        'of: "b" was given; expected a document that leads back to an original, not in a circle (a → b → c → a)',
      ],
      [
        [copy("a", "a")],
        'of: "a" was given; expected a document that leads back to an original, not in a circle (a → a)',
      ],
      [[copy("a", null)], "of: nothing was given; expected the document on which this one rests, as it is reworded"],
      [[copy("a", "b")], 'of: "b" was given; expected the id of a document'],
      [[original("a"), original("a")], 'id: "a" was given; expected an id that no other document has'],
      [
        [original("b"), { ...original("a"), of: "b" }],
        'of: "b" was given; expected nothing, as an original rests on no other document',
      ],
      [
        [original("b"), { ...copy("a", "b"), origin: "wire" }],
        'origin: "wire" was given; expected nothing, as the origin of a copy is that of the document it rests on',
      ],
    ];
    for (const [documents, sentence] of cases) expect(faultOf(documents)).toBe(sentence);
  });
  it("refuses a circle whichever of its documents is asked, and what hangs on one ends", () => {
    const documents = [copy("x", "a"), copy("a", "b"), copy("b", "a")];
    expect(() => checkDescent(documents[0], documents)).not.toThrow();
    expect(() => checkDescent(documents[1], documents)).toThrow("circle (a → b → a)");
    expect(() => checkDescent(documents[2], documents)).toThrow("circle (b → a → b)");
  });
});
