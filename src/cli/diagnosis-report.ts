import { type Identification, identifiedFrom, type Learned, type LearnedParameter } from "../analysis/fit/learned.ts";
import {
  type CheckGroup,
  checkGroups,
  distance,
  judgedGroups,
  pooledCoverage,
  type SeriesCheck,
} from "../analysis/fit/predictive.ts";
import { medianForecast, pitHistogram, quantileLevels } from "../analysis/scores.ts";
import { monthLabel } from "../engine/calendar.ts";
import { compact, percent, range } from "./numbers.ts";
import { paint, table, terminalWidth, wrap } from "./terminal.ts";
import { version } from "./version.ts";

/** What is known about a posterior. */
export interface Diagnosis {
  /** Its file; undefined for the one that ships. */
  readonly posterior: string | undefined;
  readonly members: number;
  readonly seed: number;
  /** Last month of the figures, since 2018-01. */
  readonly until: number;
  readonly learned: Learned;
  readonly checks: readonly SeriesCheck[];
}

/** What stands under a diagnosis. */
export const reading =
  "The figures that are predicted here were fitted to: this asks whether the model can have made them, and tells nothing of how well it foresees. " +
  "A parameter that is not identified stands where its prior does, whatever the bands look like.";

/** `exposure, Cuba`, or `householdExposure (3 keys)` where keys have one score. */
export function nameOf({ row, keys }: LearnedParameter): string {
  if (keys.length === 0) return row.name;
  return keys.length === 1 ? `${row.name}, ${row.key}` : `${row.name} (${keys.length} keys)`;
}

/** A value of a parameter: three significant digits. */
export function valueText(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 }).replace("-", "−");
}

const signedScore = (score: number): string => `${score > 0 ? "+" : ""}${score.toFixed(2)}`.replace("-", "−");
const share = (value: number): string => `${Math.round(100 * value)}%`.replace("-", "−");
const errorText = (error: number): string => (Number.isFinite(error) ? `${(100 * error).toFixed(1)}%` : "–");

function identifiedAs(learned: Learned, identified: Identification): LearnedParameter[] {
  return learned.parameters.filter((one) => one.identified === identified);
}

const namesOf = (parameters: readonly LearnedParameter[]): string =>
  parameters.length === 0 ? "none" : parameters.map(nameOf).join("; ");

/** How many parameters the figures identify, in a sentence. */
function identificationSentence(learned: Learned): string {
  const count = (kind: Identification): number => identifiedAs(learned, kind).length;
  return `Of ${learned.parameters.length} parameters that the fit asks about, ${count("well")} lost half of their prior variance or more, ${count("weakly")} a quarter or more, and ${count("not")} less: those the figures do not identify. ${count("end")} stand at an end of their range. With so many members, chance alone moves a share by up to ${share(learned.noise)}.`;
}

interface GroupRow {
  readonly group: CheckGroup;
  readonly series: number;
  readonly months: number;
  readonly coverage50: number;
  readonly coverage90: number;
}

function groupRows(checks: readonly SeriesCheck[]): GroupRow[] {
  return checkGroups.flatMap((group) => {
    const own = checks.filter((one) => one.group === group);
    return own.length === 0 ? [] : [{ group, series: own.length, ...pooledCoverage(own) }];
  });
}

const judged = (checks: readonly SeriesCheck[]): SeriesCheck[] =>
  checks.filter(({ group }) => judgedGroups.includes(group));

/** Whether 85% to 95% of the months of the judged series lie inside 90%, in a sentence. */
function coverageSentence(checks: readonly SeriesCheck[]): string {
  const { months, coverage50, coverage90 } = pooledCoverage(judged(checks));
  const verdict =
    coverage90 < 0.85
      ? "fewer than they should: the bands are too narrow"
      : coverage90 > 0.95
        ? "more than they should: the bands are too wide"
        : "as they should (85% to 95%)";
  const narrow = groupRows(checks).filter((row) => row.coverage90 < 0.85);
  const which = narrow.map(({ group, coverage90: share }) => `${group} ${percent(share)}`).join(", ");
  const alone = narrow.length === 0 ? "" : ` Of these kinds alone fewer than 85%: ${which}.`;
  return `Of ${months.toLocaleString("en-US")} months of total, nationalities, sectors, interceptions and returns, ${percent(coverage90)} lie inside the 90% intervals, ${verdict}, and ${percent(coverage50)} inside the 50% intervals.${alone}`;
}

