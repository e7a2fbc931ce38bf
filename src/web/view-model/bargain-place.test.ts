import { describe, expect, test } from "vitest";
import { emptyPlace, grantedIn, levelsOf, placeText, readPlace, strayedIn } from "./bargain-place.ts";

const terms = {
  issues: [
    { id: "effort", levels: [{ id: "as-now" }, { id: "deal" }] },
    { id: "ports", levels: [{ id: "closed" }, { id: "reopened" }] },
  ],
  weights: [{ id: "us-salience" }],
} as unknown as Parameters<typeof grantedIn>[0] & NonNullable<Parameters<typeof strayedIn>[1]>;

describe("the address of a bargain", () => {
  test("says file, weights and package, and reads them again", () => {
    const places = [
      emptyPlace,
      { ...emptyPlace, file: "may-2019" },
      { ...emptyPlace, weights: { "us-salience": -4.5, "mexico-harm": 0 } },
      { ...emptyPlace, package: "recorded" },
      { ...emptyPlace, file: "april-2024", weights: { "us-harm": -1e-2 }, package: { effort: "deal", visas: "peru" } },
    ] as const;
    for (const place of places) expect(readPlace(placeText(place))).toEqual(place);
    expect(placeText(emptyPlace)).toBe("");
    expect(placeText(places[2])).toBe("december-2023?weights=us-salience:-4.5,mexico-harm:0");
  });

  test("leaves out what cannot be read", () => {
    expect(readPlace("june-1999?weights=us-salience:much,us-harm:1e9,=3&package=::&more=1")).toEqual(emptyPlace);
    expect(readPlace("may-2019?weights=%E0%A4%A")).toEqual({ ...emptyPlace, file: "may-2019" });
  });

  test("names a package by what it holds", () => {
    expect(grantedIn(terms, [0, 0])).toBe("no-deal");
    expect(grantedIn(terms, [0, 1])).toEqual({ ports: "reopened" });
    expect(levelsOf(terms, { ports: "reopened", effort: "lost", other: "x" })).toEqual([0, 1]);
  });

  test("says what an address names that is not there", () => {
    const strayed = (shows: string) => strayedIn(shows, terms);
    const known = [
      "",
      "may-2019",
      "december-2023?package=recorded",
      "may-2019?weights=us-salience:-4&package=ports:closed",
    ];
    expect(known.map(strayed)).toEqual(known.map(() => undefined));
    expect(["nope", "may-2019?weights=us-luck:1", "may-2019?package=effort:deal,ports:ajar"].map(strayed)).toEqual([
      "nope",
      "us-luck",
      "ports:ajar",
    ]);
    expect(strayedIn("may-2019?weights=us-luck:1")).toBeUndefined();
  });
});
