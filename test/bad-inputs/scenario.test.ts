import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/scenario/error.ts";
import { loadScenario } from "../../src/scenario/load.ts";

/** The files end in `.txt`, so that no tool mends them. */
const folder = "test/bad-inputs/files/";
const names = readdirSync(folder).map((file) => file.replace(/\.txt$/, ""));

function read(path: string): string {
  if (!names.includes(path)) throw new Error("no such file");
  return readFileSync(`${folder}${path}.txt`, "utf8");
}

function messageOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return "no error";
}

/** File and the exact message for it. */
const golden: readonly (readonly [file: string, message: string])[] = [
  [
    "alias-bomb.yaml",
    'alias-bomb.yaml:6:9: syntax: the alias "*a" was given; expected values written out, as aliases can make a small file huge.',
  ],
  [
    "announced-after-from.yaml",
    'announced-after-from.yaml:7:16: changes[0].announced: "2024-03-02" was given; expected a day not after 2024-03-01, when the change takes effect.',
  ],
  [
    "base-file-missing.yaml",
    'base-file-missing.yaml:3:7: base: "./nowhere.yaml" was given; expected a file that can be read (no such file).',
  ],
  ["binary.yaml", "binary.yaml:1:3: file: bytes that are not text were given; expected YAML or JSON in UTF-8."],
  [
    "change-is-a-word.yaml",
    'change-is-a-word.yaml:5:5: changes[0]: "more deals" was given; expected a mapping with the keys lever, from and value.',
  ],
  [
    "changes-not-a-list.yaml",
    "changes-not-a-list.yaml:4:10: changes: a mapping was given; expected a list of changes.",
  ],
  [
    "circular-base.yaml",
    "circular-base-other.yaml:3:7: base: a circle of bases was given (circular-base.yaml → circular-base-other.yaml → circular-base.yaml); expected a base that does not rest on this scenario.",
  ],
  [
    "contradictory-days.yaml",
    "contradictory-days.yaml:6:5: changes[1]: a change of dailyCap for Tijuana was given that overlaps changes[0]; expected at most one ramp or limited change at a time.",
  ],
  [
    "contradictory-period.yaml",
    "contradictory-period.yaml:6:5: changes[1]: a change of judges was given that overlaps changes[0]; expected at most one ramp or limited change at a time.",
  ],
  [
    "contradictory-ramps.yaml",
    "contradictory-ramps.yaml:6:5: changes[1]: a change of effort was given that overlaps changes[0]; expected at most one ramp or limited change at a time.",
  ],
  [
    "date-after-window.yaml",
    "date-after-window.yaml:6:11: changes[0].from: a change after the window was given; expected a date up to 2024-09, where the window ends.",
  ],
  [
    "date-in-words.yaml",
    'date-in-words.yaml:6:11: changes[0].from: "last spring" was given; expected a date such as 2023-12-21 or a month such as 2023-12.',
  ],
  [
    "date-out-of-calendar.yaml",
    'date-out-of-calendar.yaml:6:11: changes[0].from: "2031-01-01" was given; expected a date from 2018-01-01 to 2026-12-31.',
  ],
  [
    "deep-nesting.yaml",
    "deep-nesting.yaml:2:1: syntax: more than 64 levels of nesting were given; expected a flat list of changes.",
  ],
  ["duplicate-id.yaml", 'duplicate-id.yaml:6:10: changes[1].id: "one" was given twice; expected each id once.'],
  ["duplicate-key.yaml", "duplicate-key.yaml:4:1: syntax: the key title was given twice; expected each key once."],
  [
    "empty-member-list.yaml",
    "empty-member-list.yaml:6:10: changes[0].for: a list was given; expected a name, or a list of names.",
  ],
  ["empty.yaml", "empty.yaml:1:1: scenario: an empty file was given; expected a scenario with a title and changes."],
  [
    "future-version.yaml",
    "future-version.yaml:1:11: corridor: schema version 2 was given; expected 1 or older; a newer release of Corridor reads this file.",
  ],
  ["half-a-switch.yaml", "half-a-switch.yaml:7:12: changes[0].value: 0.5 was given; expected a whole number (switch)."],
  [
    "id-of-the-base.yaml",
    'id-of-the-base.yaml:5:10: changes[0].id: "deal-2023-12" was given; expected an id that no step of the base has.',
  ],
  [
    "id-with-spaces.yaml",
    'id-with-spaces.yaml:5:10: changes[0].id: "my step" was given; expected lower-case letters, digits and hyphens.',
  ],
  [
    "impossible-date.yaml",
    'impossible-date.yaml:6:11: changes[0].from: "2024-02-30" was given; expected a date that exists: 2024-02 has 29 days.',
  ],
  [
    "infinite-multiple.yaml",
    "infinite-multiple.yaml:7:15: changes[0].multiply: Infinity was given; expected a finite number.",
  ],
  [
    "infinite.yaml",
    "infinite.yaml:7:12: changes[0].value: Infinity was given; expected a finite number in the lever's unit.",
  ],
  [
    "lever-far-from-any.yaml",
    'lever-far-from-any.yaml:5:12: changes[0].lever: "wall" was given; expected a lever that `corridor levers` lists.',
  ],
  [
    "member-of-a-single-lever.yaml",
    'member-of-a-single-lever.yaml:6:10: changes[0].for: "Tijuana" was given; expected no "for", as judges is one number for the whole system.',
  ],
  [
    "member-twice.yaml",
    'member-twice.yaml:6:26: changes[0].for[1]: "ciudad juarez" was given twice; expected each city once.',
  ],
  [
    "multiple-of-a-switch.yaml",
    "multiple-of-a-switch.yaml:7:15: changes[0].multiply: a multiple of deal was given; expected a value, as this lever takes whole steps (switch).",
  ],
  [
    "multiple-over-100-percent.yaml",
    "multiple-over-100-percent.yaml:7:15: changes[0].multiply: 25 was given, which makes quotaUse 1.25; expected a multiple within 0 to 1 (share).",
  ],
  [
    "negative-capacity.yaml",
    "negative-capacity.yaml:7:12: changes[0].value: -100 was given; expected 0 to 100,000 (places).",
  ],
  ["negative-ramp.yaml", "negative-ramp.yaml:8:11: changes[0].ramp: -30 was given; expected 0 days or more."],
  [
    "no-base-no-window.yaml",
    "no-base-no-window.yaml:1:1: scenario: neither base nor window was given; expected at least one of them.",
  ],
  [
    "no-from.yaml",
    "no-from.yaml:5:5: changes[0].from: nothing was given; expected a date such as 2023-12-21 or a month such as 2023-12.",
  ],
  [
    "no-lever.yaml",
    "no-lever.yaml:5:5: changes[0].lever: nothing was given; expected a lever that `corridor levers` lists.",
  ],
  ["no-title.yaml", "no-title.yaml:1:1: title: nothing was given; expected text."],
  ["no-value.yaml", "no-value.yaml:5:5: changes[0]: neither value nor multiply was given; expected one of them."],
  ["no-version.yaml", 'no-version.yaml:1:1: corridor: nothing was given; expected "corridor: 1", the schema version.'],
  [
    "not-a-mapping.yaml",
    "not-a-mapping.yaml:1:1: scenario: a list was given; expected a mapping with the keys corridor, title and changes.",
  ],
  [
    "not-a-number.yaml",
    "not-a-number.yaml:7:12: changes[0].value: NaN was given; expected a finite number in the lever's unit.",
  ],
  ["not-utf-8.yaml", "not-utf-8.yaml:2:18: file: bytes that are not text were given; expected YAML or JSON in UTF-8."],
  [
    "only-a-comment.yaml",
    "only-a-comment.yaml:1:1: scenario: an empty file was given; expected a scenario with a title and changes.",
  ],
  [
    "own-base.yaml",
    "own-base.yaml:3:7: base: a circle of bases was given (own-base.yaml → own-base.yaml); expected a base that does not rest on this scenario.",
  ],
  [
    "percent-for-a-share.yaml",
    'percent-for-a-share.yaml:7:12: changes[0].value: "50 %" was given; expected the unit of quotaUse: share; write 0.5 for 50 percent.',
  ],
  [
    "plain-text.yaml",
    'plain-text.yaml:1:1: scenario: "What if nothing had happened" was given; expected a mapping with the keys corridor, title and changes.',
  ],
  [
    "proto-key.yaml",
    'proto-key.yaml:4:1: __proto__: the unknown key "__proto__" was given; expected one of corridor, title, question, reading, base, window, seed, report, remove, changes.',
  ],
  [
    "quota-over-100-percent.yaml",
    "quota-over-100-percent.yaml:7:12: changes[0].value: 1.2 was given; expected 0 to 1 (share).",
  ],
  [
    "ramp-longer-than-change.yaml",
    "ramp-longer-than-change.yaml:9:11: changes[0].ramp: 60 days were given; expected a ramp that ends by 2024-01-31, the last day of the change.",
  ],
  [
    "ramp-of-a-switch.yaml",
    "ramp-of-a-switch.yaml:8:11: changes[0].ramp: a ramp was given; expected none, as deal takes whole steps (switch).",
  ],
  ["remove-twice.yaml", 'remove-twice.yaml:4:24: remove[1]: "deal-2023-12" was given twice; expected each id once.'],
  [
    "remove-unknown-step.yaml",
    'remove-unknown-step.yaml:4:10: remove[0]: "deal-2023-21" was given; expected the id of a step of the base; did you mean "deal-2023-12"?',
  ],
  [
    "remove-without-base.yaml",
    "remove-without-base.yaml:4:9: remove: steps to remove were given without a base; expected the key base as well.",
  ],
  [
    "seed-fraction.yaml",
    "seed-fraction.yaml:4:7: seed: 1.5 was given; expected a whole number from 0 to 4,294,967,295.",
  ],
  [
    "seed-negative.yaml",
    "seed-negative.yaml:4:7: seed: -1 was given; expected a whole number from 0 to 4,294,967,295.",
  ],
  ["tab-indent.yaml", "tab-indent.yaml:5:1: syntax: a tab was given as indentation; expected spaces."],
  ["title-is-a-number.yaml", "title-is-a-number.yaml:2:8: title: 2024 was given; expected text."],
  [
    "two-documents.yaml",
    'two-documents.yaml:4:1: syntax: a second document ("---") was given; expected one scenario per file.',
  ],
  [
    "unclosed-list.yaml",
    "unclosed-list.yaml:6:1: syntax: text that cannot be read was given (flow map in block collection must be sufficiently indented and end with a }); expected YAML or JSON; check indentation, colons and quotes.",
  ],
  [
    "unclosed-quote.yaml",
    "unclosed-quote.yaml:4:1: syntax: a quote that is never closed was given; expected a closing quote.",
  ],
  [
    "unknown-base.yaml",
    'unknown-base.yaml:3:7: base: "no-decmber-deal" was given; expected a bundled scenario or the path of a file; did you mean "no-december-deal"?',
  ],
  [
    "unknown-city.yaml",
    'unknown-city.yaml:6:20: changes[0].for[1]: "Cancún" was given; expected a city: Tijuana, Mexicali, San Luis Río Colorado, Sonoyta–Nogales, Ciudad Juárez, Ojinaga, Ciudad Acuña, Piedras Negras, Nuevo Laredo, Reynosa, Matamoros.',
  ],
  [
    "unknown-household-to-report.yaml",
    'unknown-household-to-report.yaml:4:23: report.households[0]: "single adults" was given; expected a household type; did you mean "single adult"?',
  ],
  [
    "unknown-key-in-a-change.yaml",
    'unknown-key-in-a-change.yaml:6:5: changes[0].form: the unknown key "form" was given; expected one of id, lever, for, from, value, multiply, ramp, until, announced, known, untilAnnounced, untilExpected, source, magnitude, note; did you mean "from"?',
  ],
  [
    "unknown-key.yaml",
    'unknown-key.yaml:4:1: widnow: the unknown key "widnow" was given; expected one of corridor, title, question, reading, base, window, seed, report, remove, changes; did you mean "window"?',
  ],
  [
    "unknown-lever.yaml",
    'unknown-lever.yaml:5:12: changes[0].lever: "transferSeat" was given; expected a lever that `corridor levers` lists; did you mean "transferSeats"?',
  ],
  [
    "unknown-magnitude.yaml",
    'unknown-magnitude.yaml:5:60: changes[0].magnitude: "estimated" was given; expected "recorded" or "instrument".',
  ],
  [
    "unknown-nationality-to-report.yaml",
    'unknown-nationality-to-report.yaml:4:34: report.nationalities[1]: "Hondura" was given; expected a nationality; did you mean "Honduras"?',
  ],
  [
    "unknown-nationality.yaml",
    'unknown-nationality.yaml:6:10: changes[0].for: "Equador" was given; expected a nationality; did you mean "Ecuador"?',
  ],
  [
    "unknown-tag.yaml",
    "unknown-tag.yaml:4:10: syntax: text that cannot be read was given (unresolved tag: tag:yaml.org,2002:python/object); expected YAML or JSON; check indentation, colons and quotes.",
  ],
  [
    "until-before-from.yaml",
    'until-before-from.yaml:7:12: changes[0].until: "2024-02-28" was given; expected a day not before 2024-03-01, when the change takes effect.',
  ],
  [
    "value-and-multiply.yaml",
    "value-and-multiply.yaml:8:15: changes[0].multiply: both value and multiply were given; expected one of them.",
  ],
  [
    "value-is-a-list.yaml",
    "value-is-a-list.yaml:7:12: changes[0].value: a list was given; expected a finite number in the lever's unit.",
  ],
  [
    "value-is-a-word.yaml",
    'value-is-a-word.yaml:7:12: changes[0].value: "many" was given; expected a plain number (people per day).',
  ],
  ["version-in-words.yaml", 'version-in-words.yaml:1:11: corridor: "one" was given; expected 1, the schema version.'],
  ["version-zero.yaml", "version-zero.yaml:1:11: corridor: schema version 0 was given; expected 1."],
  [
    "window-after-the-data.yaml",
    'window-after-the-data.yaml:4:29: window.to: "2030-12" was given; expected a month from 2018-10 to 2026-12.',
  ],
  [
    "window-before-the-data.yaml",
    'window-before-the-data.yaml:4:16: window.from: "2015-01" was given; expected a month from 2018-10 to 2026-12.',
  ],
  [
    "window-month-13.yaml",
    'window-month-13.yaml:4:16: window.from: "2024-13" was given; expected a month from 01 to 12.',
  ],
  [
    "window-reversed.yaml",
    "window-reversed.yaml:4:9: window: a window from 2024-09 to 2023-07 was given; expected an end that is not before the start.",
  ],
  [
    "window-with-a-day.yaml",
    'window-with-a-day.yaml:4:16: window.from: "2024-01-15" was given; expected a month such as 2023-12.',
  ],
  [
    "wrong-indent.yaml",
    "wrong-indent.yaml:5:12: syntax: text that cannot be read was given (nested mappings are not allowed in compact mappings); expected YAML or JSON; check indentation, colons and quotes.",
  ],
  [
    "wrong-unit.yaml",
    'wrong-unit.yaml:7:12: changes[0].value: "3 days" was given; expected the unit of custodyLimitHours: hours.',
  ],
  [
    "year-only.yaml",
    "year-only.yaml:6:11: changes[0].from: 2024 was given; expected a date such as 2023-12-21 or a month such as 2023-12.",
  ],
];

