import { observedSeries } from "../analysis/observed.ts";
import { valueAt } from "../data/series.ts";
import { columnsOf, type ObservableName } from "../model/observables.ts";

/** One line of the tables: what is reported of every scenario. */
export interface Indicator {
  readonly label: string;
  readonly columns: readonly number[];
  readonly kind: "flow" | "stock";
  /** The observable whose published figures stand beside it. */
  readonly observed?: ObservableName;
}

function flow(label: string, names: readonly ObservableName[], observed?: ObservableName): Indicator {
  return { label, columns: names.flatMap(columnsOf), kind: "flow", ...(observed && { observed }) };
}

function stock(label: string, name: ObservableName, observed?: ObservableName): Indicator {
  return { label, columns: columnsOf(name), kind: "stock", ...(observed && { observed }) };
}

export const encounters = flow("Encounters between ports", ["usbp"], "usbp");
export const deaths = flow("Deaths near the border", ["deathsBySector"], "deathsBySector");
export const deathsOnTheWay = flow("Deaths on the way north", ["deathsInTransit"]);
export const attacks = flow("Attacks reported", ["attacks"]);
export const atPorts = flow("Encounters at ports", ["ports"], "ports");
export const interceptions = flow("Interceptions in Mexico", ["interceptions"], "interceptions");
export const returns = flow("Returns from Mexico", ["returnsFromMexico"], "returnsFromMexico");
export const transfers = flow("Transfers south", ["transfersSouth"]);
export const waiting = stock("Waiting in northern cities", "waiting");
export const mexicoSpending = flow("Mexico spends, pesos", ["mexicoSpending"]);
export const usSpending = flow("U.S. spends, dollars", [
  "usRemovalSpending",
  "usDetentionSpending",
  "usCourtSpending",
  "usAid",
  "usFundsToMexico",
]);

/** The lines of every report, harm beside flow. A string is a heading. */
export const indicators: readonly (Indicator | string)[] = [
  "The border, and harm",
  encounters,
  atPorts,
  deaths,
  deathsOnTheWay,
  attacks,
  "Mexico",
  interceptions,
  returns,
  transfers,
  flow("Shelterless person-days", ["overShelterPersonDays"]),
  "Averages of month ends",
  waiting,
  stock("Court backlog", "backlog", "backlog"),
  "Money, millions",
  mexicoSpending,
  usSpending,
  flow("Smugglers earn, dollars", ["smugglingRevenue"]),
  flow("Trade lost, dollars", ["tradeLoss"]),
];

/** Published figures of an indicator, one per month; NaN where none exists. */
export function observedMonths({ observed }: Indicator, firstMonth: number, months: number): number[] {
  const series = observed && observedSeries(observed);
  return Array.from({ length: months }, (_, m) => (series ? valueAt(series, firstMonth + m) : Number.NaN));
}

/** The published figure for the window: the sum of a flow, the average of a stock; NaN as soon as a month has none. */
export function observedOverall(indicator: Indicator, firstMonth: number, months: number): number {
  const sum = observedMonths(indicator, firstMonth, months).reduce((total, value) => total + value, 0);
  return indicator.kind === "flow" ? sum : sum / months;
}
