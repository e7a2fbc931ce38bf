import type { Story } from "./story.ts";

const window = "v=1&base=history&window=2023-01..2024-09";
const limit = "change=custodyLimitHours,from:2023-03-15,value:72";
const places = "change=custodyPlaces,from:2023-03-28,value:6800";

/** How long Mexico may hold people, against how many places it has to hold them. */
export const thirtySixHours: Story = {
  id: "thirty-six-hours",
  steps: [
    {
      id: "ruling",
      link: window,
      charts: [{ series: "returnsFromMexico" }],
      figures: {
        limit: { value: 36, source: "data/timeline.csv 2023-03-15" },
        before: {
          value: 5825,
          source: "data/mexico_enforcement.csv people in migration custody before the Ciudad Juárez fire",
        },
        after: {
          value: 267,
          source: "data/mexico_enforcement.csv people in migration custody after the Ciudad Juárez fire",
        },
        fall: { value: 0.449, as: "fall", source: "data/facts.csv F20" },
      },
      sources: ["data/timeline.csv 2023-03-27", "data/claims.csv C28"],
    },
    {
      id: "longer",
      link: `${window}&${limit}`,
      charts: [{ series: "returnsFromMexico" }, { series: "childCustodyDays" }],
      figures: {
        notice: { value: 72, source: "data/claims.csv C29" },
        limit: { value: 36, source: "data/timeline.csv 2023-03-15" },
      },
      sources: ["docs/model.md#custody"],
    },
    {
      id: "places",
      link: `${window}&${places}`,
      charts: [{ series: "returnsFromMexico" }, { series: "inmCustody" }],
      figures: {
        places: { value: 6800, source: "data/mexico_enforcement.csv places in migration custody" },
        limit: { value: 36, source: "data/timeline.csv 2023-03-15" },
      },
      sources: ["docs/model.md#custody"],
    },
    {
      id: "both",
      link: `${window}&${limit}&${places}`,
      charts: [{ series: "returnsFromMexico" }, { series: "childCustodyDays" }],
      figures: { notice: { value: 72, source: "scenario" }, places: { value: 6800, source: "scenario" } },
      sources: ["docs/model.md#money"],
    },
    {
      id: "waiver",
      link: `${window}&change=noticeWaived,for:Venezuela,from:2023-03-15,value:1`,
      charts: [
        { series: "returnsFromMexico", of: "Venezuela" },
        { series: "returnsFromMexico", allBut: "Venezuela" },
      ],
      figures: {
        first: { value: 207, source: "data/timeline.csv 2023-12-29" },
        second: { value: 122, source: "data/timeline.csv 2023-12-29" },
      },
      sources: ["data/timeline.csv 2024-01-25", "data/claims.csv C26"],
    },
  ],
};
