import { describe, expect, it } from "vitest";
import { monthIndex, monthLabel } from "../engine/calendar.ts";
import { cities, households, nationalities, sectors } from "../model/geography.ts";
import { claims, documents, eventResponses, facts, timeline } from "./ledgers.ts";
import { courtVintages, groupedOther } from "./schemas.ts";
import {
  courtBacklog,
  darienByNationality,
  darienTotal,
  deathsBySector,
  hondurasEntriesByNationality,
  interceptionsByNationality,
  interceptionsTotal,
  type MonthlySeries,
  ofoByFieldOffice,
  ofoByNationality,
  ofoTotal,
  returnsByNationality,
  returnsTotal,
  sumOver,
  usbpByNationality,
  usbpByNationalityHousehold,
  usbpBySector,
  usbpBySectorNationality,
  usbpTitle42,
  usbpTitle42ByNationalityHousehold,
  usbpTotal,
  valueAt,
} from "./series.ts";
import { table } from "./tables.ts";

const over = (series: MonthlySeries, from: string, to = from) => sumOver(series, monthIndex(from), monthIndex(to));
const fiscal = (series: MonthlySeries, year: number) => over(series, `${year - 1}-10`, `${year}-09`);
const calendar = (series: MonthlySeries, year: number) => over(series, `${year}-01`, `${year}-12`);
const exactMonths = Array.from({ length: 60 }, (_, at) => monthIndex("2019-10") + at);
const of = <T>(series: readonly T[], names: readonly string[], name: string) => series[names.indexOf(name)];

function sumAt(series: readonly MonthlySeries[], month: number): number {
  return series.reduce((sum, one) => sum + valueAt(one, month), 0);
}

describe("control totals", () => {
  it.each([
    [2018, 396_579],
    [2019, 851_508],
    [2020, 400_651],
    [2021, 1_659_206],
    [2022, 2_206_436],
    [2023, 2_045_838],
    [2024, 1_530_523],
  ])("Border Patrol FY%i", (year, expected) => expect(fiscal(usbpTotal(), year)).toBe(expected));

  it.each([
    ["USBP December 2023", () => over(usbpTotal(), "2023-12"), 249_740],
    ["USBP January 2024", () => over(usbpTotal(), "2024-01"), 124_215],
    ["USBP and OFO December 2023", () => over(usbpTotal(), "2023-12") + over(ofoTotal(), "2023-12"), 301_981],
    ["interceptions 2022", () => calendar(interceptionsTotal(), 2022), 441_409],
    ["interceptions 2023", () => calendar(interceptionsTotal(), 2023), 778_907],
    ["interceptions to September 2024", () => over(interceptionsTotal(), "2024-01", "2024-09"), 1_002_445],
    ["returns 2022", () => calendar(returnsTotal(), 2022), 121_963],
    ["returns 2023", () => calendar(returnsTotal(), 2023), 54_728],
    ["Darién 2021", () => calendar(darienTotal(), 2021), 133_726],
    ["Darién 2022", () => calendar(darienTotal(), 2022), 248_284],
    ["Darién 2023", () => calendar(darienTotal(), 2023), 520_085],
    ["expulsions FY2020", () => fiscal(usbpTitle42(), 2020), 197_043],
    ["expulsions FY2021", () => fiscal(usbpTitle42(), 2021), 1_040_220],
    ["expulsions FY2022", () => fiscal(usbpTitle42(), 2022), 1_054_084],
    ["expulsions FY2023", () => fiscal(usbpTitle42(), 2023), 549_771],
  ])("%s", (_, figure, expected) => expect(figure()).toBe(expected));

  it("Honduran entries 2023", () => {
    const sum = hondurasEntriesByNationality()
      .filter((_, at) => nationalities[at] !== "Honduras")
      .reduce((total, series) => total + calendar(series, 2023), 0);
    expect(sum).toBe(545_043);
  });
});

