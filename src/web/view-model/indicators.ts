import { cities, nationalities, sectors } from "../../model/geography.ts";
import { columns, columnsOf, type ObservableName, o } from "../../model/observables.ts";
import { keyOf } from "./names.ts";

/** What a chart shows: some columns of the record, summed. */
export interface Indicator {
  readonly id: string;
  readonly columns: readonly number[];
  readonly kind: "flow" | "stock";
  /** Harm has a colour of its own. */
  readonly harm: boolean;
  /** Message key of the name. */
  readonly name: string;
  /** Message key of what a sentence counts; undefined where it says a change in the unit. */
  readonly what: string | undefined;
  /** Message key of the unit. */
  readonly unit: string;
  /** Published series to show as dots, if there is one. */
  readonly published: { readonly name: ObservableName; readonly member?: string } | undefined;
}

const unitOf = (column: number): string => `unit_${keyOf(columns[column].unit)}`;

function whole(id: string, name: ObservableName, what?: string, harm = false): Indicator {
  const which = columnsOf(name);
  const { kind } = columns[which[0]];
  return { id, columns: which, kind, harm, name: `series_${name}`, what, unit: unitOf(which[0]), published: { name } };
}

/** Deaths at the border and on the way through Mexico; of the latter no series is published. */
export const deaths: Indicator = {
  id: "deaths",
  columns: [...columnsOf("deathsBySector"), ...columnsOf("deathsInTransit")],
  kind: "flow",
  harm: true,
  name: "strip_deaths",
  what: "what_deaths",
  unit: "unit_deaths",
  published: undefined,
};

/** Those near the border alone, beside which the dead and missing stand that were counted. */
export const deathsAtBorder: Indicator = {
  ...whole("deaths-border", "deathsBySector", "what_deaths", true),
  name: "deaths_border",
};

export const encounters = whole("encounters", "usbp", "what_encounters");
const interceptions = whole("interceptions", "interceptions", "what_interceptions");
const returns = whole("returns", "returnsFromMexico", "what_returns");
const waiting = whole("waiting", "waiting", "what_waiting");
const backlog = whole("backlog", "backlog");
const spending = whole("spending", "mexicoSpending");

/** Charts below the first, in order: harm beside flow. */
export const others: readonly Indicator[] = [
  deaths,
  deathsAtBorder,
  interceptions,
  whole("attacks", "attacks", undefined, true),
  returns,
  waiting,
  whole("transfers", "transfersSouth"),
  whole("ports", "ports"),
  whole("loops", "loops"),
  backlog,
  whole("wait", "expectedWait"),
  whole("revenue", "smugglingRevenue"),
  spending,
  whole("trade", "tradeLoss"),
];

const members = (name: ObservableName, prefix: string, keys: readonly string[]): Indicator[] =>
  keys.map((member, k) => ({
    id: `${name}-${keyOf(member)}`,
    columns: [o[name] + k],
    kind: columns[o[name]].kind,
    harm: false,
    name: `${prefix}_${keyOf(member)}`,
    what: undefined,
    unit: unitOf(o[name]),
    published: { name, member },
  }));

export const bySector = members("usbpBySector", "sector", sectors);
export const byNationality = members("usbp", "nationality", nationalities);
export const byCity = members("waiting", "city", cities);

/** The six numbers that stay in view. */
export const strip: readonly { readonly label: string; readonly indicator: Indicator }[] = [
  { label: "strip_encounters", indicator: encounters },
  { label: "strip_returns", indicator: returns },
  { label: "strip_waiting", indicator: waiting },
  { label: "strip_deaths", indicator: deaths },
  { label: "strip_money", indicator: spending },
  { label: "strip_backlog", indicator: backlog },
];
