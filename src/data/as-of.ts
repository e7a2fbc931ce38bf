import type { CourtVintage } from "./schemas.ts";
import {
  type BorderDeaths,
  type CourtPoint,
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
  southwestTotal,
  usbpByHousehold,
  usbpByNationality,
  usbpByNationalityHousehold,
  usbpBySector,
  usbpBySectorNationality,
  usbpTitle42,
  usbpTitle42ByNationalityHousehold,
  usbpTotal,
} from "./series.ts";

/**
 * The published monthly series as they stood when a month ended: under the names of `series.ts`, without any month after the origin.
 * Code that is given nothing else cannot see what came later. Figures count as known on the last day of their month; they are those that
 * the tables hold, published later and in part revised, without the delay and the first counts that were met at the time.
 */
export interface Known {
  /** Last month that is known, since 2018-01. Every series ends with it. */
  readonly origin: number;
  readonly usbpTotal: () => MonthlySeries;
  readonly usbpBySector: () => MonthlySeries[];
  readonly usbpByNationality: () => MonthlySeries[];
  readonly usbpByHousehold: () => MonthlySeries[];
  readonly usbpByNationalityHousehold: () => MonthlySeries[];
  readonly usbpTitle42ByNationalityHousehold: () => MonthlySeries[];
  readonly usbpTitle42: () => MonthlySeries;
  readonly usbpBySectorNationality: () => MonthlySeries[][];
  readonly ofoTotal: () => MonthlySeries;
  readonly southwestTotal: () => MonthlySeries;
  readonly ofoByFieldOffice: () => MonthlySeries[];
  readonly ofoByNationality: () => MonthlySeries[];
  readonly interceptionsByNationality: () => MonthlySeries[];
  readonly interceptionsTotal: () => MonthlySeries;
  readonly returnsByNationality: () => MonthlySeries[];
  readonly returnsTotal: () => MonthlySeries;
  readonly darienByNationality: () => MonthlySeries[];
  readonly darienTotal: () => MonthlySeries;
  readonly hondurasEntriesByNationality: () => MonthlySeries[];
  readonly deathsBySector: () => BorderDeaths;
  /** Oldest first, none after the origin. Vintages named by a later year were not published yet at the origin. */
  readonly courtBacklog: (vintage: CourtVintage) => CourtPoint[];
}

/**
 * The same series up to and including a month, in memory of its own; NaN in months up to it without a figure. A series that begins later
 * is empty and begins the month after, wherever the table begins.
 */
export function cutAfter(series: MonthlySeries, lastMonth: number): MonthlySeries {
  const firstMonth = Math.min(series.firstMonth, lastMonth + 1);
  const values = Float64Array.from({ length: lastMonth - firstMonth + 1 }, (_, at) => series.values[at] ?? Number.NaN);
  return { firstMonth, values };
}

/** What is known at the end of a month (since 2018-01). Throws RangeError if that is no whole number. */
export function knownAt(origin: number): Known {
  if (!Number.isSafeInteger(origin))
    throw new RangeError(`origin: ${origin} was given; expected a whole month since 2018-01`);
  const one = (series: MonthlySeries): MonthlySeries => cutAfter(series, origin);
  const all = (series: readonly MonthlySeries[]): MonthlySeries[] => series.map(one);
  return {
    origin,
    usbpTotal: () => one(usbpTotal()),
    usbpBySector: () => all(usbpBySector()),
    usbpByNationality: () => all(usbpByNationality()),
    usbpByHousehold: () => all(usbpByHousehold()),
    usbpByNationalityHousehold: () => all(usbpByNationalityHousehold()),
    usbpTitle42ByNationalityHousehold: () => all(usbpTitle42ByNationalityHousehold()),
    usbpTitle42: () => one(usbpTitle42()),
    usbpBySectorNationality: () => usbpBySectorNationality().map(all),
    ofoTotal: () => one(ofoTotal()),
    southwestTotal: () => one(southwestTotal()),
    ofoByFieldOffice: () => all(ofoByFieldOffice()),
    ofoByNationality: () => all(ofoByNationality()),
    interceptionsByNationality: () => all(interceptionsByNationality()),
    interceptionsTotal: () => one(interceptionsTotal()),
    returnsByNationality: () => all(returnsByNationality()),
    returnsTotal: () => one(returnsTotal()),
    darienByNationality: () => all(darienByNationality()),
    darienTotal: () => one(darienTotal()),
    hondurasEntriesByNationality: () => all(hondurasEntriesByNationality()),
    deathsBySector: () => {
      const { both, unitedStates, mexico } = deathsBySector();
      return { both: all(both), unitedStates: all(unitedStates), mexico: all(mexico) };
    },
    courtBacklog: (vintage) => courtBacklog(vintage).filter(({ month }) => month <= origin),
  };
}
