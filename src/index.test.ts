import { expect, test } from "vitest";
import { proposeLineages, relations } from "./index.ts";

test("the library proposes lineages of texts", () => {
  const text =
    "The freight bridge at Puerto Amaro was closed for eleven days, and officials in Valdoro counted 4,870 people who waited on the southern bank. " +
    "The Office of Land Ports said on Friday that 640 trucks had crossed since it reopened, and that 120 appointments a day would be restored for " +
    "those who ask for them at the gate of the bridge before noon.";
  const { pairs, lineages } = proposeLineages([
    { id: "agency", text, date: "2031-02-14" },
    { id: "paper", text, date: "2031-02-15" },
  ]);
  expect(relations).toContain(pairs[0].relation);
  expect(pairs[0]).toMatchObject({ relation: "copy", source: "agency" });
  expect(lineages).toEqual([
    {
      members: [
        { id: "agency", from: undefined },
        { id: "paper", from: { id: "agency", relation: "copy" } },
      ],
    },
  ]);
});
