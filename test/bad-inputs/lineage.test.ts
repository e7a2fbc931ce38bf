import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { built, corridor, needsBuild, temporaryFolder } from "../cli/corridor.ts";

const text = "The bridge at Puerto Amaro was closed for eleven days, and 4,870 people were counted.\n";

interface Case {
  readonly what: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly args?: readonly string[];
  readonly says: string;
}

const cases: readonly Case[] = [
  {
    what: "a folder that is missing",
    args: ["nowhere"],
    says: "cannot read nowhere: there is no such file or folder; expected a folder of texts",
  },
  {
    what: "a file in place of a folder",
    files: { "texts/a.txt": text },
    args: ["texts/a.txt"],
    says: "cannot read texts/a.txt: part of the path is not a folder; expected a folder of texts",
  },
  {
    what: "an empty folder",
    says: "0 texts were found in texts; expected at least two, in files ending in .txt or .md",
  },
  {
    what: "one text",
    files: { "texts/a.txt": text },
    says: "1 text was found in texts; expected at least two, in files ending in .txt or .md",
  },
  {
    what: "a binary file",
    files: { "texts/a.txt": text, "texts/b.txt": Uint8Array.of(80, 75, 3, 4, 0, 0) },
    says: "texts/b.txt: binary data was given; expected plain text in UTF-8",
  },
  {
    what: "a text that is not UTF-8",
    files: { "texts/a.txt": text, "texts/b.txt": Buffer.from("El albergue cerró el sábado.", "latin1") },
    says: "texts/b.txt: bytes that are not UTF-8 were given; expected plain text in UTF-8",
  },
  {
    what: "a huge text",
    files: { "texts/a.txt": text, "texts/b.txt": text.repeat(2000) },
    says: "texts/b.txt: 172,000 bytes were given; expected a text of at most 100,000, some 15,000 words",
  },
  {
    what: "too much text",
    files: Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`texts/${i}.txt`, text.repeat(1100)])),
    says: "texts: 567,594 characters were given in all; expected at most 500,000, as every pair is compared",
  },
  {
    what: "too many texts",
    files: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`texts/${i}.txt`, text])),
    says: "101 texts were found in texts; expected at most 100, as every pair is compared",
  },
  {
    what: "two texts of one name",
    files: { "texts/a.md": text, "texts/a.txt": text },
    says: "texts: a.md and a.txt have one name; expected a name for each, as it is the id",
  },
  {
    what: "a text without words",
    files: { "texts/a.txt": text, "texts/b.txt": "---\ntitle: Nothing\n---\n\n123\n" },
    says: "texts/b.txt: no words were given; expected the text of a document",
  },
  {
    what: "a date that is no day",
    files: { "texts/a.txt": text, "texts/b.txt": `---\ndate: 2031-02-30\n---\n${text}` },
    says: 'texts/b.txt: date: "2031-02-30" was given; expected a day such as 2024-03-01',
  },
  {
    what: "front matter that is no YAML",
    files: { "texts/a.txt": text, "texts/b.txt": `---\ntitle: "Open\n---\n${text}` },
    says: "texts/b.txt:2: the lines between --- are not YAML; expected such as title, publisher, date, each with a colon",
  },
  {
    what: "an output that exists",
    files: { "texts/a.txt": text, "texts/b.txt": text, "old.yaml": "old" },
    args: ["texts", "--out", "old.yaml"],
    says: "cannot write old.yaml: it exists already; give --force to replace it",
  },
];

describe.skipIf(!built)(`bad input for corridor evidence lineage${needsBuild}`, () => {
  const root = temporaryFolder();
  beforeAll(() => mkdirSync(root, { recursive: true }));
  afterAll(() => rmSync(root, { recursive: true }));

  it.each(cases)(
    "$what: one sentence, exit code 2, nothing written",
    ({ what, files = {}, args = ["texts"], says }) => {
      const folder = join(root, what);
      mkdirSync(join(folder, "texts"), { recursive: true });
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const before = readdirSync(folder);
      const { code, out, err } = corridor(["evidence", "lineage", ...args], { cwd: folder });
      expect(err).toBe(`corridor: ${says}\n`);
      expect(out).toBe("");
      expect(code).toBe(2);
      expect(readdirSync(folder)).toEqual(before);
    },
  );
});
