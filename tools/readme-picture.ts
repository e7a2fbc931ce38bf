/**
 * Draws the picture of the README from a mean-field run of the history.
 * Usage: npx tsx tools/readme-picture.ts
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { simulate } from "../src/analysis/simulate.ts";

const target = "docs/pictures/history.svg";
const width = 860;
const height = 430;
const plot = { left: 52, right: 742, top: 92, bottom: 362 } as const;
/** The months on which the fit is judged begin here. */
const judgedFrom = "2019-10";

const events: readonly { readonly month: string; readonly label: string }[] = [
  { month: "2020-03", label: "Title 42 begins" },
  { month: "2023-05", label: "Title 42 ends" },
  { month: "2023-12", label: "December deal" },
  { month: "2024-06", label: "asylum rule" },
];

const { months, series } = simulate("history", { mode: "mean", uncertainty: "process" });
const { mean, observed } = series("usbp");
const top = 50_000 * Math.ceil(Math.max(...mean, ...observed.map((count) => count ?? 0)) / 50_000);

const x = (index: number): number => plot.left + ((plot.right - plot.left) * index) / (months.length - 1);
const y = (count: number): number => plot.bottom - ((plot.bottom - plot.top) * count) / top;
const at = (value: number): string => value.toFixed(1);

function medianError(): number {
  const errors = months.flatMap((month, m) => {
    const count = observed[m];
    return month >= judgedFrom && count !== null ? [Math.abs(mean[m] / count - 1)] : [];
  });
  errors.sort((a, b) => a - b);
  const middle = Math.floor(errors.length / 2);
  return errors.length % 2 === 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
}

function grid(): string {
  const lines: string[] = [];
  for (let count = 0; count <= top; count += 50_000) {
    const label = count === 0 ? "0" : `${count / 1000}k`;
    lines.push(`<path class="${count === 0 ? "axis" : "grid"}" d="M${plot.left} ${at(y(count))}H${plot.right}"/>`);
    lines.push(`<text class="tick" x="${plot.left - 8}" y="${at(y(count) + 4)}" text-anchor="end">${label}</text>`);
  }
  months.forEach((month, m) => {
    if (!month.endsWith("-01")) return;
    lines.push(`<path class="axis" d="M${at(x(m))} ${plot.bottom}v5"/>`);
    lines.push(
      `<text class="tick" x="${at(x(m))}" y="${plot.bottom + 20}" text-anchor="middle">${month.slice(0, 4)}</text>`,
    );
  });
  return lines.join("\n");
}

function marks(): string {
  return events
    .map(({ month, label }, i) => {
      const position = x(months.indexOf(month));
      const level = plot.top - (i % 2 === 1 ? 25 : 9);
      return `<path class="mark" d="M${at(position)} ${level + 4}V${plot.bottom}"/>
<text class="tick" x="${at(position)}" y="${level}" text-anchor="middle">${label}</text>`;
    })
    .join("\n");
}

const line = mean.map((count, m) => `${m === 0 ? "M" : "L"}${at(x(m))} ${at(y(count))}`).join("");
const dots = observed
  .map((count, m) => (count === null ? "" : `<circle class="observed" cx="${at(x(m))}" cy="${at(y(count))}" r="2.6"/>`))
  .join("\n");
const last = months.length - 1;
const lastObserved = observed[last] ?? mean[last];
/** Labels at the line's end stand apart even where the values do not. */
const above = mean[last] >= lastObserved ? -6 : 14;
const finding = `Half of the simulated months since October 2019 lie within ${(100 * medianError()).toFixed(1)}% of the observed count`;
const description = `Border Patrol encounters at the Southwest border per month, ${months[0]} to ${months[last]}, observed and simulated.`;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">${finding}</title>
<desc id="description">${description}</desc>
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.head { font-size: 17px; font-weight: 600; }
.tick, .note { fill: #59636e; }
.grid { stroke: #d1d9e0; }
.axis { stroke: #818b98; }
.mark { stroke: #818b98; stroke-dasharray: 2 3; }
.simulated { stroke: #0b6bb8; stroke-width: 2; fill: none; stroke-linejoin: round; }
.name { font-weight: 600; }
.name.of-simulated { fill: #0b6bb8; }
.observed { fill: #1f2328; }
.paper { fill: #ffffff; }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc; }
.tick, .note { fill: #9198a1; }
.grid { stroke: #30363d; }
.axis, .mark { stroke: #656c76; }
.simulated { stroke: #56b4e9; }
.name.of-simulated { fill: #56b4e9; }
.observed { fill: #f0f6fc; }
.paper { fill: #0d1117; }
}
</style>
<rect class="paper" width="${width}" height="${height}"/>
<text class="head" x="16" y="28">${finding}</text>
<text class="note" x="16" y="48">Border Patrol encounters at the Southwest border per month, history in mean field</text>
${grid()}
${marks()}
<path class="simulated" d="${line}"/>
${dots}
<text class="name of-simulated" x="${plot.right + 10}" y="${at(y(mean[last]) + above)}">simulated</text>
<text class="name" x="${plot.right + 10}" y="${at(y(lastObserved) + (above < 0 ? 14 : -6))}">● observed</text>
<text class="note" x="16" y="${height - 14}">Encounters are events, not people. Departures were fitted to these counts: a description of the past, not a forecast.</text>
</svg>
`;

mkdirSync("docs/pictures", { recursive: true });
writeFileSync(target, svg);
console.log(finding);
