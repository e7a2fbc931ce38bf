import { describe, expect, it } from "vitest";
import { alignSentences, likenessOf } from "./alignment.ts";
import { anchorsOf } from "./anchors.ts";
import { proposeLineages } from "./lineages.ts";
import { quotesOf } from "./quotes.ts";
import { containment, resemblance, shinglesOf } from "./shingles.ts";
import { languageOf, sentencesOf, wordsOf } from "./words.ts";

describe("words", () => {
  it("knows English, Spanish and neither", () => {
    expect(languageOf("The bridge was closed by the office on the day after the talks.")).toBe("en");
    expect(languageOf("El puente fue cerrado por la oficina al día siguiente de las pláticas.")).toBe("es");
    expect(languageOf("Die Brücke wurde gestern wieder geöffnet, sagte das Amt.")).toBe("other");
  });

  it("writes a number one way, whatever its separators", () => {
    const plain = (text: string): string[] => wordsOf(text, "en").map((word) => word.plain);
    expect(plain("4,870")).toEqual(["4870"]);
    expect(plain("4.870")).toEqual(["4870"]);
    expect(plain("21,4")).toEqual(["21.4"]);
    expect(plain("21.4")).toEqual(["21.4"]);
    expect(plain("1,234,567")).toEqual(["1234567"]);
  });
});

describe("anchors", () => {
  const anchors = (text: string) => anchorsOf(sentencesOf(text, "en"));

  it("are names within sentences and numbers, in digits or words", () => {
    const { names, numbers, phrases } = anchors(
      "Trucks crossed at Puerto Amaro for eleven days. Valdoro closed it. The Office of Land Ports counted 4,870 in Valdoro on Friday.",
    );
    expect([...names].sort()).toEqual(["amaro", "land", "office", "ports", "puerto", "valdoro"]);
    expect([...numbers]).toEqual(["11", "4870"]);
    expect(phrases).toEqual(["Puerto Amaro", "Valdoro", "Office of Land Ports"]);
  });

  it("are not taken from headlines in capitals, days, or one and two", () => {
    const { names, numbers } = anchors(
      "Bridge Opens Again After Long Talks\n\nOn Friday two of them left for one day.",
    );
    expect(names.size).toBe(0);
    expect(numbers.size).toBe(0);
  });
});

describe("quotes", () => {
  it("are read in three kinds of marks, if they are long enough", () => {
    expect(quotesOf('He said: "We did not close it." It was «un nuevo acuerdo entre todos» and a “circle”.')).toEqual([
      "We did not close it.",
      "un nuevo acuerdo entre todos",
    ]);
  });

  it("end with the paragraph", () => {
    expect(quotesOf('An inch is 1" long here\nand he said "we did not close it".')).toEqual(["we did not close it"]);
  });
});

describe("shingles and sentences", () => {
  const words = (text: string) => wordsOf(text, "en");

  it("hold a text in itself, and share nothing with another", () => {
    const a = shinglesOf(words("the bridge was closed for eleven days by the office"));
    const b = shinglesOf(words("nobody in town knew what the new phase would bring"));
    expect(a.size).toBe(6);
    expect(resemblance(a, a)).toBe(1);
    expect(containment(a, b)).toBe(0);
    const half = shinglesOf(words("the bridge was closed for eleven"));
    expect(containment(half, a)).toBe(1);
    expect(containment(a, half)).toBeCloseTo(2 / 6);
  });

  it("are alike by words in order, from either side", () => {
    const [a, b] = [words("the office closed the bridge"), words("the bureau shut the bridge")];
    expect(likenessOf(a, a)).toBe(1);
    expect(likenessOf(a, b)).toBeCloseTo(0.6);
    expect(likenessOf(b, a)).toBeCloseTo(0.6);
    expect(likenessOf([], [])).toBe(0);
  });

  it("correspond to one sentence at most", () => {
    const sentence = "The office closed the bridge for eleven days in winter.";
    const once = sentencesOf(sentence, "en");
    const twice = sentencesOf(`${sentence} ${sentence}`, "en");
    expect(alignSentences(twice, once)).toEqual([{ a: 0, b: 0, likeness: 1 }]);
  });
});

