/**
 * Writes the reference of all levers, `docs/levers.md`, from the registry.
 * Usage: npx tsx tools/lever-reference.ts
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Extreme, extremesOf } from "../src/analysis/lever-bands.ts";
import { type Grade, type Lever, leverKeys, levers } from "../src/model/levers.ts";

export const leverReferencePath = "docs/levers.md";

const actors = ["Mexico", "United States", "shared"] as const satisfies readonly Lever["actor"][];
const headings: Readonly<Record<Lever["actor"], string>> = {
  Mexico: "Mexico",
  "United States": "United States",
  shared: "Shared",
};
const grades: Readonly<Record<Grade, string>> = {
  measured: "measured (official count)",
  published: "published (study or official estimate)",
  press: "press (figure quoted by the press)",
  guess: "guess (wide prior)",
};

function number(value: number): string {
  return value.toLocaleString("en-US");
}

/** A link from `docs/` to a page or table of the repository. */
function link(source: string): string {
  return `[${source}](${source.startsWith("docs/") ? source.slice("docs/".length) : `../${source}`})`;
}

function dimension({ by }: Lever): string {
  if (by === "all") return "one number for the whole system";
  return `by ${by} (${leverKeys(by).length})`;
}

function extreme({ value, month, member }: Extreme): string {
  return `${number(value)} (${member === undefined ? "" : `${member}, `}${month})`;
}

/** Lowest and highest value of the recorded history; the median too of a lever that is one number. */
function onRecord(lever: Lever): string {
  const { lowest, median, highest } = extremesOf(lever);
  if (lowest.value === highest.value) return `no change from ${number(lowest.value)}`;
  const middle = lever.by === "all" ? `, median ${number(median)}` : "";
  return `lowest ${extreme(lowest)}${middle}, highest ${extreme(highest)}`;
}

function entry(lever: Lever): string {
  const whole = lever.whole ? ", whole numbers only" : "";
  return `### ${lever.id}

${lever.title}. Higher: ${lever.effect}.

- Unit: ${lever.unit}; ${dimension(lever)}
- Range: ${number(lever.min)} to ${number(lever.max)}${whole}; ${number(lever.initial)} before any recorded event
- On record: ${onRecord(lever)}
- Source: ${link(lever.source)}; grade: ${grades[lever.grade]}
`;
}

/** The reference as Markdown. */
export function leverReference(): string {
  const sections = actors.map((actor) => {
    const entries = (levers as readonly Lever[]).filter((lever) => lever.actor === actor).map(entry);
    return `## ${headings[actor]}\n\n${entries.join("\n")}`;
  });
  return `# Levers

Every policy quantity that a scenario can set over time. A scenario sets a lever with \`value\` in its unit or with \`multiply\`, from a date
on; levers that vary take \`for\` with one or more members. \`corridor levers\` prints this list, \`corridor levers appointments\` one lever with
its recorded steps. How each acts is in [model.md](model.md); how steps combine is in [scenarios](../scenarios/README.md).

On record are the days of the recorded history, October 2018 to September 2024; the month is the first with that value.

This page is written from \`src/model/levers.ts\` and \`scenarios/history.yaml\` by \`tools/lever-reference.ts\`.

${sections.join("\n")}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(leverReferencePath, leverReference());