describe("Border Patrol tables agree with one another", () => {
  it("in every month: sectors, nationalities, titles, households and cross tables", () => {
    const bySector = usbpBySector();
    const byNationality = usbpByNationality();
    const byGroup = usbpByNationalityHousehold();
    const cross = usbpBySectorNationality();
    const title42 = usbpTitle42();
    const title42ByGroup = usbpTitle42ByNationalityHousehold();
    const demographic = table("usbp_month_demographic");
    const titles = table("usbp_month_title");
    const sectorHousehold = table("usbp_month_sector_household");
    for (const month of exactMonths) {
      const label = monthLabel(month);
      const total = valueAt(usbpTotal(), month);
      expect(sumAt(bySector, month), label).toBe(total);
      expect(sumAt(byNationality, month), label).toBe(total);
      expect(sumAt(byGroup, month), label).toBe(total);
      const title = titles.find((row) => row.month === label)!;
      expect(title.title8 + title.title42, label).toBe(total);
      expect(sumAt(title42ByGroup, month), label).toBe(valueAt(title42, month));
      households.forEach((household, h) => {
        const published = demographic.find((row) => row.month === label && row.household === household)!.encounters;
        const ofGroups = byGroup.filter((_, group) => group % households.length === h);
        expect(sumAt(ofGroups, month), `${label} ${household}`).toBe(published);
        const ofSectors = sectorHousehold.filter((row) => row.month === label);
        expect(
          ofSectors.reduce((sum, row) => sum + row[household], 0),
          `${label} ${household}`,
        ).toBe(published);
      });
      nationalities.forEach((name, n) => {
        expect(
          sumAt(
            cross.map((one) => one[n]),
            month,
          ),
          `${label} ${name}`,
        ).toBe(valueAt(byNationality[n], month));
      });
      sectors.forEach((name, s) => {
        expect(sumAt(cross[s], month), `${label} ${name}`).toBe(valueAt(bySector[s], month));
      });
    }
  });

  it("in components and Title 42, from 2017-10", () => {
    for (const row of table("encounters_month_component").filter((one) => one.component === "USBP")) {
      expect(over(usbpTotal(), row.month), row.month).toBe(row.encounters);
      const expelled = table("usbp_month_sector")
        .filter((one) => one.month === row.month)
        .reduce((sum, one) => sum + one.title42, 0);
      expect(over(usbpTitle42(), row.month), row.month).toBe(expelled);
    }
  });
});

describe("port tables agree with one another", () => {
  it("in every month: offices, nationalities, titles, households", () => {
    for (const month of exactMonths) {
      const label = monthLabel(month);
      const total = valueAt(ofoTotal(), month);
      expect(sumAt(ofoByFieldOffice(), month), label).toBe(total);
      expect(sumAt(ofoByNationality(), month), label).toBe(total);
      const title = table("ofo_month_title").find((row) => row.month === label)!;
      expect(title.title8 + title.title42, label).toBe(total);
      const people = table("ofo_month_demographic").filter((row) => row.month === label);
      expect(
        people.reduce((sum, row) => sum + row.encounters, 0),
        label,
      ).toBe(total);
    }
  });
});

describe("the FY2019 trap", () => {
  const rows = table("usbp_month_nationality").filter((row) => row.month >= "2018-10" && row.month < "2019-10");

  it("is there: the year stands in the table twice", () => {
    const sum = (precision: string) =>
      rows.filter((row) => row.precision === precision).reduce((total, row) => total + row.encounters, 0);
    expect(sum("exact")).toBe(851_508);
    expect(Math.abs(sum("rounded_to_10") - 851_508)).toBeLessThan(500);
    expect(rows.some((row) => row.nationality === groupedOther)).toBe(true);
  });

  it("is avoided: the nationalities sum to the year once, within rounding", () => {
    const sum = usbpByNationality().reduce((total, series) => total + fiscal(series, 2019), 0);
    expect(Math.abs(sum / 851_508 - 1)).toBeLessThan(0.001);
  });

  it("is avoided for each nationality: rounded and exact figures of one month lie within 1%", () => {
    const mexicans = of(usbpByNationality(), nationalities, "Mexico");
    for (const row of rows.filter((one) => one.precision === "exact" && one.nationality === "Mexico")) {
      expect(Math.abs(over(mexicans, row.month) / row.encounters - 1), row.month).toBeLessThan(0.01);
    }
  });
});

