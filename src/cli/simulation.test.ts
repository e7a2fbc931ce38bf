import { expect, it, vi } from "vitest";
import { origins } from "../analysis/fit/fitted-file.ts";
import { simulate } from "../analysis/simulate.ts";
import { UsageError } from "./errors.ts";
import { posteriorOf } from "./simulation.ts";

vi.mock("../data/embedded-posterior.ts", async (original) => {
  const { posteriorFile } = await original<typeof import("../data/embedded-posterior.ts")>();
  return { posteriorFile: JSON.stringify({ ...JSON.parse(posteriorFile), ...origins(), parameters: "0" }) };
});

const sentence =
  "data/posterior.json was made with another parameter table; make it again with corridor fit --out data/posterior.json --force, then npm run build";

it("refuses a posterior that ships and is stale, as bad input", () => {
  expect(() => posteriorOf(undefined)).toThrow(new UsageError(sentence));
});

it("is not simulated with in the library either", () => {
  expect(() => simulate("history", { mode: "mean" })).toThrow(sentence);
});
