import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answer } from "../analysis/bargain/gains.ts";
import { readStored } from "../analysis/bargain/stored.ts";
import { usualValuation } from "../analysis/bargain/valuation.ts";
import { surrogateText } from "./bargain-report.ts";

describe("what the report of a bargain says of its surrogate", () => {
  const read = readStored(JSON.parse(readFileSync("data/bargains/october-2024.json", "utf8")));
  const found = { ...read, rounds: 2, answer: answer(read.space, usualValuation(read.terms)) };

  it("has R² and rank correlation on two dozen packages, and the largest error alone on two", () => {
    expect(read.surrogate).toMatchObject({ heldOut: 24, resimulated: 2 });
    const text = surrogateText(found);
    expect(text).toMatch(/On 24 held out its largest error is [\d.]+% .*, its lowest R² 0\.\d+ and rank correlation/);
    expect(text).toMatch(
      /On 2 re-simulated on or near the frontier its largest error is [\d.]+% of the range \([^)]+\)\. /,
    );
    expect(text.match(/rank correlation/g)).toHaveLength(1);
  });

  it("warns where the surrogate is off by more than 5% of a range, and names outcomes in words", () => {
    const warning = "packages that were not simulated are little more than guesses";
    expect(surrogateText(found)).not.toContain(warning);
    const bad = { outcome: "returnsToMexico+expulsions", range: 100, largest: 33, r2: 0.7, rank: 0.7 };
    const off = surrogateText({ ...found, surrogate: { ...found.surrogate, onHeldOut: [bad] } });
    expect(off).toContain("33% of the range (returns to Mexico and expulsions)");
    expect(off).toContain(warning);
  });
});