const bridge = `The office of land ports in Puerto Amaro closed the bridge on Friday after inspectors had counted 4,870 people in a week.
Drivers slept in their cabs for eleven days, and 2,900 workers of two plants were sent home because parts did not arrive from Valdoro.
"We did not close the bridge because we wanted to," an official of the office said, and 640 agents were posted on the line.
The chamber of commerce put the losses at 38 million dollars and asked for 120 appointments a day to be restored before winter.`;
const school = `The council of Monteluz voted on Tuesday to build a school for 860 children beside the river, seven years after the flood.
Parents had walked sixteen hours in all to deliver 137 letters, and a teacher read from them for 45 minutes in the gallery.
"You are not closing a door, you are choosing which door," she told the council, which had 22 members and one empty chair in Obrera.
The building will cost 6.5 million pesos, of which the province pays a third, and will open in 19 months if the rains allow it.`;

describe("lineages", () => {
  const only = (texts: Parameters<typeof proposeLineages>[0]) => proposeLineages(texts).pairs[0];

  it("come from the earlier text where dates tell, else from the longer", () => {
    const short = bridge.split("\n").slice(0, 3).join("\n");
    expect(
      only([
        { id: "a", text: bridge },
        { id: "b", text: short },
      ]),
    ).toMatchObject({ relation: "copy", source: "a" });
    const dated = [
      { id: "a", text: bridge, date: "2031-02-15" },
      { id: "b", text: short, date: "2031-02-14" },
    ];
    expect(only(dated)).toMatchObject({ relation: "copy", source: "b" });
    expect(proposeLineages(dated).lineages).toEqual([
      {
        members: [
          { id: "b", from: undefined },
          { id: "a", from: { id: "b", relation: "copy" } },
        ],
      },
    ]);
    expect(
      only([
        { id: "a", text: bridge },
        { id: "b", text: bridge },
      ]).source,
    ).toBeUndefined();
  });

  it("do not become one because a digest tells both stories", () => {
    const digest = [bridge, school].map((text) => text.split("\n")[2]).join("\n");
    const { lineages, pairs } = proposeLineages([
      { id: "bridge", text: bridge },
      { id: "school", text: school },
      { id: "digest", text: digest },
      { id: "bridge again", text: bridge },
    ]);
    expect(lineages.filter(({ members }) => members.some(({ id }) => id.startsWith("bridge")))).toHaveLength(1);
    const find = (id: string) => lineages.findIndex(({ members }) => members.some((member) => member.id === id));
    expect(find("bridge")).not.toBe(find("school"));
    expect(pairs).toHaveLength(6);
  });

  it("do not depend on the order of texts", () => {
    const texts = [
      { id: "a", text: bridge },
      { id: "b", text: school },
      { id: "c", text: bridge.split("\n").slice(0, 3).join("\n") },
    ];
    const relationsOf = (order: typeof texts) =>
      proposeLineages(order)
        .pairs.map(
          ({ comparison: { shorter, longer }, relation }) => `${shorter.source.id} ${longer.source.id} ${relation}`,
        )
        .sort();
    expect(relationsOf([...texts].reverse())).toEqual(relationsOf(texts));
  });

  it("are not judged clearly when texts are short or in two languages", () => {
    expect(
      only([
        { id: "a", text: "A bridge is closed." },
        { id: "b", text: bridge },
      ]).clear,
    ).toBe(false);
    const spanish = "El puente de Puerto Amaro cerró el viernes. ".repeat(20);
    expect(
      only([
        { id: "a", text: spanish },
        { id: "b", text: bridge },
      ]).clear,
    ).toBe(false);
  });
});
