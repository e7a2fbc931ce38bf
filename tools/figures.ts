/**
 * Writes what the shipped posterior makes of the history into README.md and docs/model.md with its translation, between
 * `<!-- figures: name -->` and `<!-- end -->`. Reasons in the table of facts outside their range are kept; a fact that is new there gets an empty one, to be filled in.
 * Usage: npx tsx tools/figures.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { sumOf } from "../src/analysis/experiments.ts";
import { type FactVerdict, validateFacts } from "../src/analysis/facts.ts";
import { type FitRow, fitQuality } from "../src/analysis/fit-quality.ts";
import type { Mode } from "../src/analysis/forecast/hindcasts.ts";
import { scoresOf } from "../src/analysis/forecast/scoreboard.ts";
import { shippedForecasts } from "../src/analysis/forecast/shipped.ts";
import { prepare, runOnce } from "../src/analysis/run.ts";
import { shippedPosterior } from "../src/analysis/shipped.ts";
import { compare } from "../src/analysis/simulate.ts";
import { baselineScores } from "../src/data/baseline-scores.ts";
import { baselineModels } from "../src/data/schemas.ts";
import { dayOf, monthLabel } from "../src/engine/calendar.ts";
import { blockSize, c } from "../src/model/compartments.ts";
import { step } from "../src/model/day.ts";
import { households, type Nationality, nationalities } from "../src/model/geography.ts";
import { stayingPlaces } from "../src/model/network.ts";
import { columnsOf } from "../src/model/observables.ts";
import { createWorld } from "../src/model/world.ts";
import { loadScenario } from "../src/scenario/load.ts";

/** Pages with figures in them. */
export const pages = ["README.md", "docs/model.md", "docs/model.es-MX.md"] as const;

/** What the central member makes of the history, in mean field. */
export interface Figures {
  readonly fit: readonly FitRow[];
  readonly facts: readonly FactVerdict[];
  /** Encounters from January to March 2024, as recorded and without the deal of December 2023. */
  readonly quarter: Readonly<Record<"all" | Nationality, { readonly recorded: number; readonly without: number }>>;
  /** Venezuelans at the hub on some dates. */
  readonly hub: readonly { readonly date: string; readonly people: number }[];
  /** What Mexico's agency spends, million pesos. */
  readonly spending: { readonly in2022: number; readonly in2024: number };
}

/** Dates in order. */
function venezuelansAtHub(dates: readonly string[]): Figures["hub"] {
  const { inputs, start } = prepare(loadScenario("history"));
  const w = createWorld({ ...inputs, run: 0, mean: true }, start);
  const at = c.staying + stayingPlaces.indexOf("Mexico City hub");
  const first = nationalities.indexOf("Venezuela") * households.length;
  return dates.map((date) => {
    for (let day = w.day + 1; day <= dayOf(date); day++) step(w, day);
    const people = households.reduce((sum, _, h) => sum + w.state[(first + h) * blockSize + at], 0);
    return { date, people };
  });
}

export function measure(): Figures {
  const { base, scenario } = compare("history", "no-december-deal", { mode: "mean", uncertainty: "process" });
  const inQuarter = base.months.map((month) => month >= "2024-01" && month <= "2024-03");
  const sum = (values: readonly number[]): number =>
    values.reduce((total, x, m) => (inQuarter[m] ? total + x : total), 0);
  const pair = (name: Nationality) => ({
    recorded: sum(base.series("usbp", name).mean),
    without: sum(scenario.series("usbp", name).mean),
  });
  const byNationality = Object.fromEntries(nationalities.map((name) => [name, pair(name)]));
  const all = { recorded: sum(base.series("usbp").mean), without: sum(scenario.series("usbp").mean) };
  const history = runOnce(prepare(loadScenario("history")), 0, true);
  const spent = (from: string, to: string): number => sumOf(history, columnsOf("mexicoSpending"), from, to);
  return {
    fit: fitQuality(history),
    facts: validateFacts(),
    quarter: { all, ...byNationality } as Figures["quarter"],
    hub: venezuelansAtHub(["2023-11-15", "2023-12-15"]),
    spending: { in2022: spent("2022-01", "2022-12"), in2024: spent("2024-01", "2024-09") },
  };
}

/** What differs between the languages of pages. */
interface Wording {
  /** Between a count and the number counted among. */
  readonly of: string;
  readonly fit: {
    readonly head: readonly string[];
    readonly missed: string;
    readonly series: (name: string) => string;
  };
  readonly outside: { readonly head: readonly string[]; readonly to: string };
  readonly posterior: (others: number, steps: number, seed: number, until: string) => string;
  readonly facts: (checks: string, emergent: string, literature: string, all: string) => string;
  readonly deal: (quarter: {
    readonly recorded: string;
    readonly without: string;
    readonly more: string;
    readonly venezuelans: string;
    readonly hondurans: string;
    readonly mexicans: string;
    readonly change: string;
  }) => string;
  readonly hub: (before: { people: string; date: string }, after: { people: string; date: string }) => string;
  readonly spending: (in2022: string, in2024: string) => string;
}