describe("court vintages", () => {
  it("are separate: the same year-end differs between them", () => {
    const endOf2019 = (vintage: (typeof courtVintages)[number]) =>
      courtBacklog(vintage).find((point) => point.month === monthIndex("2019-09"))?.pending;
    expect(endOf2019("EOIR_2021_vintage_active")).toBe(1_087_201);
    expect(endOf2019("EOIR_2025_vintage")).toBe(1_331_286);
  });

  it("hold every row of the table once, in order", () => {
    const points = courtVintages.map((vintage) => courtBacklog(vintage));
    expect(points.flat()).toHaveLength(table("court_backlog").length);
    for (const series of points) {
      const months = series.map((point) => point.month);
      expect(months).toEqual([...new Set(months)].sort((a, b) => a - b));
    }
  });

  it("carry flows with the year and null without", () => {
    expect(courtBacklog("EOIR_2025_vintage").at(-1)).toEqual({
      month: monthIndex("2024-09"),
      pending: 3_884_956,
      newCases: 1_783_915,
      completions: 704_514,
    });
    expect(courtBacklog("TRAC_active_backlog")[0].newCases).toBeNull();
  });
});

describe("months", () => {
  it("start and end where the tables do", () => {
    const span = ({ firstMonth, values }: MonthlySeries) => [
      monthLabel(firstMonth),
      monthLabel(firstMonth + values.length - 1),
    ];
    expect(span(usbpTotal())).toEqual(["2017-10", "2024-09"]);
    expect(span(usbpByNationality()[0])).toEqual(["2017-10", "2024-09"]);
    expect(span(usbpByNationalityHousehold()[0])).toEqual(["2019-10", "2024-09"]);
    expect(span(ofoByFieldOffice()[0])).toEqual(["2019-10", "2024-09"]);
    expect(span(interceptionsTotal())).toEqual(["2018-01", "2024-09"]);
    expect(span(returnsTotal())).toEqual(["2018-01", "2024-09"]);
    expect(span(darienTotal())).toEqual(["2020-01", "2024-09"]);
    expect(span(deathsBySector().both[0])).toEqual(["2014-01", "2024-09"]);
  });

  it("tell a closed route (zero) from a missing count (NaN)", () => {
    expect(over(darienTotal(), "2020-04", "2020-05")).toBe(0);
    const venezuelans = of(hondurasEntriesByNationality(), nationalities, "Venezuela");
    expect(over(venezuelans, "2020-04")).toBeNaN();
    expect(over(venezuelans, "2020-01", "2020-06")).toBeNaN();
    expect(over(venezuelans, "2020-03")).not.toBeNaN();
  });

  it("are NaN outside a series and for those whom a table does not count", () => {
    expect(over(usbpTotal(), "2017-09")).toBeNaN();
    expect(over(usbpTotal(), "2024-10")).toBeNaN();
    for (const series of [interceptionsByNationality(), returnsByNationality()]) {
      expect(of(series, nationalities, "Mexico").values.every(Number.isNaN)).toBe(true);
      expect(of(series, nationalities, "Guatemala").values.some(Number.isNaN)).toBe(false);
    }
    expect(of(hondurasEntriesByNationality(), nationalities, "Honduras").values.every(Number.isNaN)).toBe(true);
  });

  it("belong to the caller: writing into a series leaves the next one alone", () => {
    usbpTotal().values[0] = -1;
    darienByNationality()[0].values.fill(-1);
    expect(fiscal(usbpTotal(), 2018)).toBe(396_579);
    expect(calendar(darienTotal(), 2023)).toBe(520_085);
  });
});

describe("deaths", () => {
  it("of both sides are the sum of the sides and of the causes", () => {
    const { both, unitedStates, mexico } = deathsBySector();
    for (const year of [2014, 2021, 2022, 2023]) {
      const sum = (series: MonthlySeries[]) => series.reduce((total, one) => total + calendar(one, year), 0);
      const causes = table("deaths_year_cause").filter((row) => row.year === year);
      expect(sum(unitedStates) + sum(mexico)).toBe(sum(both));
      expect(causes.reduce((total, row) => total + row.dead_and_missing, 0)).toBe(sum(both));
    }
    expect(both.reduce((total, one) => total + calendar(one, 2021), 0)).toBe(799);
    expect(both.reduce((total, one) => total + calendar(one, 2022), 0)).toBe(718);
  });
});

