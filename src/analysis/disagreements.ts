import { eventResponses, facts } from "../data/ledgers.ts";
import { courtBacklog } from "../data/series.ts";
import { table } from "../data/tables.ts";
import { monthIndex } from "../engine/calendar.ts";
import type { LeverId } from "../model/levers.ts";

/** What is at odds: two sources that count, a claim and the figures, what two parties say, or what followed on like measures. */
export type DisagreementKind = "sources" | "figures" | "parties" | "outcomes";

/**
 * A disagreement that is on record. The figures it is told with are read from the tables, so that words and tables cannot part; the words are the
 * page's.
 */
export interface Disagreement {
  readonly id: string;
  readonly kind: DisagreementKind;
  readonly levers: readonly LeverId[];
  /** Claims that take part in it (`data/claims.csv`). */
  readonly claims: readonly string[];
  /** Tables and documents that hold the figures. */
  readonly sources: readonly string[];
  readonly figures: () => Readonly<Record<string, number>>;
}

const fact = (id: string): number => facts().find((one) => one.id === id)!.observed;

/** The only event response of a month whose name begins so. */
function response(month: string, event: string) {
  const found = eventResponses().filter((row) => row.month === month && row.event.startsWith(event));
  if (found.length !== 1)
    throw new RangeError(`${found.length} event responses of ${month} begin with "${event}"; expected one`);
  return found[0];
}

function forces(period: string): number {
  const own = table("mexico_enforcement").filter(
    (row) => row.period === period && row.metric === "forces on migration duty, all",
  );
  if (own.length !== 1) throw new RangeError(`${own.length} counts of forces in ${period}; expected one`);
  return own[0].value;
}

const pending = (vintage: Parameters<typeof courtBacklog>[0]): number =>
  courtBacklog(vintage).find(({ month }) => month === monthIndex("2023-09"))!.pending;

const claimsTable = "data/claims.csv";
const factsTable = "data/facts.csv";
const responsesTable = "data/event_responses.csv";

export const disagreements: readonly Disagreement[] = [
  {
    id: "forces_tenfold",
    kind: "figures",
    levers: ["interceptionOfficers"],
    claims: ["C09"],
    sources: [claimsTable, "data/mexico_enforcement.csv"],
    figures: () => ({ before: forces("2022-01"), after: forces("2022-11") }),
  },
  {
    id: "counts_of_interceptions",
    kind: "sources",
    levers: ["interceptionOfficers", "effort", "raids"],
    claims: ["C10"],
    sources: ["docs/model.md#honesty"],
    figures: () => ({}),
  },
  {
    id: "effort_two_views",
    kind: "parties",
    levers: ["effort", "effortFollowsDeals", "deal", "appropriation", "supplements"],
    claims: ["C04", "C13"],
    sources: [claimsTable],
    figures: () => ({}),
  },
  {
    id: "who_is_credited",
    kind: "figures",
    levers: ["effort", "deal", "interceptionOfficers", "trainSecurity", "raids"],
    claims: ["C03", "C51"],
    sources: [claimsTable, factsTable, responsesTable],
    figures: () => ({
      mexicans: fact("F11"),
      others: response("2024-01", "Mexican crackdown, Mexican nationals").m0!,
    }),
  },
  {
    id: "crackdowns_last",
    kind: "figures",
    levers: ["effort", "effortFollowsDeals", "deal", "interceptionOfficers", "tariffThreat"],
    claims: ["C19"],
    sources: [claimsTable, responsesTable],
    figures: () => ({
      months2019: response("2019-06", "Tariff deal").months_to_recover!,
      level2014: response("2014-07", "Programa Frontera Sur").m12!,
    }),
  },
  {
    id: "rule_of_2023",
    kind: "figures",
    levers: ["asylumRule"],
    claims: ["C36"],
    sources: [claimsTable, factsTable],
    figures: () => ({ after: fact("F29"), months: fact("F30") }),
  },
  {
    id: "after_title_42",
    kind: "figures",
    levers: ["expulsionAuthority", "paymentsSuspended"],
    claims: ["C46"],
    sources: [claimsTable, factsTable],
    figures: () => ({ after: fact("F29"), months: fact("F30") }),
  },
  {
    id: "a_million_a_year",
    kind: "figures",
    levers: ["expulsionAuthority"],
    claims: ["C38"],
    sources: [claimsTable, factsTable],
    figures: () => ({ expulsions: fact("F15"), again: fact("F34"), again2019: fact("F33") }),
  },
  {
    id: "pressure_moves",
    kind: "outcomes",
    levers: ["raids", "barriers", "agents", "trainSecurity", "portClosure"],
    claims: ["C22"],
    sources: [claimsTable, factsTable],
    figures: () => ({ in2023: fact("F31"), in2024: fact("F32") }),
  },
  {
    id: "visas_last",
    kind: "outcomes",
    levers: ["visaRequired"],
    claims: ["C23"],
    sources: [responsesTable],
    figures: () => ({
      venezuela: response("2022-01", "Mexico asks Venezuelans").months_to_recover!,
      ecuador: response("2021-09", "Mexico asks Ecuadorians").months_to_recover!,
    }),
  },
  {
    id: "parole_and_return",
    kind: "outcomes",
    levers: ["parolePlaces", "acceptance", "returnQuota"],
    claims: ["C37", "C39"],
    sources: [responsesTable],
    figures: () => ({
      venezuela: response("2022-10", "Parole and Title 42").months_to_recover!,
      others: response("2023-01", "Parole and expulsion").m12!,
    }),
  },
  {
    id: "counts_of_the_backlog",
    kind: "sources",
    levers: ["judges", "completionsPerJudge", "docketOrder", "asylumOfficersDeciding"],
    claims: ["C17"],
    sources: ["data/court_backlog.csv"],
    figures: () => ({
      court: pending("EOIR_2025_vintage"),
      plan: pending("EOIR_strategic_plan"),
      trac: pending("TRAC_active_backlog"),
    }),
  },
  {
    id: "forces_of_2019",
    kind: "sources",
    levers: ["interceptionOfficers"],
    claims: ["C06"],
    sources: ["scenarios/history.yaml", "data/mexico_enforcement.csv"],
    figures: () => {
      const north = table("mexico_enforcement").find(
        ({ period, metric }) => period === "2019-06-24" && metric.endsWith("north"),
      )!;
      const [low, high] = [...north.note.matchAll(/\d[\d,]+/g)].map(([digits]) => Number(digits.replaceAll(",", "")));
      return { low, high };
    },
  },
];