/** Bars that are missed, in a sentence. */
function errorSentence(checks: readonly SeriesCheck[]): string {
  const held = checks.filter(({ bar }) => bar !== undefined);
  const missed = held.filter(({ medianError, bar }) => medianError > bar!);
  const which = missed.map(({ name, medianError, bar }) => `${name} ${errorText(medianError)} (bar ${percent(bar!)})`);
  return which.length === 0
    ? `The median errors of all ${held.length} series with a bar are within it.`
    : `Median errors of ${held.length - which.length} of ${held.length} series with a bar are within it; above: ${which.join("; ")}.`;
}

/** Months that lie farthest outside. */
const worstShown = 3;

interface Month {
  readonly month: string;
  readonly observed: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly distance: number;
}

function monthsOf({ months, forecasts }: SeriesCheck): Month[] {
  return forecasts.map((one, i) => ({
    month: monthLabel(months[i]),
    observed: one.observed,
    median: medianForecast(one),
    low: one.quantiles[quantileLevels.indexOf(0.05)],
    high: one.quantiles[quantileLevels.indexOf(0.95)],
    distance: distance(one),
  }));
}

function worstOf(one: SeriesCheck): Month[] {
  return monthsOf(one)
    .sort((a, b) => Math.abs(b.distance) - Math.abs(a.distance))
    .slice(0, worstShown);
}

