import type { Column } from "../engine/recorder.ts";
import { cities, fieldOffices, households, nationalities, sectors } from "./geography.ts";

interface Family {
  readonly kind: Column["kind"];
  readonly unit: string;
  readonly members: readonly string[];
}

const flow = (unit: string, members: readonly string[] = []): Family => ({ kind: "flow", unit, members });
const stock = (unit: string, members: readonly string[] = []): Family => ({ kind: "stock", unit, members });

const sectorByNationality = sectors.flatMap((sector) => nationalities.map((nationality) => `${sector}/${nationality}`));

/** Everything that is recorded each month, by name; a family with members has one column each, named `family/member`. */
const families = {
  departures: flow("people", nationalities),
  darien: flow("people", nationalities),
  hondurasEntries: flow("people", nationalities),
  interceptions: flow("events", nationalities),
  bribes: flow("events"),
  bribeMoney: flow("USD"),
  returnsFromMexico: flow("people", nationalities),
  transfersSouth: flow("people", nationalities),
  exitPapers: flow("people"),
  asylumClaimsInMexico: flow("people"),
  reachedNorth: flow("people", nationalities),
  usbp: flow("encounters", nationalities),
  usbpBySector: flow("encounters", sectors),
  usbpByHousehold: flow("encounters", households),
  usbpBySectorNationality: flow("encounters", sectorByNationality),
  usbpRepeat: flow("encounters"),
  usbpRepeatMexican: flow("encounters"),
  evadingAttempts: flow("attempts", sectors),
  surrenders: flow("attempts"),
  gotaways: flow("people", sectors),
  turnBacks: flow("events"),
  ports: flow("encounters", nationalities),
  portsByOffice: flow("encounters", fieldOffices),
  expulsions: flow("events", nationalities),
  returnsToMexico: flow("events", nationalities),
  mppEnrolments: flow("people"),
  removals: flow("people", nationalities),
  fearScreenings: flow("people"),
  releases: flow("people", nationalities),
  fieldReleases: flow("people"),
  filings: flow("cases"),
  completions: flow("cases"),
  grants: flow("cases"),
  ordersInAbsentia: flow("cases"),
  defensiveApplications: flow("applications"),
  workPermits: flow("people"),
  mexicoSpending: flow("million MXN"),
  mexicoSpendingOnReturns: flow("million MXN"),
  mexicoSpendingOnTransfers: flow("million MXN"),
  usRemovalSpending: flow("million USD"),
  usDetentionSpending: flow("million USD"),
  usCourtSpending: flow("million USD"),
  usAid: flow("million USD"),
  usFundsToMexico: flow("million USD"),
  smugglingRevenue: flow("million USD"),
  tradeLoss: flow("million USD"),
  attacks: flow("reported attacks", cities),
  attacksOnExpelled: flow("reported attacks"),
  attacksOnMpp: flow("reported attacks"),
  deathsBySector: flow("deaths", sectors),
  deathsInTransit: flow("deaths"),
  childDeaths: flow("deaths"),
  limboPersonDays: flow("person-days"),
  childCustodyDays: flow("person-days"),
  overShelterPersonDays: flow("person-days", cities),
  waiting: stock("people", cities),
  appointmentWaiting: stock("people"),
  mppWaiting: stock("people"),
  inMexico: stock("people", nationalities),
  livingInMexico: stock("people"),
  inmCustody: stock("people"),
  usCustody: stock("people", sectors),
  detained: stock("people"),
  backlog: stock("cases"),
  expectedWait: stock("years"),
  meanCaseAge: stock("years"),
  everRemovedShare: stock("share"),
  effort: stock("index"),
  funded: stock("share"),
  salience: stock("index"),
  agendaSpace: stock("share"),
  portsClosed: stock("share"),
  smugglingFee: stock("USD"),
  perceivedSuccess: stock("share", nationalities),
  loops: stock("transfers per person reaching the north"),
} as const satisfies Record<string, Family>;

export type ObservableName = keyof typeof families;
export const observableNames = Object.keys(families) as ObservableName[];

/** Columns of the record, in order. */
export const columns: readonly Column[] = observableNames.flatMap((name) => {
  const { kind, unit, members } = families[name] as Family;
  if (members.length === 0) return [{ name, unit, kind }];
  return members.map((member) => ({ name: `${name}/${member}`, unit, kind }));
});

function firstColumns(): Record<ObservableName, number> {
  let next = 0;
  return Object.fromEntries(
    observableNames.map((name) => {
      const first = next;
      next += Math.max(1, families[name].members.length);
      return [name, first];
    }),
  ) as Record<ObservableName, number>;
}

/** First column of each family; member k of a family is at `o.family + k`. */
export const o: Readonly<Record<ObservableName, number>> = firstColumns();

/** Members of a family, empty for a single column. */
export function membersOf(name: ObservableName): readonly string[] {
  return families[name].members;
}

/** Columns of a family, in member order. */
export function columnsOf(name: ObservableName): number[] {
  return Array.from({ length: Math.max(1, families[name].members.length) }, (_, k) => o[name] + k);
}