const head = "corridor: 1\ntitle: A what-if\nbase: history\n";
const heavy: readonly (readonly [name: string, text: () => string, message: string])[] = [
  [
    "more than 1 MB",
    () => `${head}reading: ${"x".repeat(1_048_576)}\n`,
    "bad.yaml:1:1: file: more than 1 MB was given; expected a scenario file of at most 1 MB.",
  ],
  [
    "more than 1 MB of accented letters",
    () => `${head}reading: ${"é".repeat(600_000)}\n`,
    "bad.yaml:1:1: file: more than 1 MB was given; expected a scenario file of at most 1 MB.",
  ],
  [
    "a million brackets",
    () => "[".repeat(1_000_000),
    "bad.yaml:1:1: syntax: more than 64 levels of nesting were given; expected a flat list of changes.",
  ],
  [
    "half a million list markers",
    () => `${"- ".repeat(500_000)}a`,
    "bad.yaml:1:1: syntax: more than 64 levels of nesting were given; expected a flat list of changes.",
  ],
  [
    "a thousand levels of indentation",
    () => Array.from({ length: 1000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    "bad.yaml:65:1: syntax: more than 64 levels of nesting were given; expected a flat list of changes.",
  ],
];

describe("bad scenario files", () => {
  it.each(golden)("%s", (file, message) => {
    expect(messageOf(() => loadScenario(file, { read }))).toBe(message);
  });

  it.each(heavy)("%s", (_, text, message) => {
    expect(messageOf(() => loadScenario(`${text()}\n`, { file: "bad.yaml" }))).toBe(message);
  });

  it("has a golden message for every file", () => {
    const covered = golden.map(([file]) => file);
    expect(names.filter((file) => !covered.includes(file))).toEqual(["circular-base-other.yaml"]);
  });

  it("each message is one sentence that says what was given and what was expected", () => {
    for (const [, message] of golden) {
      expect(message).toMatch(/^[\w-]+\.yaml:\d+:\d+: [^:]+: .* (was|were) given.*; .*[.?]$/);
      expect(message).not.toContain("\n");
    }
  });
});
