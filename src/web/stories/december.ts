import type { Story } from "./story.ts";

const window = "v=1&base=history&window=2023-01..2024-09";
const withoutDeal = `${window}&remove=deal-2023-12,train-security-2023-12,notice-waived-venezuela-2023`;

/** The surge of December 2023 and the fall of January 2024. */
export const december: Story = {
  id: "december",
  steps: [
    {
      id: "surge",
      link: window,
      between: ["2023-12", "2024-01"],
      charts: [{ series: "usbp" }],
      figures: {
        peak: { value: 249740, source: "data/facts.csv F04" },
        fall: { value: 0.497, as: "fall", source: "data/facts.csv F05" },
      },
      sources: ["data/timeline.csv 2023-12-21", "data/timeline.csv 2024-01-01"],
    },
    {
      id: "control",
      link: window,
      between: ["2023-12", "2024-01"],
      charts: [
        { series: "usbp", of: "Venezuela" },
        { series: "usbp", of: "Mexico" },
      ],
      figures: {
        venezuelans: { value: 0.094, as: "fall", source: "data/facts.csv F12" },
        mexicans: { value: 0.823, as: "fall", source: "data/facts.csv F11" },
      },
      sources: ["docs/model.md#departures"],
    },
    {
      id: "funds",
      link: `${window}&remove=payments-suspended-2023&change=supplements,from:2023-01,until:2023-12,multiply:3`,
      charts: [{ series: "transfersSouth" }, { series: "usbp" }],
      figures: {
        before: { value: 8215, source: "data/facts.csv F24" },
        after: { value: 558, source: "data/facts.csv F24" },
        rise: { value: 1.307, as: "rise", source: "data/facts.csv F43" },
      },
      sources: ["data/timeline.csv 2023-12-01", "docs/model.md#money"],
    },
    {
      id: "deal",
      link: withoutDeal,
      over: ["2024-01", "2024-03"],
      charts: [{ series: "usbp", allBut: "Mexico" }, { series: "interceptions" }],
      figures: {
        least: { value: 0.15, as: "share", source: "docs/model.md#facts" },
        most: { value: 0.55, as: "share", source: "docs/model.md#facts" },
        leastMore: { value: 0.15, as: "undone", source: "docs/model.md#facts" },
        mostMore: { value: 0.55, as: "undone", source: "docs/model.md#facts" },
      },
      sources: ["data/timeline.csv 2023-12-21", "data/timeline.csv 2023-12-27"],
    },
    {
      id: "harm",
      link: withoutDeal,
      charts: [{ series: "attacks" }, { series: "deathsInTransit" }],
      figures: {
        kidnapped: { value: 32, source: "data/timeline.csv 2023-12-30" },
      },
      sources: ["docs/model.md#harm"],
    },
  ],
};
