import type { LinkedScenario } from "../../scenario/link.ts";

/** What the page shows when its address says nothing. */
export const start: LinkedScenario = {
  base: "history",
  window: { from: "2023-07", to: "2024-09" },
  remove: [],
  changes: [],
};
