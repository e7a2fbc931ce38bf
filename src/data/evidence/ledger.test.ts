import { afterEach, describe, expect, it, vi } from "vitest";
import { levers } from "../../model/levers.ts";
import { parameterRows, parseParameterRows } from "../../model/parameters.ts";
import { files } from "../embedded.ts";
import { checkEvidence } from "./check.ts";
import { type JudgedPart, judge, type Part } from "./judgement.ts";
import { type ClaimEntry, evidenceLedger } from "./ledger.ts";
import type { Answer, Query } from "./query.ts";
import { type Figures, type Source, type Sources, sources } from "./sources.ts";
import { evidenceTable } from "./tables.ts";

const ledger = evidenceLedger();
const claim = (id: string): ClaimEntry => ledger.claims.find((one) => one.id === id)!;
const tested = ledger.claims.filter(({ verdict }) => verdict !== "untestable");

describe("the ledger", () => {
  it("has all 55 claims, each with origins, mechanism and verdict", () => {
    expect(ledger.claims.map(({ id }) => id)).toEqual(
      Array.from({ length: 55 }, (_, at) => `C${`${at + 1}`.padStart(2, "0")}`),
    );
    for (const { id, origins, mechanisms } of ledger.claims) {
      expect(origins.length, id).toBeGreaterThan(0);
      expect(mechanisms.length, id).toBeGreaterThan(0);
    }
  });
  it("takes copies of one story for one origin", () => {
    expect(claim("C04")).toMatchObject({ documents: ["D0", "D1", "D2"], origins: ["NYT"] });
    expect(claim("C01").origins).toEqual(["NYT", "NBC"]);
    expect(claim("C34").origins).toEqual(["NYT", "NBC", "TheHill"]);
  });
  it("judges what is known", () => {
    expect(claim("C38").verdict).toBe("partly");
    expect(claim("C38").parts.map(({ answer }) => answer?.holds)).toEqual([false, true, true, false]);
    expect(claim("C39").verdict).toBe("supported");
    expect(claim("C30").verdict).toBe("supported");
    expect(claim("C09").verdict).toBe("contradicted");
  });
  it("holds claims about wishes and intentions untestable, and says why", () => {
    for (const id of ["C07", "C08", "C14", "C37", "C40", "C42", "C49", "C55"]) {
      expect(claim(id).verdict, id).toBe("untestable");
      expect(claim(id).limits, id).not.toBe("");
    }
  });
  it("has an entry for every lever and parameter, with mechanism, source and grade", () => {
    expect(ledger.levers.map(({ id }) => id)).toEqual(levers.map(({ id }) => id));
    expect(ledger.parameters.map(({ name }) => name)).toEqual([...new Set(parameterRows.map(({ name }) => name))]);
    for (const { id, source, grade, unit, mechanisms } of ledger.levers)
      expect(source !== "" && grade.length > 0 && unit !== "" && mechanisms.length > 0, id).toBe(true);
    for (const { name, rows, grades, mechanisms } of ledger.parameters) {
      expect(
        rows.every(({ source, unit }) => source !== "" && unit !== ""),
        name,
      ).toBe(true);
      expect(grades.length > 0 && mechanisms.length > 0, name).toBe(true);
    }
  });
  it("refuses a parameter without source or grade", () => {
    const [header, ...lines] = files["parameters.csv"].split("\n");
    const without = (column: number) => {
      const cells = lines[11].split(",");
      return [header, cells.with(column, "").slice(0, 8).join(",")].join("\n");
    };
    expect(() => parseParameterRows(without(header.split(",").indexOf("grade")))).toThrow("grade");
    expect(() => parseParameterRows(without(header.split(",").indexOf("source")))).toThrow("no source");
  });
  it("links mechanisms to what they hold, and every one to something", () => {
    for (const { id, claims, levers: moved, parameters } of ledger.mechanisms)
      expect(claims.length + moved.length + parameters.length, id).toBeGreaterThan(0);
  });
  it("shows facts observed and simulated, with the series behind each that a table holds", () => {
    expect(ledger.facts).toHaveLength(52);
    for (const { id, kind, series } of ledger.facts)
      if (kind !== "literature" && id !== "F35") expect(series.length, id).toBeGreaterThan(0);
  });
  it("is plain data", () => {
    expect(JSON.parse(JSON.stringify(ledger.documents))).toEqual(ledger.documents);
  });
});

describe("the record of verdicts", () => {
  it("is what the tables give", () => expect(checkEvidence(ledger).differences).toEqual([]));
  it("decides nothing by itself: a verdict without a test is untestable, and a test without figures does not exist", () => {
    for (const { id, verdict, parts } of ledger.claims)
      expect(
        parts.some(({ answer }) => answer !== null),
        id,
      ).toBe(verdict !== "untestable");
    expect(evidenceTable("verdicts").map((row) => row.claim)).toEqual(ledger.claims.map(({ id }) => id));
  });
});

const higher = new Set(["over", "at least"]);

/** The same query with a figure under which the answer is the opposite. */
function turned(query: Query, { value, holds }: Answer): Query {
  if (query.comparison === "about") return { ...query, figure: holds ? 10 * value + 10 : value };
  const up = higher.has(query.comparison) === holds;
  return {
    ...query,
    figure: up ? value + Math.abs(value) + 1 : value === Number.POSITIVE_INFINITY ? value : value - Math.abs(value) - 1,
  };
}

