import type { Story } from "./story.ts";

const window = "v=1&base=history&window=2023-07..2024-09";
const stopped = `${window}&change=transferSeats,from:2023-12-21,value:0`;

/** People are moved south and come back. */
export const loopSouth: Story = {
  id: "loop-south",
  steps: [
    {
      id: "buses",
      link: window,
      charts: [{ series: "transfersSouth" }, { series: "loops" }],
      figures: {
        flights: { value: 22, source: "data/timeline.csv 2023-12-21" },
        distance: { value: 1600, source: "docs/model.md#transfer-south" },
      },
      sources: ["data/timeline.csv 2023-05-19", "data/claims.csv C31"],
    },
    {
      id: "stopped",
      link: stopped,
      charts: [{ series: "usbp" }, { series: "interceptions" }],
      figures: {},
      sources: ["docs/model.md#transfer-south", "docs/model.md#interception"],
    },
    {
      id: "harm",
      link: stopped,
      charts: [{ series: "attacks" }, { series: "deathsInTransit" }],
      figures: {},
      sources: ["docs/model.md#harm", "data/facts.csv F39"],
    },
    {
      id: "more",
      link: `${window}&change=transferSeats,from:2023-12-21,multiply:2`,
      charts: [{ series: "transfersSouth" }, { series: "usbp" }],
      figures: {},
      sources: ["docs/model.md#the-day", "docs/model.md#interception"],
    },
    {
      id: "money",
      link: stopped,
      charts: [{ series: "mexicoSpendingOnTransfers" }, { series: "inMexico" }],
      figures: {},
      sources: ["docs/model.md#money"],
    },
  ],
};
