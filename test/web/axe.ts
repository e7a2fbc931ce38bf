import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Axe {
  run(within?: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe complains of on a page, or within an element of it, one line each. */
export async function violations(page: Page, within = "html"): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async (element) => {
    const { violations: found } = await (globalThis as unknown as { axe: Axe }).axe.run(element);
    return found.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  }, within);
}