/** Ways to falsify the figures that one operand reads. */
const falsified: Readonly<Record<string, (figures: Figures) => Figures>> = {
  "a thousandth": (rows) => rows.map((row) => row.map((value) => value / 1000)),
  "a thousand times": (rows) => rows.map((row) => row.map((value) => value * 1000)),
  "the last a thousandth": (rows) => rows.map((row) => row.with(-1, row[row.length - 1] / 1000)),
  "the last a thousand times": (rows) => rows.map((row) => row.with(-1, row[row.length - 1] * 1000)),
  zeros: (rows) => rows.map((row) => row.map(() => 0)),
  ones: (rows) => rows.map((row) => row.map(() => 1)),
  "nine times": (rows) => rows.map((row) => row.map((value) => value * 9)),
  nothing: (rows) => rows.map(() => []),
  "one more": (rows) => rows.map((row) => [...row, 1]),
};

/** The sources with what one operand reads changed. */
function tampered(
  honest: Sources,
  { source, of, when }: Query["figures"],
  change: (figures: Figures) => Figures,
): Sources {
  const read: Source["read"] = (member, period) => {
    const figures = honest[source].read(member, period);
    return member === of && period === when ? change(figures) : figures;
  };
  return { ...honest, [source]: { ...honest[source], read } };
}

/** The answer to a part, undefined where what is left of the figures has none. */
function holdsUnder(part: Part, from: Sources): boolean | undefined {
  try {
    return judge([part], from).parts[0].answer?.holds;
  } catch {
    return undefined;
  }
}

/** The change of what a part reads that turns its answer. */
function turningChange(part: JudgedPart): (figures: Figures) => Figures {
  const { figures } = part.query!;
  const change = Object.values(falsified).find(
    (one) => holdsUnder(part, tampered(sources, figures, one)) === !part.answer!.holds,
  );
  expect(change, part.states).toBeDefined();
  return change!;
}

describe("a claim that is tampered with", () => {
  it.each(tested.map(({ id }) => id))("%s: another figure in every part turns the answer, and the verdict", (id) => {
    const { parts, verdict } = claim(id);
    const turn = (holding: boolean): Part[] =>
      parts.map(({ states, query, answer }) => {
        if (query === null || answer === null || answer.holds !== holding) return { states, query };
        const changed = turned(query, answer);
        expect(judge([{ states, query: changed }]).parts[0].answer?.holds, states).toBe(!holding);
        return { states, query: changed };
      });
    turn(false);
    expect(judge(turn(verdict !== "contradicted")).verdict).not.toBe(verdict);
  });
  it.each(tested.map(({ id }) => id))("%s: other figures in the tables turn every part, and the verdict", (id) => {
    const { parts, verdict } = claim(id);
    const answered = parts.filter(({ answer }) => answer !== null);
    const changes = answered.map((part) => ({ part, change: turningChange(part) }));
    const turning = changes.filter(({ part }) => verdict === "contradicted" || part.answer!.holds);
    const from = turning.reduce((all, { part, change }) => tampered(all, part.query!.figures, change), sources);
    expect(judge(parts, from).verdict).not.toBe(verdict);
  });
});

describe("a table that is tampered with", () => {
  afterEach(() => {
    vi.doUnmock("../embedded.ts");
    vi.resetModules();
  });
  async function differencesWith(name: string, change: (text: string) => string): Promise<readonly string[]> {
    vi.resetModules();
    vi.doMock("../embedded.ts", () => ({ files: { ...files, [name]: change(files[name]) } }));
    const fresh = await import("./ledger.ts");
    const check = await import("./check.ts");
    return check.checkEvidence(fresh.evidenceLedger()).differences;
  }
  it("changes the verdict on Title 42 when the expulsions of a year are cut", async () => {
    const cut = (text: string) =>
      text.replace(/^(\d{4}-\d\d,\d+),(\d+),/gm, (_, before, expelled) => `${before},${Math.floor(expelled / 10)},`);
    const differences = await differencesWith("usbp_month_title.csv", cut);
    expect(differences).toContain("C38: the verdict is contradicted now, and partly in data/evidence/verdicts.csv");
  });
  it("changes the verdict on the tenth of December when the ceiling is another", async () => {
    const differences = await differencesWith("parole_and_return_quotas.csv", (text) =>
      text.replaceAll("30000", "10000"),
    );
    expect(differences).toEqual(["C39: the verdict is contradicted now, and supported in data/evidence/verdicts.csv"]);
  });
  it("changes the verdict on tenfold personnel when the forces are tenfold", async () => {
    const differences = await differencesWith("mexico_enforcement.csv", (text) => text.replace("32317", "283970"));
    expect(differences).toEqual(["C09: the verdict is partly now, and contradicted in data/evidence/verdicts.csv"]);
  });
  it("is told by its origins when a claim names another document", async () => {
    const differences = await differencesWith("claims.csv", (text) =>
      text.replace("D3,NBC,politics", "D4,NBC,politics"),
    );
    expect(differences[0]).toContain(
      "its independent origins are TheHill by data/evidence/lineage.csv, and NBC in data/claims.csv",
    );
  });
  it("is refused with file, line and column when it names what does not exist", async () => {
    await expect(
      differencesWith("claims.csv", (text) => text.replace(",NYT,ports-and-trade", ",NYT,port-and-trade")),
    ).rejects.toThrow(
      'data/claims.csv, line 3, column mechanisms: "port-and-trade" was given; expected the id of a mechanism',
    );
  });
});
