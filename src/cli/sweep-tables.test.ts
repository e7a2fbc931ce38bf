import { describe, expect, it } from "vitest";
import type { RunLayout } from "../analysis/sweep/layout.ts";
import { ownColumns, viewColumns } from "../analysis/sweep/sweep.ts";
import { viewsOf } from "../analysis/sweep/views.ts";
import { discoveryColumns, tradeoffColumns, trajectoryColumns } from "./sweep-tables.ts";

const layout: RunLayout = {
  replications: 1,
  samples: 1,
  sampleRuns: 2,
  crossed: [{ name: "appointments", kind: "lever", levels: 2, stride: 1, reference: 0, neutral: true }],
  sampled: [],
  rows: null,
  over: "nothing",
};
const columns = {
  factors: [{ name: "appointments", kind: "lever", unit: "people a day" }],
  outputs: [{ name: "usbp", output: "usbp", unit: "encounters", month: null }],
} as const;
/** Views that have factors as columns; `effects` and others have their names as values. */
const besideFactors = ["failed", "changes", "policy_draws", "policies"];

describe("columns of ready-made views", () => {
  const taken: readonly string[] = [...ownColumns, ...viewColumns];

  it("are taken, so that no factor has the name of one", () => {
    const draws = { compared: 0, leftOut: 0, policiesLeftOut: 0 };
    const nothing = { levers: [], objectives: [], outcomes: [], policies: [], compared: 0, draws };
    const none = { levers: [], dimensions: [], policies: [], leftOut: 0, oneIn: 1 };
    for (const { name } of [...tradeoffColumns(nothing), ...discoveryColumns(none), ...trajectoryColumns(none)])
      expect(taken).toContain(name);
  });

  it("are taken in views in SQL as well", () => {
    const views = viewsOf(columns, layout).filter(({ name }) => besideFactors.includes(name));
    expect(views.map(({ name }) => name)).toEqual(besideFactors);
    const named = views.flatMap(({ sql }) => [...sql.matchAll(/ AS ([a-z]\w*)/g)].map(([, name]) => name));
    expect(named).toContain("draws");
    for (const name of named) expect(taken).toContain(name);
  });
});