const english: Wording = {
  of: "of",
  fit: { head: ["series", "median error", "bar"], missed: "missed", series: (name) => name },
  outside: { head: ["row", "simulated", "observed", "range", "why"], to: "to" },
  posterior: (others, steps, seed, until) =>
    `The posterior that ships, \`data/posterior.json\`, has a central member and ${others} others, from ${steps} steps with seed ${seed} and figures up to
${until}.`,
  facts: (checks, emergent, literature, all) =>
    `In range are ${checks} \`fit\` and \`arithmetic\` rows, ${emergent} \`emergent\` rows and ${literature} \`literature\` rows: ${all}.`,
  deal: ({ recorded, without, more, venezuelans, hondurans, mexicans, change }) =>
    `Without the deal, the policing of trains and the flights to Venezuela (\`no-december-deal\`, mean field) encounters of non-Mexicans in the
first quarter of 2024 are ${without} instead of ${recorded}, a difference of ${more} (Venezuelans ${venezuelans}, Hondurans ${hondurans}, Mexicans
${mexicans}). So the measures change them by ${change}; the credible range is −55% to −15%.`,
  hub: (before, after) =>
    `Simulated Venezuelans at the hub: ${before.people} on ${before.date}, ${after.people} on ${after.date}.`,
  spending: (in2022, in2024) =>
    `Simulated are ${in2022} million pesos in 2022, where 6,776 are recorded, and ${in2024} in the nine months to September 2024, where
11,170 are recorded for the year.`,
};

/** Series of the table of the fit that are called otherwise in Mexican Spanish. */
const seriesInSpanish: Readonly<Record<string, string>> = {
  "USBP Mexico": "USBP México",
  "USBP Haiti": "USBP Haití",
  "USBP Other": "USBP Otros",
  "USBP Del Rio": "USBP Del Río",
  "USBP Rio Grande Valley": "USBP Valle del Río Grande",
  "Mexican interceptions": "Detenciones en México",
  "Returns from Mexico": "Devoluciones desde México",
};

const spanish: Wording = {
  of: "de",
  fit: {
    head: ["serie", "error mediano", "umbral"],
    missed: "no se cumple",
    series: (name) => seriesInSpanish[name] ?? name,
  },
  outside: { head: ["fila", "simulado", "observado", "rango", "por qué"], to: "a" },
  posterior: (others, steps, seed, until) =>
    `La posterior que se distribuye, \`data/posterior.json\`, tiene un miembro central y otros ${others}, de ${steps} pasos con semilla ${seed} y cifras hasta
${until}.`,
  facts: (checks, emergent, literature, all) =>
    `Están en rango ${checks} filas \`fit\` y \`arithmetic\`, ${emergent} filas \`emergent\` y ${literature} filas \`literature\`: ${all}.`,
  deal: ({ recorded, without, more, venezuelans, hondurans, mexicans, change }) =>
    `Sin el acuerdo, la vigilancia de los trenes y los vuelos a Venezuela (\`no-december-deal\`, campo medio), los encuentros de personas no mexicanas en el
primer trimestre de 2024 son ${without} en vez de ${recorded}, una diferencia de ${more} (venezolanas ${venezuelans}, hondureñas ${hondurans}, mexicanas
${mexicans}). Las medidas los cambian, pues, en ${change}; el rango creíble es de −55% a −15%.`,
  hub: (before, after) =>
    `Personas venezolanas simuladas en el nodo: ${before.people} el ${before.date}, ${after.people} el ${after.date}.`,
  spending: (in2022, in2024) =>
    `Se simulan ${in2022} millones de pesos en 2022, donde están registrados 6,776, y ${in2024} en los nueve meses hasta septiembre de 2024, donde
están registrados 11,170 para el año.`,
};

const minus = (text: string): string => text.replace("-", "−");
const percent = (share: number, digits = 1): string => `${minus((100 * share).toFixed(digits))}%`;
const number = (value: number): string =>
  Number.isFinite(value) ? minus(value.toLocaleString("en-US", { maximumSignificantDigits: 3 })) : "none";

/** A Markdown table with cells padded to the width of their column. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, k) => Math.max(3, cell.length, ...rows.map((row) => row[k].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, k) => cell.padEnd(widths[k])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** `19 of 29`, of some kinds of facts. */
function inside(facts: readonly FactVerdict[], of: string, ...kinds: readonly FactVerdict["kind"][]): string {
  const all = facts.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return `${all.filter(({ ok }) => ok).length} ${of} ${all.length}`;
}

function summary({ fit, facts }: Figures): string {
  const [total] = fit;
  return `In half of the months from October 2019 to September 2024 the simulated total lies within ${percent(total.medianError)} of the observed one, and ${inside(facts, english.of)}
[published facts](docs/model.md#facts) come out in the ranges set for them. The totals were fitted to; the facts marked \`emergent\` were not,
and of these ${inside(facts, english.of, "emergent")} are in range.`;
}

function posterior(wording: Wording): string {
  const { settings, members } = shippedPosterior();
  return wording.posterior(members.length - 1, settings.steps, settings.seed, monthLabel(settings.until));
}

