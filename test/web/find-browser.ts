import type { TestProject } from "vitest/node";
import { type Chromium, findChromium } from "../../tools/chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    chromium: Chromium | undefined;
  }
}

/** Finds the browser once, before any test: unpacking the packaged one takes seconds, and two at a time would meet. */
export default function setup({ provide }: TestProject): void {
  provide("chromium", findChromium());
}
