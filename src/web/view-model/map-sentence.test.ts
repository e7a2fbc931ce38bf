import { describe, expect, it, vi } from "vitest";
import type { Total } from "./bands.ts";
import { marks, type Reading } from "./map-marks.ts";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("navigator", { languages: ["en-US"] });
const { changeSentence, levelsSentence } = await import("./map-sentence.ts");
const { speak } = await import("../words.ts");

const when = { period: "Mar 2024", end: "Mar 2024" };
const sure = (middle: number): Total => ({ middle, low: middle - 100, high: middle + 100 });
const same: Total = { middle: 0, low: 0, high: 0 };

/** All marks, with a change of some. */
const changed = (changes: Readonly<Record<string, Total>>): Reading[] =>
  marks.map((mark) => {
    const change = changes[mark.id] ?? same;
    return { mark, base: 0, scenario: change, change };
  });

describe("the sentence of the map", () => {
  it("says where most are met and wait", () => {
    const shown = changed({
      "sectors-tucson": sure(80_000),
      "sectors-del_rio": sure(70_000),
      "sectors-yuma": sure(5_000),
      "cities-tijuana": sure(4_000),
      "cities-reynosa": sure(1_000),
    });
    expect(levelsSentence(when, shown)).toBe(
      "Mar 2024: 160,000 encounters between ports of entry, the most in Tucson (80,000) and Del Rio (70,000). At the end of Mar 2024, 5,000 people wait in northern cities, the most in Tijuana (4,000).",
    );
  });

  it("says where encounters went and from where", () => {
    const shown = changed({
      "sectors-tucson": sure(1_200),
      "sectors-san_diego": sure(300),
      "sectors-del_rio": sure(-900),
      "cities-tijuana": sure(-500),
    });
    expect(changeSentence(when, shown)).toBe(
      "Mar 2024, against the baseline: most of the rise in encounters is in Tucson (+1,200; 80%: +1,100 to +1,300); most of the fall is in Del Rio (−900; 80%: −1,000 to −800). People waiting at the end of Mar 2024: the greatest change is in Tijuana (−500; 80%: −600 to −400).",
    );
  });

  it("claims no majority where there is none, and no direction that is not clear", () => {
    const shown = changed({
      "sectors-tucson": sure(1_000),
      "sectors-el_paso": sure(990),
      "sectors-laredo": sure(980),
      "sectors-del_rio": { middle: -900, low: -2_000, high: 100 },
    });
    expect(changeSentence(when, shown)).toBe(
      "Mar 2024, against the baseline: encounters rise the most in Tucson (+1,000; 80%: +900 to +1,100); they clearly fall in no sector. People waiting at the end of Mar 2024: no clear change in any city.",
    );
    const unclear = changed({ "sectors-del_rio": { middle: -900, low: -2_000, high: 100 } });
    expect(changeSentence(when, unclear)).toContain("encounters clearly rise or fall in no sector");
  });

  it("says so where nothing differs", () => {
    expect(changeSentence(when, changed({}))).toBe("Mar 2024: on the map nothing differs from the baseline.");
  });

  it("speaks Spanish", () => {
    speak("es-MX");
    const shown = changed({ "sectors-tucson": sure(1_200), "sectors-del_rio": sure(-900) });
    expect(changeSentence({ period: "mar 2024", end: "mar 2024" }, shown)).toBe(
      "mar 2024, frente a la línea base: la mayor parte del aumento de encuentros está en Tucson (+1,200; 80%: de +1,100 a +1,300); la mayor parte de la disminución está en Del Río (−900; 80%: de −1,000 a −800). Personas en espera al final de mar 2024: sin cambio claro en ninguna ciudad.",
    );
    speak("en");
  });
});