function fitTable({ fit }: Figures, { fit: { head, missed, series: called } }: Wording): string {
  return table(
    head,
    fit.map(({ series, medianError, bar }) => [
      called(series),
      percent(medianError),
      bar === undefined ? "" : `${percent(bar, 0)}${medianError > bar ? `, ${missed}` : ""}`,
    ]),
  );
}

function factCount({ facts }: Figures, wording: Wording): string {
  const count = (...kinds: readonly FactVerdict["kind"][]): string => inside(facts, wording.of, ...kinds);
  return wording.facts(count("fit", "arithmetic"), count("emergent"), count("literature"), count());
}

function dealSentences({ quarter }: Figures, wording: Wording): string {
  const { all, Mexico, Venezuela, Honduras } = quarter;
  const more = ({ recorded, without }: { recorded: number; without: number }): string =>
    percent(without / recorded - 1);
  const [recorded, without] = [all.recorded - Mexico.recorded, all.without - Mexico.without];
  return wording.deal({
    recorded: number(recorded),
    without: number(without),
    more: more({ recorded, without }),
    venezuelans: more(Venezuela),
    hondurans: more(Honduras),
    mexicans: more(Mexico),
    change: percent(recorded / without - 1),
  });
}

function hubSentence({ hub }: Figures, wording: Wording): string {
  const [before, after] = hub.map(({ date, people }) => ({ date, people: number(people) }));
  return wording.hub(before, after);
}

const spendingSentence = ({ spending: { in2022, in2024 } }: Figures, wording: Wording): string =>
  wording.spending(number(in2022), number(in2024));

/** Reasons in the present table, by fact. */
function reasons(block: string): Map<string, string> {
  const rows = [...block.matchAll(/^\| (F\d\d)\s*\|[^|]*\|[^|]*\|[^|]*\|([^|]*)\|$/gm)];
  return new Map(rows.map(([, id, why]) => [id, why.trim()]));
}

function outsideTable({ facts }: Figures, { outside: { head, to } }: Wording, block: string): string {
  const why = reasons(block);
  return table(
    head,
    facts
      .filter(({ ok }) => !ok)
      .map(({ id, simulated, observed, low, high }) => [
        id,
        number(simulated),
        number(observed),
        `${number(low)} ${to} ${number(high)}`,
        why.get(id) ?? "",
      ]),
  );
}

/** Scores of the forecasts that ship beside those of the baselines. */
function forecastTable(): string {
  const { record } = shippedForecasts();
  const row = (name: string, wis: number, over: number, mid: number, wide: number, sectorWis: number): string[] => [
    name,
    Math.round(wis).toLocaleString("en-US"),
    over.toFixed(2),
    percent(mid, 0),
    percent(wide, 0),
    Math.round(sectorWis).toLocaleString("en-US"),
  ];
  const own = (name: string, mode: Mode): string[] => {
    const { total, sectors } = scoresOf(record[mode]);
    return row(name, total.wis, total.ratioToNaive, total.coverage50, total.coverage90, sectors.wis);
  };
  const published = baselineScores().filter(({ horizon }) => horizon === null);
  const [naive] = published.filter(({ sector, model }) => sector === "all" && model === "naive");
  return table(
    ["forecaster", "WIS of the total", "over naive", "50% covers", "90% covers", "WIS, mean of sectors"],
    [
      own("Corridor, policies as they happened", "happened"),
      own("Corridor, policies as announced", "announced"),
      ...baselineModels.map((name) => {
        const of = published.filter(({ model }) => model === name);
        const [all] = of.filter(({ sector }) => sector === "all");
        const bySector = of.filter(({ sector }) => sector !== "all");
        const mean = bySector.reduce((sum, { wis }) => sum + wis, 0) / bySector.length;
        return row(name, all.wis, all.wis / naive.wis, all.coverage50, all.coverage90, mean);
      }),
    ],
  );
}

const blocks: Readonly<Record<string, (figures: Figures, wording: Wording, present: string) => string>> = {
  summary,
  posterior: (_, wording) => posterior(wording),
  fit: fitTable,
  facts: factCount,
  deal: dealSentences,
  hub: hubSentence,
  spending: spendingSentence,
  outside: outsideTable,
  forecasts: forecastTable,
};

/** A page, which stands at a path, with its figures brought up to date. Throws Error on a block that nothing writes. */
export function withFigures(page: string, path: string, figures: Figures): string {
  const wording = path.endsWith(".es-MX.md") ? spanish : english;
  return page.replace(/<!-- figures: (\w+) -->(.*?)<!-- end -->/gs, (_, name, present) => {
    const write = blocks[name];
    if (!write) throw new Error(`<!-- figures: ${name} -->: expected one of ${Object.keys(blocks).join(", ")}`);
    return `<!-- figures: ${name} -->\n\n${write(figures, wording, present)}\n\n<!-- end -->`;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const figures = measure();
  for (const path of pages) writeFileSync(path, withFigures(readFileSync(path, "utf8"), path, figures));
  console.log(factCount(figures, english));
  for (const { series, medianError, bar } of figures.fit)
    if (bar !== undefined && medianError > bar)
      console.log(`${series}: ${percent(medianError)}, bar ${percent(bar, 0)}`);
}
