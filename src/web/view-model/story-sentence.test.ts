import { afterEach, describe, expect, it, vi } from "vitest";
import type { Line, Shown, Total } from "./bands.ts";

vi.stubGlobal("navigator", { languages: ["en"] });
vi.stubGlobal("localStorage", { getItem: () => "en", setItem: () => {} });
const { changeSentence, historySentence } = await import("./story-sentence.ts");
const { speak } = await import("../words.ts");

const line: Line = { middle: new Float64Array(1), band: undefined };
const of = (total: number, change: Total): Shown => ({
  base: line,
  scenario: line,
  difference: line,
  baseTotal: { middle: total - change.middle, low: undefined, high: undefined },
  total: { middle: total, low: undefined, high: undefined },
  change,
});
const flow = { kind: "flow", what: "encounters", from: "Jul 2023", to: "Sep 2024" } as const;
const stock = { kind: "stock", what: "years", from: "Jul 2023", to: "Sep 2024" } as const;

afterEach(() => speak("en"));

describe("the sentence of a change", () => {
  it.each([
    [
      of(1100, { middle: 100, low: 40, high: 160 }),
      "Jul 2023 to Sep 2024: 100 more encounters than in the baseline, +10% (80%: 40 to 160 more).",
    ],
    [
      of(900, { middle: -100, low: -160, high: -40 }),
      "Jul 2023 to Sep 2024: 100 fewer encounters than in the baseline, −10% (80%: 40 to 160 fewer).",
    ],
    [
      of(1010, { middle: 10, low: -30, high: 20 }),
      "Jul 2023 to Sep 2024: no clear difference in encounters from the baseline (80%: 30 fewer to 20 more).",
    ],
    [
      of(1100, { middle: 100, low: undefined, high: undefined }),
      "Jul 2023 to Sep 2024: 100 more encounters than in the baseline, +10% (how sure this is, is being computed).",
    ],
  ])("of a flow has size, direction and interval", (shown, sentence) => {
    expect(changeSentence(flow, shown)).toBe(sentence);
  });

  it("of a stock says where both end", () => {
    expect(changeSentence(stock, of(1.15, { middle: -4.47, low: -5.5, high: -4.4 }))).toBe(
      "At the end of Sep 2024: 1.2 years, in the baseline 5.6 (80% of the difference: −5.5 to −4.4).",
    );
  });

  it("is in the reader's language", () => {
    speak("es-MX");
    expect(changeSentence({ ...flow, what: "encuentros" }, of(1100, { middle: 100, low: 40, high: 160 }))).toBe(
      "De Jul 2023 a Sep 2024: 100 encuentros más que en la línea base, +10% (80%: de 40 a 160 más).",
    );
  });
});

describe("the sentence of a history", () => {
  const simulated = new Float64Array([100, 60]);
  it("compares two months, as published and as simulated", () => {
    const compared = { months: [0, 1], published: new Float64Array([200, 100]) } as const;
    expect(historySentence(flow, simulated, compared)).toBe(
      "Jul 2023 to Sep 2024: −50% as published, −40% as simulated.",
    );
  });
  it("compares sums where no months are named, and says where nothing is published", () => {
    const published = new Float64Array([200, 100]);
    expect(historySentence(flow, simulated, { months: undefined, published })).toBe(
      "Jul 2023 to Sep 2024: encounters 300 as published, 160 as simulated.",
    );
    const unknown = new Float64Array([200, Number.NaN]);
    expect(historySentence(flow, simulated, { months: undefined, published: unknown })).toBe(
      "Jul 2023 to Sep 2024: encounters 160 as simulated; these tables hold no published figure to set beside it.",
    );
  });
});
