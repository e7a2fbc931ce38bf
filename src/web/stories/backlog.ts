import type { Story } from "./story.ts";

const window = "v=1&base=history&window=2021-10..2024-09";
const judges = "change=judges,from:2022-01-01,multiply:2,ramp:365,announced:2021-10-01";
const newestFirst = "change=docketOrder,from:2022-01-01,value:1";

/** What a long wait in the courts does, as far as anybody knows. */
export const backlog: Story = {
  id: "backlog",
  steps: [
    {
      id: "queue",
      link: window,
      between: ["2022-09", "2024-09"],
      charts: [{ series: "backlog" }, { series: "expectedWait" }],
      figures: {
        before: { value: 2768875, source: "data/facts.csv F37" },
        after: { value: 3884956, source: "data/facts.csv F38" },
        judges: { value: 734, source: "data/court_other.csv 2023-09 / immigration judges" },
      },
      sources: ["data/claims.csv C17"],
    },
    {
      id: "judges",
      link: `${window}&${judges}`,
      charts: [{ series: "backlog" }, { series: "expectedWait" }],
      figures: {},
      sources: ["docs/model.md#courts"],
    },
    {
      id: "order",
      link: `${window}&${newestFirst}`,
      charts: [{ series: "expectedWait" }, { series: "meanCaseAge" }],
      figures: {},
      sources: ["docs/model.md#courts"],
    },
    {
      id: "arrivals",
      link: `${window}&${judges}&${newestFirst}`,
      charts: [{ series: "usbp" }, { series: "meanCaseAge" }],
      figures: {},
      sources: ["docs/model.md#perception", "docs/model.md#assumptions"],
    },
  ],
};
