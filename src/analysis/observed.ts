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
  total,
  usbpByNationality,
  usbpByNationalityHousehold,
  usbpBySector,
  usbpBySectorNationality,
  usbpTitle42,
  usbpTitle42ByNationalityHousehold,
  usbpTotal,
  valueAt,
} from "../data/series.ts";
import { households, nationalities } from "../model/geography.ts";
import { membersOf, type ObservableName } from "../model/observables.ts";

/** What was published about an observable: its total and its members, where they exist. */
interface Published {
  readonly total?: () => MonthlySeries;
  readonly members?: () => readonly MonthlySeries[];
}

/** Groups (nationality × household) summed over households. */
export function byNationality(groups: readonly MonthlySeries[]): MonthlySeries[] {
  return nationalities.map((_, n) => total(households.map((__, h) => groups[n * households.length + h])));
}

function byHousehold(groups: readonly MonthlySeries[]): MonthlySeries[] {
  return households.map((_, h) => total(nationalities.map((__, n) => groups[n * households.length + h])));
}

/** Pending cases at the ends of fiscal years; the 2025 vintage, on which the model's docket is based. */
function backlog(): MonthlySeries {
  const points = courtBacklog("EOIR_2025_vintage");
  const firstMonth = points[0].month;
  const values = new Float64Array(points[points.length - 1].month - firstMonth + 1).fill(Number.NaN);
  for (const { month, pending } of points) values[month - firstMonth] = pending;
  return { firstMonth, values };
}

const published: { readonly [Name in ObservableName]?: Published } = {
  usbp: { total: usbpTotal, members: usbpByNationality },
  usbpBySector: { total: usbpTotal, members: usbpBySector },
  usbpByHousehold: { total: usbpTotal, members: () => byHousehold(usbpByNationalityHousehold()) },
  usbpBySectorNationality: { total: usbpTotal, members: () => usbpBySectorNationality().flat() },
  expulsions: { total: usbpTitle42, members: () => byNationality(usbpTitle42ByNationalityHousehold()) },
  ports: { total: ofoTotal, members: ofoByNationality },
  portsByOffice: { total: ofoTotal, members: ofoByFieldOffice },
  interceptions: { total: interceptionsTotal, members: interceptionsByNationality },
  returnsFromMexico: { total: returnsTotal, members: returnsByNationality },
  darien: { total: darienTotal, members: darienByNationality },
  hondurasEntries: { members: hondurasEntriesByNationality },
  deathsBySector: { total: () => total(deathsBySector().both), members: () => deathsBySector().both },
  backlog: { total: backlog },
};

const read = new Map<string, MonthlySeries | undefined>();

/**
 * The published monthly figures that an observable, or one of its members, should come close to; undefined where none exist.
 * Deaths are the dead and missing near the line, both sides, of IOM; they and bodies found by the Border Patrol are both lower bounds.
 */
export function observedSeries(name: ObservableName, member?: string): MonthlySeries | undefined {
  const key = `${name}/${member ?? ""}`;
  if (!read.has(key)) {
    const source = published[name];
    read.set(key, member === undefined ? source?.total?.() : source?.members?.()[membersOf(name).indexOf(member)]);
  }
  return read.get(key);
}

/** Published figures of an observable, or of one of its members, by month from `firstMonth` on; null in months without one. */
export function publishedMonths(
  name: ObservableName,
  member: string | undefined,
  firstMonth: number,
  months: number,
): (number | null)[] {
  const series = observedSeries(name, member);
  return Array.from({ length: months }, (_, m) => {
    const value = series ? valueAt(series, firstMonth + m) : Number.NaN;
    return Number.isNaN(value) ? null : value;
  });
}