describe("ledgers", () => {
  it("hold 52 facts whose observed figures lie in their ranges", () => {
    const all = facts();
    expect(all.map((fact) => fact.id)).toEqual(
      Array.from({ length: 52 }, (_, at) => `F${`${at + 1}`.padStart(2, "0")}`),
    );
    for (const { id, low, observed, high } of all) expect(low <= observed && observed <= high, id).toBe(true);
    const ofKind = (kind: string) => all.filter((fact) => fact.kind === kind).length;
    expect([ofKind("fit") + ofKind("arithmetic"), ofKind("emergent"), ofKind("literature")]).toEqual([16, 29, 7]);
    for (const { id, kind, zFrozenFrom } of all) expect(zFrozenFrom !== null, id).toBe(kind === "emergent");
  });

  it("point only at claims, documents and origins that exist", () => {
    const claimIds = new Set(claims().map((claim) => claim.id));
    const documentIds = new Set(documents().map((document) => document.id));
    const origins = new Set(documents().map((document) => document.independent_origin));
    expect(claimIds.size).toBe(55);
    for (const fact of facts()) for (const id of fact.claims) expect(claimIds.has(id), `${fact.id} ${id}`).toBe(true);
    for (const claim of claims()) {
      for (const id of claim.documents) expect(documentIds.has(id), `${claim.id} ${id}`).toBe(true);
      for (const id of claim.independentOrigins) expect(origins.has(id), `${claim.id} ${id}`).toBe(true);
    }
  });

  it("observe in the facts what the tables say", () => {
    const observed = (id: string) => facts().find((fact) => fact.id === id)!.observed;
    const change = (series: MonthlySeries, from: string, to: string) => over(series, to) / over(series, from);
    const share = (from: string, to: string) => over(returnsTotal(), from, to) / over(interceptionsTotal(), from, to);
    const sectorChange = (name: string) => change(of(usbpBySector(), sectors, name), "2023-12", "2024-01");
    const nationalityChange = (name: string) =>
      change(of(usbpByNationality(), nationalities, name), "2023-12", "2024-01");
    const recomputed: Record<string, number> = {
      F03: fiscal(usbpTotal(), 2022) / fiscal(usbpTotal(), 2019),
      F05: change(usbpTotal(), "2023-12", "2024-01"),
      F06: sectorChange("Del Rio"),
      F07: sectorChange("Rio Grande Valley"),
      F08: sectorChange("El Paso"),
      F09: sectorChange("Tucson"),
      F10: sectorChange("San Diego"),
      F11: nationalityChange("Mexico"),
      F12: nationalityChange("Venezuela"),
      F13: change(usbpTotal(), "2024-01", "2024-02"),
      F20: calendar(returnsTotal(), 2023) / calendar(returnsTotal(), 2022),
      F21: share("2021-01", "2021-12"),
      F22: share("2022-01", "2022-12"),
      F24: change(returnsTotal(), "2023-10", "2023-12"),
      F43: change(usbpTotal(), "2023-11", "2023-12"),
    };
    for (const [id, value] of Object.entries(recomputed))
      expect(Math.abs(value - observed(id)), id).toBeLessThan(0.006);
  });

  it("keep the timeline in order, and flag what rests on memory", () => {
    const dates = timeline().map((event) => event.date);
    expect(dates).toEqual([...dates].sort());
    expect(timeline().filter((event) => event.verified === "no")).toHaveLength(1);
    expect(eventResponses()).toHaveLength(16);
  });

  it("spell the cities of the waiting lists as the model does", () => {
    const places = table("waitlists_shelters").map((row) => row.place);
    for (const place of places.filter((name) => !/\d|border cities/.test(name))) expect(cities).toContain(place);
  });
});
