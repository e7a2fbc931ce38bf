import { readFileSync } from "node:fs";
import { csvParseRows } from "d3-dsv";
import { describe, expect, it } from "vitest";
import { files } from "../../src/data/embedded.ts";
import { readLink } from "../../src/scenario/link.ts";
import { stories } from "../../src/web/stories/index.ts";
import type { Figure } from "../../src/web/stories/story.ts";
import { keyOf } from "../../src/web/view-model/names.ts";
import { indicatorOf } from "../../src/web/view-model/story-charts.ts";
import { citesRows } from "../support/sources.ts";

type Messages = Readonly<Record<string, string>>;
const read = (locale: string): Messages => JSON.parse(readFileSync(`messages/${locale}/stories.json`, "utf8"));
const texts = { en: read("en"), "es-MX": read("es-MX") };
const steps = stories.flatMap((story) =>
  story.steps.map((step) => ({ name: `${story.id}/${step.id}`, key: `stories_${keyOf(story.id)}_${step.id}`, step })),
);

/** Text of a section of a page of the documentation, up to the next heading. */
function sectionOf(source: string): string {
  const [path, anchor] = source.split("#");
  const parts = readFileSync(path, "utf8").split(/^#+ /m);
  const own = parts.find((part) => part.split("\n")[0].toLowerCase().replaceAll(" ", "-") === anchor);
  if (own === undefined) throw new Error(`${source}: there is no such section`);
  return own;
}

/** What stands in the places that a source names. Throws if there is no such place. */
function cited(source: string, link: string): string {
  if (source === "scenario") return link;
  if (source.startsWith("docs/")) return sectionOf(source);
  expect(citesRows(source, files), source).toBe(true);
  const [, table, cells] = /^data\/([\w-]+\.csv) (.+)$/.exec(source)!;
  return csvParseRows(files[table])
    .filter((row) => cells.split(" / ").every((cell) => row.includes(cell)))
    .flat()
    .join(" | ");
}

const says = (text: string, { value, as }: Figure): boolean =>
  (as !== undefined && text.includes(`${Number((100 * value).toPrecision(3))}%`)) ||
  new RegExp(`(?<![\\d.])${value.toLocaleString("en-US", { maximumFractionDigits: 3 })}(?![\\d])`).test(text) ||
  new RegExp(`(?<![\\d.])${value}(?![\\d])`).test(text);

describe("the words of stories", () => {
  it.each(["en", "es-MX"] as const)("have all their words in %s", (locale) => {
    const wanted = [
      ...stories.flatMap(({ id }) => [`stories_${keyOf(id)}_title`, `stories_${keyOf(id)}_dek`]),
      ...steps.flatMap(({ key }) => [`${key}_title`, `${key}_text`]),
      ...steps.flatMap(({ step }) => readLink(step.link).remove.map((id) => `stories_without_${keyOf(id)}`)),
      ...steps.flatMap(({ step }) => step.charts.map((chart) => indicatorOf(chart).title)),
      ...steps.flatMap(({ step }) => step.charts.flatMap((chart) => indicatorOf(chart).what ?? [])),
    ];
    expect(wanted.filter((key) => texts[locale][key] === undefined)).toEqual([]);
  });

  it.each(steps.map(({ name, key, step }) => [name, key, step] as const))(
    "%s quotes what its sources say",
    (_, key, step) => {
      for (const [name, figure] of Object.entries(step.figures)) {
        expect(says(cited(figure.source, step.link), figure), `${name}: ${figure.value}`).toBe(true);
        expect(texts.en[`${key}_text`]).toContain(`{${name}}`);
      }
      for (const source of step.sources) expect(cited(source, step.link)).not.toBe("");
      const given = [...texts.en[`${key}_text`].matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(given.filter((name) => step.figures[name] === undefined)).toEqual([]);
    },
  );

  it.each(["en", "es-MX"] as const)("type no number but dates, in %s", (locale) => {
    const dates =
      /\b(\d{1,2} (de )?)?(and|y el)?\b(January|February|March|April|May|June|July|August|September|October|November|December|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)( (de )?\d{4})?|\b20(18|19|2[0-6])\b|\b\d{1,2} (and|y el) (?=\d{1,2} )/g;
    const typed = steps.flatMap(({ key }) => {
      const plain = texts[locale][`${key}_text`].replaceAll(dates, "").replaceAll(/\{\w+\}/g, "");
      return /\d/.test(plain) ? [`${key}: ${plain}`] : [];
    });
    expect(typed).toEqual([]);
  });
});
