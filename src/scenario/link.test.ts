import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levers } from "../model/levers.ts";
import { checkNames, LinkError, type LinkedScenario, linkIn, linkOf, readLink, scenarioFileOf } from "./link.ts";
import { loadScenario } from "./load.ts";

const linked: LinkedScenario = {
  base: "history",
  window: { from: "2023-07", to: "2024-09" },
  remove: ["deal-2023-12"],
  changes: [
    { lever: "appointments", from: "2023-07", value: 1450 },
    { lever: "visaRequired", for: ["El Salvador", "Cuba"], from: "2023-08-15", value: 1, until: "2024-01" },
  ],
  madeWith: { model: 2, data: "61cb44b4" },
};

describe("a link", () => {
  it("says in words what changes", () => {
    expect(linkOf(linked)).toBe(
      "v=1&base=history&window=2023-07..2024-09&remove=deal-2023-12&change=appointments,from:2023-07,value:1450&change=visaRequired,for:El%20Salvador+Cuba,from:2023-08-15,value:1,until:2024-01&model=2&data=61cb44b4",
    );
  });

  it("gives back the scenario it was made of, whatever that is", () => {
    const text = fc.string({ minLength: 1, unit: "grapheme" });
    const change = fc.record(
      {
        lever: fc.constantFrom(...levers.map(({ id }) => id)),
        for: fc.array(text, { minLength: 1, maxLength: 3 }),
        from: fc.constantFrom("2023-07", "2024-02-29"),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)),
        ramp: fc.nat(3650),
        until: fc.constantFrom("2024-09"),
      },
      { requiredKeys: ["lever", "from"] },
    );
    fc.assert(
      fc.property(
        text,
        fc.array(
          text.filter((id) => id !== ""),
          { maxLength: 3 },
        ),
        fc.array(change, { maxLength: 4 }),
        (base, remove, changes) => {
          const whole = { base, remove, changes } as LinkedScenario;
          expect(readLink(linkOf(whole))).toEqual(whole);
        },
      ),
    );
  });

  it("is found in an address, and not in names and paths", () => {
    expect(linkIn("https://example.org/corridor/#v=1&base=history")).toBe("v=1&base=history");
    expect(linkIn("v=1&base=history")).toBe("v=1&base=history");
    expect(["history", "my.yaml", "folder/v=1.yaml", "v1"].map(linkIn)).toEqual(Array(4).fill(undefined));
  });

  it("has no quote that a shell would end a word at", () => {
    expect(linkOf({ base: "it's", remove: [], changes: [] })).toBe("v=1&base=it%27s");
  });

  it("loads as the scenario file that it stands for", () => {
    const file = scenarioFileOf(readLink(`#${linkOf(linked)}`), "From a link");
    const { window, steps } = loadScenario(JSON.stringify(file));
    expect([window.from, window.to]).toEqual(["2023-07", "2024-09"]);
    expect(steps.some(({ id }) => id === "deal-2023-12")).toBe(false);
    expect(steps.filter(({ layer }) => layer === 1).map(({ lever }) => lever)).toEqual([
      "appointments",
      "visaRequired",
    ]);
  });

  it.each([
    ["", '"" was given; expected a name, "=" and a value'],
    ["base=history", "v: nothing was given; expected 1"],
    [
      "v=1&bsae=history",
      'the field "bsae" was given; expected one of v, base, window, seed, remove, change, model, data; did you mean "base"?',
    ],
    ["v=7&base=history", "version 7 was given; this page reads up to version 1, so reload it"],
    ["v=1&window=2023", 'window: "2023" was given; expected two months such as 2023-07..2024-09'],
    ["v=1&change=deal,value:much", 'change deal, value: "much" was given; expected a number'],
    ["v=1&base=%E0%A4%A", '"%E0%A4%A" was given; expected text as addresses have it'],
    [
      "v=1&change=deal,speed:3",
      'change deal: "speed:3" was given; expected for, from, value, multiply, ramp, until, announced with ":" and a value',
    ],
  ])("is refused with a sentence: %s", (link, sentence) => {
    expect(() => readLink(link)).toThrow(new LinkError(sentence));
  });

  it.each([
    ["apointments", 'change "apointments" was given; expected a lever; did you mean "appointments"?'],
    [
      "portClosure,for:Tijuanna",
      'change portClosure, for: "Tijuanna" was given; expected one of its members; did you mean "Tijuana"?',
    ],
    ["deal,for:Tijuana", 'change deal, for: "Tijuana" was given; expected none'],
  ])("is refused where it is shown, if it names what there is not: %s", (change, sentence) => {
    expect(() => checkNames(readLink(`v=1&change=${change},from:2024-01,value:1`))).toThrow(new LinkError(sentence));
    expect(() => checkNames(linked)).not.toThrow();
    // members are meant whatever their accents, case and dashes, as in files
    expect(() => checkNames(readLink("v=1&change=portClosure,for:sonoyta-nogales,from:2024-01,value:1"))).not.toThrow();
  });
});
