import { readFileSync } from "node:fs";
import { Marked, type Token, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { documentationPage, headingsOf } from "../../tools/documentation.ts";

/** A page and its translation, which has to say the same with the same numbers and names. */
const [original, translation] = ["docs/model.md", "docs/model.es-MX.md"].map((path) => readFileSync(path, "utf8"));

interface Section {
  readonly level: number;
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Headings with what stands below each, up to the next. */
function sections(markdown: string): Section[] {
  const found: { level: number; text: string; tokens: Token[] }[] = [];
  for (const token of new Marked().lexer(markdown))
    if (token.type === "heading") found.push({ level: token.depth, text: "", tokens: [] });
    else {
      const last = found[found.length - 1];
      last.text += token.raw;
      last.tokens.push(token);
    }
  return found;
}

const numbers = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [];
/** Names of the code: what stands between backquotes, and camelCase in equations, which have words beside them. */
const names = (text: string): string[] => {
  const blocks = text.match(/```[^`]*```/g) ?? [];
  const spans = text.replaceAll(/```[^`]*```/g, "").match(/`[^`]+`/g) ?? [];
  const equations = [...blocks, ...spans.filter((span) => span.includes(" "))];
  return [
    ...spans.filter((span) => !span.includes(" ")),
    ...equations.flatMap((equation) => equation.match(/\b[a-z]+[A-Z]\w*/g) ?? []),
  ].sort();
};
const shape = (token: Token): string => {
  if (token.type === "table")
    return `table ${(token as Tokens.Table).rows.length} × ${(token as Tokens.Table).header.length}`;
  if (token.type === "list") return `list ${(token as Tokens.List).items.length}`;
  if (token.type === "code") return `code ${(token as Tokens.Code).text.split("\n").length}`;
  return token.type;
};

const [first, second] = [sections(original), sections(translation)];
const titles = headingsOf(original).map(({ title }, k) => [title, k] as const);

describe("docs/model.es-MX.md", () => {
  it("has the headings of docs/model.md, of the same levels", () => {
    expect(second.map(({ level }) => level)).toEqual(first.map(({ level }) => level));
  });

  it.each(titles)("says in “%s” the same in the same blocks, tables, numbers and names", (_, k) => {
    expect(second[k].tokens.map(shape)).toEqual(first[k].tokens.map(shape));
    expect(numbers(second[k].text)).toEqual(numbers(first[k].text));
    expect(names(second[k].text)).toEqual(names(first[k].text));
  });

  it("says each claim in the words of the page", () => {
    const words = JSON.parse(readFileSync("messages/es-MX/claims.json", "utf8")) as Record<string, string>;
    const rows = [...translation.matchAll(/^\| (C\d\d) +\|([^|]*)\|/gm)].map(([, id, text]) => [
      `claim_${id}`,
      text.trim(),
    ]);
    expect(Object.fromEntries(rows)).toEqual(words);
  });

  it("misses the same bars", () => {
    const count = (text: string, words: RegExp): number => text.match(words)?.length ?? 0;
    expect(count(translation, /, no se cumple +\|/g)).toBe(count(original, /, missed +\|/g));
  });
});

describe.each([
  ["docs/model.md", original],
  ["docs/model.es-MX.md", translation],
])("%s as a page", (path, markdown) => {
  const { html, headings } = documentationPage(path, markdown, original);

  it("has every heading once, with the ids of the original", () => {
    expect(headings.map(({ id }) => id)).toEqual(headingsOf(original).map(({ id }) => id));
    expect(new Set(headings.map(({ id }) => id)).size).toBe(headings.length);
    for (const { id } of headings) expect(html).toContain(`id="${id}"`);
  });

  it("leads nowhere but to its own sections", () => {
    const targets = [...html.matchAll(/href="([^"]+)"/g)].map(([, target]) => target);
    const own = headings.map(({ id }) => `#method/${id}`);
    expect(targets.filter((target) => !own.includes(target))).toEqual([]);
    expect(html).not.toMatch(/<!--|<img|<script|style=/);
  });
});
