/** Turns a page of the documentation into HTML when the site is built; the page in the browser needs no Markdown. */
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Marked, type Tokens } from "marked";
import type { Plugin } from "vite";

/** A heading of the page, with the id by which addresses name it. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly title: string;
}

export interface DocumentationPage {
  readonly html: string;
  /** In order; the first is the title. */
  readonly headings: readonly Heading[];
}

/** The anchor of a heading as GitHub makes it. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}

/** Titles of the headings of a page, without markup. */
export function headingsOf(markdown: string): Heading[] {
  return new Marked()
    .lexer(markdown)
    .filter((token): token is Tokens.Heading => token.type === "heading")
    .map(({ depth, text }) => {
      const title = text.replaceAll("`", "");
      return { level: depth, id: slugOf(title), title };
    });
}

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/**
 * @param path of the page in the repository, to tell what its links mean.
 * @param original the page it is a translation of: headings take the ids of its headings, so that addresses hold in every language.
 * Throws Error on HTML that is no comment, and on links to sections that do not exist.
 */
export function documentationPage(path: string, markdown: string, original = markdown): DocumentationPage {
  const own = headingsOf(markdown);
  const ids = headingsOf(original).map(({ id }) => id);
  if (ids.length !== own.length)
    throw new Error(`${path}: ${own.length} headings were given; expected ${ids.length}, as in the original`);
  const headings = own.map((heading, k) => ({ ...heading, id: ids[k] }));
  const idOfSlug = new Map(own.map(({ id }, k) => [id, ids[k]]));
  let at = -1;
  const region = (inner: string): string =>
    `<div class="scroll" role="group" tabindex="0" aria-label="${attribute(headings[Math.max(at, 0)].title)}">${inner}</div>\n`;
  const marked = new Marked({
    renderer: {
      heading({ depth, tokens }) {
        at++;
        const { id } = headings[at];
        const inner = this.parser.parseInline(tokens);
        return at === 0
          ? `<h1 id="${id}" tabindex="-1">${inner}</h1>\n`
          : `<h${depth} id="${id}" tabindex="-1"><a href="#method/${id}">${inner}</a></h${depth}>\n`;
      },
      html({ text }) {
        if (!/^\s*<!--.*-->\s*$/s.test(text))
          throw new Error(`${path}: ${text} was given; expected no HTML but comments`);
        return "";
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        if (href.startsWith("#")) {
          const id = idOfSlug.get(decodeURIComponent(href.slice(1)));
          if (id === undefined) throw new Error(`${path}: there is no section ${href}`);
          return `<a href="#method/${id}">${inner}</a>`;
        }
        const target = join(dirname(path), href);
        return inner.includes(basename(target)) ? inner : `${inner} (<code>${target}</code>)`;
      },
      code({ text }) {
        return region(`<pre><code>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</code></pre>`);
      },
      table({ header, rows }) {
        const cells = (row: readonly Tokens.TableCell[]): string =>
          row
            .map(({ tokens, header: isHead }) => {
              const inner = this.parser.parseInline(tokens);
              return isHead ? `<th scope="col">${inner}</th>` : `<td>${inner}</td>`;
            })
            .join("");
        const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join("\n");
        return region(`<table><thead><tr>${cells(header)}</tr></thead><tbody>${body}</tbody></table>`);
      },
    },
  });
  return { html: marked.parse(markdown, { async: false }), headings };
}

/** `import { html, headings } from "…/model.md?page"`. A page named `x.LANGUAGE.md` is a translation of `x.md`. */
export function documentation(): Plugin {
  return {
    name: "documentation",
    load(id) {
      const [path, query] = id.split("?");
      if (query !== "page" || !path.endsWith(".md")) return undefined;
      const original = path.replace(/\.[\w-]+\.md$/, ".md");
      for (const file of new Set([path, original])) this.addWatchFile(file);
      const [own, first] = [path, original].map((file) => readFileSync(file, "utf8"));
      const { html, headings } = documentationPage(`docs/${basename(path)}`, own, first);
      return `export const html = ${JSON.stringify(html)};\nexport const headings = ${JSON.stringify(headings)};\n`;
    },
  };
}
