import { describe, expect, it, vi } from "vitest";
import { dayOf } from "../../engine/calendar.ts";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("navigator", { languages: ["en-US"] });
const { changeInWords, policyInWords } = await import("./change-words.ts");
const { speak } = await import("../words.ts");

const raids = { lever: "raids", for: "Tijuana", from: "2023-12-21", until: "2024-06-30", value: 1000 } as const;
const seats = { lever: "transferSeats", from: "2024-01", multiply: 0.5 } as const;

describe("a change in words", () => {
  it("names the lever, the place, the size with its unit and the dates", () => {
    expect(changeInWords(raids)).toMatch(/^[^:]+, Tijuana: 1,000 \w+, from Dec 21, 2023 to Jun 30, 2024$/);
    expect(changeInWords(seats)).toMatch(/: 0\.5 × recorded, from Jan 2024$/);
    expect(changeInWords({ ...seats, until: "2024-01" })).toMatch(/, in Jan 2024 only$/);
  });
  it("says what a value means where the unit lists it", () => {
    expect(changeInWords({ lever: "deal", from: "2024-01-05", until: "2024-01-05", value: 1 })).toMatch(
      /: yes, on Jan 5, 2024 only$/,
    );
    expect(changeInWords({ lever: "visaRequired", for: "Cuba", from: "2024-01", value: 1 })).toMatch(/, Cuba: yes, /);
    expect(changeInWords({ lever: "asylumRule", from: "2024-01", value: 0.7 })).toMatch(/: 0\.7 \(0 = none, /);
  });
  it("gives Spanish days an article and Spanish months none", () => {
    speak("es-MX");
    expect(changeInWords(raids)).toMatch(/ del 21 dic 2023 al 30 jun 2024$/);
    expect(changeInWords({ ...seats, until: "2024-03" })).toMatch(/ de ene 2024 a mar 2024$/);
    speak("en");
  });
  it("names a policy by its lever and day", () => {
    expect(policyInWords({ lever: "deal", day: dayOf("2023-12-21") })).toMatch(/, Dec 21, 2023$/);
  });
});
