import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { levers } from "../../src/model/levers.ts";
import { leverReference, leverReferencePath } from "../../tools/lever-reference.ts";

test("the lever reference is up to date (npx tsx tools/lever-reference.ts)", () => {
  expect(readFileSync(leverReferencePath, "utf8")).toBe(leverReference());
});

test.each(levers.map(({ id, source }) => [id, source]))("the source of %s exists: %s", (_, source) => {
  const [path, anchor] = source.split("#");
  expect(existsSync(path)).toBe(true);
  if (anchor === undefined) return;
  const headings = readFileSync(path, "utf8").match(/^#+ .*$/gm) ?? [];
  const anchors = headings.map((heading) => heading.replace(/^#+ /, "").toLowerCase().replaceAll(" ", "-"));
  expect(anchors).toContain(anchor);
});