function markdownTable(head: readonly string[], right: readonly number[], rows: readonly (readonly string[])[]) {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = line(head.map((_, i) => (right.includes(i) ? "--:" : "---")));
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function parameterRow(one: LearnedParameter): string[] {
  const span = ([low, , high]: readonly [number, number, number]): string => range(low, high, valueText);
  return [
    nameOf(one),
    one.row.unit,
    valueText(one.prior[1]),
    span(one.prior),
    valueText(one.posterior[1]),
    span(one.posterior),
    share(one.shrinkage),
    signedScore(one.moved),
    { well: "well", weakly: "weakly", not: "not identified", end: "at an end" }[one.identified],
  ];
}

/** Pictures beside the report. */
export const pictureNames = {
  intervals: "intervals.svg",
  shrinkage: "shrinkage.svg",
  checks: "checks.svg",
  pit: "pit.svg",
} as const;

/** The report as Markdown. */
export function diagnosisMarkdown({ posterior, members, seed, until, learned, checks }: Diagnosis): string {
  const own = judged(checks);
  return `# What the posterior knows

${posterior ?? "The posterior that ships"}: ${members} members beside the central one, figures up to ${monthLabel(until)}; corridor ${version}, seed ${seed}.

${reading}

## Parameters

${identificationSentence(learned)}

![Prior and posterior of the parameters that are known best](${pictureNames.intervals})

**Not identified** (less than ${percent(identifiedFrom.weakly)} of the prior variance is gone): ${namesOf(identifiedAs(learned, "not"))}.

**Weakly identified** (${percent(identifiedFrom.weakly)} to ${percent(identifiedFrom.well)}): ${namesOf(identifiedAs(learned, "weakly"))}.

**At an end of their range**, which more than half of the members would leave if they could; the range or the model is wrong: ${namesOf(identifiedAs(learned, "end"))}.

**Not asked about**, because the fitted series cannot say anything on them; members draw them from their priors: ${learned.notAsked.join("; ")}.

![Share of the prior variance that is gone, by parameter](${pictureNames.shrinkage})

Medians and 90% ranges. Narrowed: share of the prior variance of the standard score that is gone. Moved: mean of the score, in standard deviations of the prior. Of keys that have one score together the first is shown.

${markdownTable(
  ["parameter", "unit", "prior", "90% range", "posterior", "90% range", "narrowed", "moved", "identified"],
  [2, 4, 6, 7],
  learned.parameters.map(parameterRow),
)}

## Posterior predictive checks

${coverageSentence(checks)} ${errorSentence(checks)}

![Published figures over what the posterior predicts](${pictureNames.checks})

${markdownTable(
  ["series", "months", "median error", "bar", "inside 50%", "inside 90%"],
  [1, 2, 3, 4, 5],
  own.map(({ name, months, medianError, bar, coverage50, coverage90 }) => [
    name,
    `${months.length}`,
    errorText(medianError),
    bar === undefined ? "" : percent(bar),
    percent(coverage50),
    percent(coverage90),
  ]),
)}

All series, by kind:

${markdownTable(
  ["kind", "series", "months", "inside 50%", "inside 90%"],
  [1, 2, 3, 4],
  groupRows(checks).map(({ group, series, months, coverage50, coverage90 }) => [
    group,
    `${series}`,
    months.toLocaleString("en-US"),
    percent(coverage50),
    percent(coverage90),
  ]),
)}

![Histograms of the probability integral transform](${pictureNames.pit})

### Worst months

In standard deviations of the predicted log count; beyond ±1.64 is outside 90%.

${markdownTable(
  ["series", "month", "published", "predicted", "90% interval", "off by"],
  [2, 3, 5],
  own.flatMap((one) =>
    worstOf(one).map(({ month, observed, median, low, high, distance: off }) => [
      one.name,
      month,
      Math.round(observed).toLocaleString("en-US"),
      compact(median),
      range(Math.max(low, 0), Math.max(high, 0), compact),
      signedScore(off),
    ]),
  ),
)}
`;
}

/** The essence in words and tables. */
export function diagnosisText({ members, until, learned, checks }: Diagnosis): string {
  const width = terminalWidth();
  const best = identifiedAs(learned, "well").slice(0, 12);
  return [
    paint("bold", "What the posterior knows"),
    wrap(`${members} members beside the central one, figures up to ${monthLabel(until)}.`, width),
    wrap(identificationSentence(learned), width),
    table(
      [
        { head: "Best known" },
        { head: "prior", align: "right" },
        { head: "posterior", align: "right" },
        { head: "narrowed", align: "right" },
      ],
      best.map((one) => [nameOf(one), valueText(one.prior[1]), valueText(one.posterior[1]), share(one.shrinkage)]),
    ),
    wrap(`Not identified: ${namesOf(identifiedAs(learned, "not"))}.`, width),
    wrap(`At an end of their range: ${namesOf(identifiedAs(learned, "end"))}.`, width),
    wrap(`${coverageSentence(checks)} ${errorSentence(checks)}`, width),
    table(
      [
        { head: "Series" },
        { head: "median error", align: "right" },
        { head: "inside 50%", align: "right" },
        { head: "inside 90%", align: "right" },
      ],
      judged(checks).map(({ name, medianError, coverage50, coverage90 }) => [
        name,
        errorText(medianError),
        percent(coverage50),
        percent(coverage90),
      ]),
    ),
    paint("dim", wrap(reading, width)),
  ].join("\n\n");
}

/** Everything as one JSON object. */
export function diagnosisJson(diagnosis: Diagnosis): Record<string, unknown> {
  const { posterior, members, seed, until, learned, checks } = diagnosis;
  return {
    corridor: version,
    note: reading,
    posterior: posterior ?? "the one that ships",
    members,
    seed,
    until: monthLabel(until),
    identifiedFrom,
    noise: learned.noise,
    parameters: learned.parameters.map(({ row, keys, ...one }) => ({
      name: row.name,
      key: row.key,
      keys,
      unit: row.unit,
      ...one,
    })),
    notAsked: learned.notAsked,
    judged: pooledCoverage(judged(checks)),
    groups: groupRows(checks),
    series: checks.map((one) => ({
      name: one.name,
      group: one.group,
      medianError: Number.isFinite(one.medianError) ? one.medianError : null,
      bar: one.bar ?? null,
      coverage50: one.coverage50,
      coverage90: one.coverage90,
      pit: pitHistogram(one.pit),
      months: monthsOf(one),
    })),
  };
}
