import { describe, expect, it } from "vitest";
import { count, month, nationality, optional, period, schema, sector, signed } from "./columns.ts";
import { files } from "./embedded.ts";
import { schemas } from "./schemas.ts";
import { parseTable, table, tableNames } from "./tables.ts";

const small = schema({ month, sector, nationality, encounters: count, change: optional(signed) }, [
  "month",
  "sector",
  "nationality",
]);
const header = "month,sector,nationality,encounters,change";
const parse = (...lines: readonly string[]) => parseTable("small.csv", `${[header, ...lines].join("\n")}\n`, small);

describe("parseTable", () => {
  it("reads numbers as numbers, empty cells as null, quoted text as text", () => {
    expect(parse("2023-12,Tucson,Haiti,0,-0.25", '2024-01,"Del Rio",Cuba,80000,')).toEqual([
      { month: "2023-12", sector: "Tucson", nationality: "Haiti", encounters: 0, change: -0.25 },
      { month: "2024-01", sector: "Del Rio", nationality: "Cuba", encounters: 80000, change: null },
    ]);
  });

  it.each([
    [
      "a bad month",
      "2023-13,Tucson,Haiti,1,",
      'small.csv, line 2, column month: given "2023-13", expected a month such as 2023-12',
    ],
    ["a day for a month", "2023-12-01,Tucson,Haiti,1,", 'column month: given "2023-12-01"'],
    [
      "an unknown sector",
      "2023-12,Tuscon,Haiti,1,",
      'column sector: given "Tuscon", expected one of San Diego, El Centro',
    ],
    [
      "an unknown nationality",
      "2023-12,Tucson,Peru,1,",
      'column nationality: given "Peru", expected one of Mexico, Guatemala',
    ],
    [
      "a negative count",
      "2023-12,Tucson,Haiti,-1,",
      'column encounters: given "-1", expected a whole number, zero or more',
    ],
    ["NaN", "2023-12,Tucson,Haiti,NaN,", 'column encounters: given "NaN"'],
    ["Infinity", "2023-12,Tucson,Haiti,Infinity,", 'column encounters: given "Infinity"'],
    ["an empty count", "2023-12,Tucson,Haiti,,", 'column encounters: given ""'],
    ["a fraction of a person", "2023-12,Tucson,Haiti,1.5,", 'column encounters: given "1.5"'],
    ["thousands separators", '2023-12,Tucson,Haiti,"1,500",', 'column encounters: given "1,500"'],
    ["spaces", "2023-12,Tucson,Haiti, 15,", 'column encounters: given " 15"'],
    [
      "words in an optional number",
      "2023-12,Tucson,Haiti,15,n/a",
      'column change: given "n/a", expected a number, or nothing',
    ],
    ["a missing cell", "2023-12,Tucson,Haiti,15", "small.csv, line 2: given 4 cells, expected 5"],
    ["a cell too many", "2023-12,Tucson,Haiti,15,,9", "small.csv, line 2: given 6 cells, expected 5"],
  ])("refuses %s", (_, line, message) => {
    expect(() => parse(line)).toThrow(message);
  });

  it("refuses a repeated row and names both lines", () => {
    const lines = ["2023-12,Tucson,Haiti,1,", "2023-12,Tucson,Cuba,1,", "2023-12,Tucson,Haiti,2,"];
    expect(() => parse(...lines)).toThrow(
      'small.csv, line 4, column month+sector+nationality: given "2023-12 · Tucson · Haiti" again (first on line 2), expected it once',
    );
  });

  it.each([
    ["a column renamed", "month,sector,country,encounters,change"],
    ["columns in another order", "sector,month,nationality,encounters,change"],
    ["a column missing", "month,sector,nationality,encounters"],
    ["nothing", ""],
  ])("refuses a header with %s", (_, wrong) => {
    const parseWrong = () => parseTable("small.csv", `${wrong}\n2023-12,Tucson,Haiti,1,\n`, small);
    expect(parseWrong).toThrow(`small.csv, line 1: given header "${wrong}", expected "${header}"`);
  });

  it("refuses a table without rows", () => {
    expect(() => parse()).toThrow("small.csv, line 2: given no rows");
  });
});

describe("a period", () => {
  it.each(["2023", "FY2023", "2023-12", "2023-12-18", "2023-01..2023-05", "FY2010..FY2020", "2023-10-01..2024-05-12"])(
    "may be %s",
    (cell) => expect(period.read(cell)).toBe(cell),
  );
  it.each(["", "FY23", "2023-13", "2023-01..05", "2021-Q1", "peak 2021", "2023.."])("may not be %j", (cell) =>
    expect(period.read(cell)).toBeUndefined(),
  );
});

describe("the project's tables", () => {
  it.each(tableNames)("%s keeps its schema", (name) => {
    expect(table(name).length).toBeGreaterThan(0);
  });

  it("have a schema each, but for parameters, fitted paths and members, which the model reads itself", () => {
    const compiled = Object.keys(files).filter((file) => !/^(parameters|fitted|member)/.test(file));
    expect(compiled).toEqual(tableNames.map((name) => `${name}.csv`).sort());
  });

  it("break loudly when one figure is damaged", () => {
    const damaged = files["usbp_month_sector.csv"].replace("2023-12,Del Rio,", "2023-12,Del Rio,-");
    expect(damaged).not.toBe(files["usbp_month_sector.csv"]);
    expect(() => parseTable("usbp_month_sector.csv", damaged, schemas.usbp_month_sector)).toThrow(
      /line \d+, column title8: given "-\d+"/,
    );
  });

  it("are looked up by name, with the names listed when one is wrong", () => {
    expect(() => table("usbp_by_moon")).toThrow(/no table "usbp_by_moon", expected one of .*usbp_month_sector/);
    expect(() => table("constructor")).toThrow(/no table "constructor"/);
  });
});
