import { describe, expect, it } from "vitest";
import type { PageDocument } from "../evidence/page-ledger.ts";
import { lineageLayout } from "./lineage-layout.ts";

const document = (id: string, of: string | null, origin: string, onHand = true): PageDocument => ({
  id,
  of,
  origin,
  onHand,
  relation: of === null ? "original" : "reworded",
  ancestry: [],
  copies: [],
  claims: [],
});

describe("the lineage of documents", () => {
  const documents = [
    document("a", null, "A", false),
    document("b", null, "B"),
    document("a1", "a", "A"),
    document("a2", "a", "A"),
    document("a11", "a1", "A"),
  ];
  const layout = lineageLayout(documents);
  const at = (id: string) => layout.placed.find((one) => one.document.id === id)!;

  it("has originals on the left and copies to the right of what they rest on", () => {
    expect(["a", "a1", "a11", "a2", "b"].map((id) => at(id).column)).toEqual([0, 1, 2, 1, 0]);
    expect(layout.columns).toBe(3);
    for (const { from, to } of layout.links) expect(to.column).toBe(from.column + 1);
  });

  it("gives each end a row, and puts each document in the middle of its copies", () => {
    expect([at("a11").row, at("a2").row, at("b").row]).toEqual([0, 1, 2]);
    expect(at("a1").row).toBe(0);
    expect(at("a").row).toBe(0.5);
    expect(layout.rows).toBe(3);
  });

  it("gives every document a row of its own above its copies where there is little room", () => {
    const { placed, bands, rows } = lineageLayout(documents, true);
    expect(placed.map(({ document, row }) => [document.id, row])).toEqual([
      ["a", 0],
      ["a1", 1],
      ["a11", 2],
      ["a2", 3],
      ["b", 4],
    ]);
    expect(rows).toBe(5);
    expect(bands.map(({ top, bottom }) => [top, bottom])).toEqual([
      [0, 3],
      [4, 4],
    ]);
  });

  it("holds what goes back to one origin together, and counts what was at hand", () => {
    expect(layout.bands).toEqual([
      { origin: "A", top: 0, bottom: 1, documents: 3 },
      { origin: "B", top: 2, bottom: 2, documents: 1 },
    ]);
  });
});
