import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { shippedPosterior } from "../../src/analysis/shipped.ts";

it("docs/diagnosis is of the posterior that ships (corridor diagnose --out docs/diagnosis --force)", () => {
  const report = readFileSync("docs/diagnosis/report.md", "utf8");
  const { members } = shippedPosterior();
  expect(report).toContain(`${members.length - 1} members beside the central one`);
  const values = members.map(({ parameters }) => parameters.memoryDays).sort((a, b) => a - b);
  const median = Number(report.match(/^\| memoryDays \| days \| [^|]+ \| [^|]+ \| ([\d.]+) \|/m)?.[1]);
  expect(Math.abs(median / values[Math.floor(values.length / 2)] - 1)).toBeLessThan(0.02);
});
