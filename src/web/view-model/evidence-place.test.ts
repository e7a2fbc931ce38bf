import { describe, expect, it } from "vitest";
import { emptyPlace, placeText, readPlace, strayedIn } from "./evidence-place.ts";

describe("the place on the page of the evidence", () => {
  it("is nothing at the start, and comes back from its text", () => {
    expect(placeText(emptyPlace)).toBe("");
    expect(readPlace("")).toEqual(emptyPlace);
    const place = {
      section: "claims",
      open: "C38",
      verdict: "partly",
      grade: undefined,
      mechanism: "U.S. consequences",
      document: "D3",
      search: "título 42 & más",
    } as const;
    expect(readPlace(placeText(place))).toEqual(place);
    const parameter = { ...emptyPlace, section: "parameters", open: "effortHalfLifeDays", grade: "guess" } as const;
    expect(placeText(parameter)).toBe("parameters/effortHalfLifeDays?grade=guess");
    expect(readPlace(placeText(parameter))).toEqual(parameter);
  });

  it("leaves out what an address should not say", () => {
    expect(readPlace("nowhere/%E0%A4%A?verdict=true&grade=&mechanism=")).toEqual({ ...emptyPlace, open: "%E0%A4%A" });
  });

  it("says what an address names that is not there", () => {
    const ids = { claims: ["C38"], documents: ["D3"], parameters: [], facts: [] };
    const strayed = (shows: string) => strayedIn(shows, ids);
    expect(["", "claims", "claims/C38", "documents/D3?grade=guess", "?search=x"].map(strayed)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
    expect(["claims/C99", "documents/C38?verdict=partly", "claim/C38"].map(strayed)).toEqual(["C99", "C38", "claim"]);
  });
});
