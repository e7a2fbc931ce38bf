import type { Story } from "./story.ts";

const base = "v=1&base=no-december-deal&window=2023-07..2024-09";
const raids = "from:2023-12-21,until:2024-06-30,value:1000";

/** Pressure on one city moves people; pressure on the way that all of them share slows them. */
export const catAndMouse: Story = {
  id: "cat-and-mouse",
  steps: [
    {
      id: "record",
      link: "v=1&base=history&window=2023-07..2024-09",
      between: ["2023-12", "2024-04"],
      charts: [
        { series: "usbpBySector", of: "Del Rio" },
        { series: "usbpBySector", of: "San Diego" },
      ],
      figures: {
        moved: { value: 1.27, source: "data/facts.csv F31" },
        stayed: { value: 0.04, source: "data/facts.csv F32" },
      },
      sources: ["docs/model.md#rows-outside-their-range"],
    },
    {
      id: "tijuana",
      link: `${base}&change=raids,for:Tijuana,${raids}`,
      charts: [
        { series: "usbpBySector", of: "San Diego" },
        { series: "usbpBySector", allBut: "San Diego" },
      ],
      figures: { officers: { value: 1000, source: "scenario" } },
      sources: ["data/claims.csv C18", "data/claims.csv C22", "docs/model.md#smugglers"],
    },
    {
      id: "neighbours",
      link: `${base}&change=raids,for:Tijuana,${raids}`,
      charts: [{ series: "usbpBySector", of: "Tucson" }, { series: "deathsBySector" }],
      figures: {},
      sources: ["data/claims.csv C20", "docs/model.md#harm"],
    },
    {
      id: "coahuila",
      link: `${base}&change=raids,for:Piedras%20Negras+Ciudad%20Acu%C3%B1a,${raids}`,
      charts: [
        { series: "usbpBySector", of: "Del Rio" },
        { series: "usbpBySector", allBut: "Del Rio" },
      ],
      figures: { officers: { value: 1000, source: "scenario" } },
      sources: ["docs/model.md#groups-and-places"],
    },
    {
      id: "trunk",
      link: `${base}&change=deal,from:2023-12-21,value:1,until:2023-12-21`,
      charts: [
        { series: "usbpBySector", of: "San Diego" },
        { series: "usbpBySector", allBut: "San Diego" },
      ],
      figures: {},
      sources: ["data/timeline.csv 2023-12-21", "docs/model.md#effort"],
    },
  ],
};
