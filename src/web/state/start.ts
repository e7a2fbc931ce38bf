import type { LinkedScenario } from "../../scenario/link.ts";
import { lastRecordedMonth } from "../../scenario/window.ts";

/** What the page shows when its address says nothing. */
export const start: LinkedScenario = {
  base: "history",
  window: { from: "2023-07", to: lastRecordedMonth },
  remove: [],
  changes: [],
};
