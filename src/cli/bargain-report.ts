import { type Agreement, agreementOf } from "../analysis/bargain/agreement.ts";
import type { Holding } from "../analysis/bargain/holding.ts";
import { bargainNames, type Terms } from "../analysis/bargain/load.ts";
import type { BargainResult } from "../analysis/bargain/search.ts";
import { type Side, sides } from "../analysis/bargain/sides.ts";
import { kalaiSmorodinskyMixture, nashMixture } from "../analysis/bargain/solutions.ts";
import type { SurrogateError } from "../analysis/bargain/surrogate-error.ts";
import { about, compact, compactSigned, index, monthName, points, range, shareOfDraws } from "./numbers.ts";
import { honesty } from "./report.ts";
import { paint, type TableColumn, table, terminalWidth, wrap } from "./terminal.ts";
import { version } from "./version.ts";

/** What stands under every result. */
export const reading =
  "Weights and political costs are inputs with wide ranges, never facts about a government; points of one side are not compared with those " +
  "of the other. A package in the zone is one that both would prefer under these inputs, not one that is right.";

/** Rows of the table of the frontier. */
const frontierRows = 12;

function right(head: string): TableColumn {
  return { head, align: "right" };
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

/** What a package holds beside what there is without a deal: `ports: reopened at once; …`. */
export function packageText({ issues }: Terms, levels: readonly number[]): string {
  const granted = issues.flatMap((issue, i) =>
    levels[i] === 0 ? [] : [`${issue.title}: ${issue.levels[levels[i]].title}`],
  );
  return granted.length === 0 ? "nothing" : granted.join("; ");
}

/** The same in short, by ids. */
function shortText({ issues }: Terms, levels: readonly number[]): string {
  const granted = issues.flatMap((issue, i) => {
    if (levels[i] === 0) return [];
    return [issue.levels.length === 2 ? issue.id : `${issue.id}=${issue.levels[levels[i]].id}`];
  });
  return granted.length === 0 ? "nothing" : granted.join(" ");
}

function headingOf({ space, months, robustness, seed }: BargainResult, width: number): string {
  const { bargain, packages, members } = space;
  const policies = bargain.policies === "announced" ? "policies as announced by then" : "policies as they happened";
  const method =
    `A deal on ${bargain.date}, looked at from ${monthName(months[0])} to ${monthName(months[months.length - 1])}; ${policies}. ` +
    `${count(packages.length, "package")}, ${count(members, "member")} of the posterior, ` +
    `${count(robustness.draws, "draw")} of weights and costs; seed ${seed}; corridor ${version}.`;
  return [paint("bold", `${bargain.title}: what both sides would sign (${bargain.name})`), wrap(method, width)].join(
    "\n",
  );
}

function zoneText({ space, answer, robustness }: BargainResult): string {
  const { zone } = answer.noDeal;
  const all = space.packages.length;
  const often = [...robustness.share].filter((share) => share > 0.5).length;
  return (
    `With the usual weights both sides prefer ${zone.length.toLocaleString("en-US")} of ${count(all, "package")} to no deal; ` +
    `in more than half of the draws both accept ${often.toLocaleString("en-US")}. In ${shareOfDraws(robustness.anyZone)} of the draws there is at least one.`
  );
}

interface Named {
  readonly name: string;
  readonly package: number;
}

/** The solutions and the recorded package; one entry where they are the same. */
function solutionsOf({ answer, recorded }: BargainResult): Named[] {
  const { nash, kalaiSmorodinsky } = answer.noDeal;
  const all: Named[] = [
    ...nash.slice(0, 1).map((p) => ({ name: "Nash", package: p })),
    ...kalaiSmorodinsky.slice(0, 1).map((p) => ({ name: "Kalai–Smorodinsky", package: p })),
    ...(recorded < 0 ? [] : [{ name: "as recorded", package: recorded }]),
  ];
  const packages = [...new Set(all.map((one) => one.package))];
  return packages.map((p) => ({
    name: all
      .filter((one) => one.package === p)
      .map(({ name }) => name)
      .join(" and "),
    package: p,
  }));
}

const gainHeads = [right("United States"), right("Mexico"), right("both accept"), right("members")];

function gainCells({ answer, robustness }: BargainResult, p: number): string[] {
  const { share, low, high } = robustness;
  const [first, second] = answer.gains[p];
  return [points(first), points(second), shareOfDraws(share[p]), range(low[p], high[p], shareOfDraws)];
}

function solutionsTable(result: BargainResult, width: number): string {
  const named = solutionsOf(result);
  if (named.length === 0) return "No package is preferred by both with the usual weights.";
  const rows = named.map(({ name, package: p }) => [name, ...gainCells(result, p)]);
  const texts = named.map(({ name, package: p }) =>
    wrap(`${name}: ${packageText(result.space.bargain, result.space.packages[p])}.`, width),
  );
  return [table([{ head: "points over no deal" }, ...gainHeads], rows), ...texts].join("\n");
}

const shownOutcomes: readonly (readonly [key: string, label: string])[] = [
  ["usbp", "encounters between ports"],
  ["interceptions", "interceptions"],
  ["returnsFromMexico", "returns from Mexico"],
  ["waiting", "waiting in northern cities, mean"],
  ["attacks", "reported attacks"],
  ["deathsBySector+deathsInTransit", "deaths"],
  ["tradeLoss", "trade held up, million USD"],
  ["mexicoSpending", "agency spending, million MXN"],
];

/** Outcomes of the usual weights that are in no table. */
const otherOutcomes: readonly (readonly [key: string, label: string])[] = [
  ["usRemovalSpending+usDetentionSpending+usCourtSpending", "U.S. spending on removals, detention and courts"],
  ["returnsToMexico+expulsions", "returns to Mexico and expulsions"],
];

function labelOf(outcome: string): string {
  return [...shownOutcomes, ...otherOutcomes].find(([key]) => key === outcome)?.[1] ?? outcome;
}

/** An outcome of a package, averaged over members, and its lowest and highest difference to no deal. */
function outcomeOf({ space }: BargainResult, p: number, key: string): { value: number; low: number; high: number } {
  const { totals, members, outcomes, rowOf } = space;
  const k = outcomes.findIndex((one) => one.key === key);
  const at = (row: number, m: number): number => totals[(row * members + m) * outcomes.length + k];
  const differences = Array.from({ length: members }, (_, m) => at(rowOf[p], m) - at(0, m));
  const value = Array.from({ length: members }, (_, m) => at(rowOf[p], m)).reduce((a, b) => a + b, 0) / members;
  return { value, low: Math.min(...differences), high: Math.max(...differences) };
}

/** Over `wideTable` columns with the lowest and highest difference of members, else with the mean alone. */
const wideTable = 100;

function outcomesTable(result: BargainResult, width: number): string {
  const named = solutionsOf(result);
  const without = (key: string): number => outcomeOf(result, 0, key).value;
  const rows = shownOutcomes.map(([key, label]) => [
    label,
    compact(without(key)),
    ...named.map(({ package: p }) => {
      const { value, low, high } = outcomeOf(result, p, key);
      if (width < wideTable) return compactSigned(value - without(key));
      return low === high ? compactSigned(low) : range(low, high, compactSigned);
    }),
  ]);
  const heads = named.map(({ name }) => right(name.replaceAll(" and ", " and\n").replace("Kalai–", "Kalai–\n")));
  return table([{ head: "over the horizon" }, right("no deal"), ...heads], rows);
}

/** How the numbers without a deal stand to those of a run of the base; nothing where both have the same policies. */
function baseText({ space }: BargainResult): string {
  const { policies, base, name } = space.bargain;
  if (policies !== "announced") return "";
  const sentence =
    `No deal is ${base.name} with what had been announced by the day before; corridor run ${base.name} holds every recorded step, also those that came ` +
    "later, so its numbers differ.";
  return bargainNames().includes(name)
    ? `${sentence} On the page (corridor serve) a package opens in the simulator on the base of the bargain.`
    : sentence;
}

/** Per level that was searched: mean share of packages with it, and share of draws in which Nash's solution has it. */
function levelShares({ space, packages, robustness }: BargainResult) {
  return packages.levels.flatMap((levels, issue) =>
    levels.map((level) => {
      const holders = [...space.packages.keys()].filter((p) => space.packages[p][issue] === level);
      return {
        issue,
        level,
        meanShare: holders.reduce((sum, p) => sum + robustness.share[p], 0) / Math.max(1, holders.length),
        nashShare: holders.reduce((sum, p) => sum + robustness.nash[p], 0),
      };
    }),
  );
}

function levelsTable(result: BargainResult, width: number): string {
  const { bargain } = result.space;
  const { anyZone } = result.robustness;
  const shares = levelShares(result);
  const rows = bargain.issues.flatMap((issue, i) => {
    const own = shares.filter((one) => one.issue === i);
    if (own.length < 2) return [];
    return own.map(({ level, meanShare, nashShare }, n) => [
      n === 0 ? issue.title : "",
      issue.levels[level].title,
      n === 0 ? sideShort(issue.by) : "",
      shareOfDraws(meanShare),
      anyZone === 0 ? "–" : shareOfDraws(nashShare / anyZone),
    ]);
  });
  return table(
    [
      { head: "issue", width: Math.min(40, Math.floor(width * 0.28)) },
      { head: "level", width: Math.min(40, Math.floor(width * 0.34)) },
      { head: "by" },
      right("both\naccept"),
      right("in Nash's\nsolution"),
    ],
    rows,
  );
}

function sideShort(side: Side | null): string {
  return side === null ? "–" : side === "Mexico" ? "Mexico" : "U.S.";
}

function frontierCount(shown: number, all: number): string {
  if (all === 1) return "The only package of the frontier";
  return `${shown < all ? `${shown} of` : "All"} ${count(all, "package")} of the frontier`;
}

function frontierTable(result: BargainResult, width: number): string {
  const { space, answer, robustness } = result;
  const inZone = new Set(answer.noDeal.zone);
  const frontier = answer.frontier.filter((p) => inZone.has(p));
  if (frontier.length === 0) return "No package on the frontier is preferred by both to no deal.";
  const step = Math.max(1, (frontier.length - 1) / (frontierRows - 1));
  const shown = [
    ...new Set(
      Array.from({ length: frontierRows }, (_, i) => frontier[Math.min(frontier.length - 1, Math.round(i * step))]),
    ),
  ];
  const rows = shown.map((p) => [
    points(answer.gains[p][0]),
    points(answer.gains[p][1]),
    shareOfDraws(robustness.share[p]),
    shortText(space.bargain, space.packages[p]),
  ]);
  const drawn = table(
    [right("U.S."), right("Mexico"), right("both\naccept"), { head: "package", width: width - 30 }],
    rows,
  );
  const note = `${frontierCount(shown.length, frontier.length)} on which neither loses; issues by their ids in the file, with the level where there are several.`;
  return `${drawn}\n${wrap(note, width)}`;
}

function changeText({ id, levels }: Terms["issues"][number], to: number): string {
  if (levels.length > 2) return `${id}: ${levels[to].id}`;
  return to === 0 ? `−${id}` : `+${id}`;
}

/** What changes from one package to another: `+ports, −funds, returnees: quarter`. */
function changesText({ issues }: Terms, from: readonly number[], to: readonly number[]): string {
  const changed = issues.flatMap((issue, i) => (from[i] === to[i] ? [] : [changeText(issue, to[i])]));
  return changed.length === 0 ? "the same" : changed.join(", ");
}

function threatsTable(result: BargainResult, width: number): string {
  const { bargain, packages } = result.space;
  if (bargain.threats.length === 0) return "";
  const [usual] = result.answer.noDeal.nash;
  const rows = bargain.threats.map((threat, t) => {
    const { disagreement, zone, nash } = result.answer.threats[t];
    const [own] = nash;
    return [
      threat.title,
      sideShort(threat.by),
      points(disagreement[0]),
      points(disagreement[1]),
      zone.length.toLocaleString("en-US"),
      own === undefined
        ? "none"
        : usual === undefined
          ? shortText(bargain, packages[own])
          : changesText(bargain, packages[usual], packages[own]),
    ];
  });
  return table(
    [
      { head: "instead of a deal", width: 24 },
      { head: "by" },
      right("U.S."),
      right("Mexico"),
      right("packages\nin zone"),
      { head: "Nash's solution\nchanges to", width: Math.max(16, width - 66) },
    ],
    rows,
  );
}

function holdingText(side: Side, { first, holds, months }: Holding): string {
  const leaves =
    first === null ? "would stay to the end of the horizon" : `would rather leave from ${monthName(first)} on`;
  const { p10, p50 } = months;
  const tenth = p10 === null || p10 === p50 ? "" : `; one draw in ten leaves by ${monthName(p10)}`;
  const half = p50 === null ? "" : `${tenth === "" ? "; half of the draws leave" : ", half"} by ${monthName(p50)}`;
  return `${side === "Mexico" ? "Mexico" : "The United States"} ${leaves} with the usual weights; it stays in ${shareOfDraws(holds)} of the draws${tenth}${half}.`;
}

function holdingLines(result: BargainResult, width: number): string[] {
  const named = solutionsOf(result);
  return result.holding.map(({ package: p, held, sides: both }) => {
    const name = named.find((one) => one.package === p)?.name ?? "";
    const { outcomes } = result.space;
    const monthly = (key: string, month: number): number => {
      const k = outcomes.findIndex((one) => one.key === key);
      return held.stay.reduce((sum, values) => sum + values[month * outcomes.length + k], 0) / held.stay.length;
    };
    const last = result.months.length - 1;
    const efforts = result.months.map((_, m) => monthly("effort", m));
    const best = efforts.indexOf(Math.max(...efforts));
    const unfunded = result.months.findIndex((_, m) => m > 0 && monthly("funded", m) < 0.5);
    const texts = efforts.map(index);
    const course = texts.every((text) => text === texts[0])
      ? `is ${texts[0]} throughout`
      : `is highest at the end of ${monthName(result.months[best])}, ${texts[best]}, and ${texts[last]} at the end of ${monthName(result.months[last])}`;
    const state =
      `Mexican effort (an index, 1 in mid-2023) ${course}; ` +
      (unfunded < 0
        ? "money does not run out in most members."
        : `money has run out by the end of ${monthName(result.months[unfunded])} in most members.`);
    return wrap(`${name}: ${sides.map((side, s) => holdingText(side, both[s])).join(" ")} ${state}`, width);
  });
}

function additionsTable(result: BargainResult): string {
  const { bargain } = result.space;
  const rows = result.additions.map(({ issue, level, with: gained, without, share }) => [
    `${bargain.issues[issue].title}: ${bargain.issues[issue].levels[level].title}`,
    points(gained[0] - without[0]),
    points(gained[1] - without[1]),
    shareOfDraws(share),
  ]);
  return table(
    [{ head: "points added, were it granted", width: 42 }, right("U.S."), right("Mexico"), right("both accept")],
    rows,
  );
}

function leftOutText({ space, packages }: BargainResult): string {
  const { bargain } = space;
  const name = ({ issue, level }: { issue: number; level: number }): string =>
    `${bargain.issues[issue].title} (${bargain.issues[issue].levels[level].title})`;
  const waiting = packages.leftOut.filter(({ breaks }) => breaks.length === 0);
  const breaking = packages.leftOut.filter(({ breaks }) => breaks.length > 0);
  const titles = (ids: readonly string[]): string =>
    ids.map((id) => bargain.constraints.find((one) => one.id === id)?.title ?? id).join(", ");
  const sentences: string[] = [];
  if (breaking.length > 0)
    sentences.push(
      `In no package at any price: ${breaking.map((one) => `${name(one)}: ${titles(one.breaks)}`).join("; ")}.`,
    );
  if (packages.broken > 0)
    sentences.push(`${count(packages.broken, "combination")} of levels broke a constraint together.`);
  if (waiting.length > 0)
    sentences.push(
      `In no package, since a legislature has to grant it and is taken not to within the horizon: ${waiting.map(name).join("; ")}.`,
    );
  return sentences.join(" ");
}

function recordText(result: BargainResult, agreement: Agreement): string {
  const { bargain } = result.space;
  const sentences: string[] = [];
  if (agreement.recordedShare === null)
    sentences.push("What is recorded is not among the packages that were searched.");
  else {
    sentences.push(
      `What is recorded is acceptable to both in ${shareOfDraws(agreement.recordedShare)} of the draws: ${agreement.grantedInZone ? "the result agrees with the record" : "the result does not agree with the record"}.`,
      `Of the ${count(agreement.withGranted.count, "package")} with all of it and anything beside, the mean is ${shareOfDraws(agreement.withGranted.meanShare)}.`,
      agreement.dominating === 0
        ? "With the usual weights no package is better for both."
        : `With the usual weights both would have preferred ${count(agreement.dominating, "other package")}.`,
    );
  }
  for (const { issue, level, outBecause, share, outside } of agreement.refused) {
    const what = `${bargain.issues[issue].title} (${bargain.issues[issue].levels[level].title})`;
    const reason =
      outBecause === "legislature"
        ? "outside, by the rule that it takes a legislature"
        : outBecause === "constraint"
          ? "outside, as it breaks a constraint"
          : outside
            ? "outside for most draws, by the weights"
            : "inside for most draws, though it was refused: the result does not agree";
    sentences.push(
      `${what}, refused: ${reason}${share === null || outBecause === "weights" ? "" : `; were it granted beside the rest, both would accept in ${shareOfDraws(share)} of the draws`}.`,
    );
  }
  return sentences.join(" ");
}

function worst(errors: readonly SurrogateError[]): SurrogateError & { readonly relative: number } {
  const relative = errors.map((one) => ({ ...one, relative: one.range === 0 ? 0 : one.largest / one.range }));
  return relative.reduce((a, b) => (b.relative > a.relative ? b : a));
}

/** Share of an outcome's range beyond which the surrogate is not to be relied on. */
const toleratedError = 0.05;

/** What was simulated, and how far the surrogate is off where it was tested on enough packages to tell. */
export function surrogateText(
  result: Pick<BargainResult, "surrogate" | "settled" | "rounds" | "space" | "answer">,
): string {
  const { surrogate, settled, rounds, space } = result;
  const exact = space.exact.reduce((sum, one) => sum + one, 0);
  if (surrogate.none) return `All ${exact.toLocaleString("en-US")} packages that differ in a lever were simulated.`;
  const { onHeldOut, onResimulated, design, heldOut, resimulated } = surrogate;
  const parts = [
    `${exact.toLocaleString("en-US")} packages were simulated, the others are expected by a surrogate that learned from ${design}.`,
  ];
  const said = (errors: readonly SurrogateError[], which: string): string => {
    const { outcome, relative } = worst(errors);
    const lowest = (of: "r2" | "rank"): number | undefined => {
      const told = errors.flatMap((one) => (one.range > 0 && one[of] !== null ? [one[of]] : []));
      return told.length === 0 ? undefined : Math.min(...told);
    };
    const [r2, rank] = [lowest("r2"), lowest("rank")];
    const fit =
      r2 === undefined || rank === undefined
        ? ""
        : `, its lowest R² ${r2.toFixed(3)} and rank correlation ${rank.toFixed(3)}`;
    return `On ${which} its largest error is ${about(100 * relative, 2)}% of the range (${labelOf(outcome)})${fit}.`;
  };
  if (heldOut > 0) parts.push(said(onHeldOut, `${heldOut} held out`));
  if (resimulated > 0) parts.push(said(onResimulated, `${resimulated} re-simulated on or near the frontier`));
  const largest = Math.max(...[...onHeldOut, ...onResimulated].map((one) => worst([one]).relative));
  if (largest > toleratedError)
    parts.push(
      "Over 5%, packages that were not simulated are little more than guesses; --design with more packages helps.",
    );
  const simulated = result.answer.frontier.every((p) => space.exact[space.rowOf[p]] === 1);
  if (!simulated) parts.push(`The frontier still moved after ${count(rounds, "round")} of simulating it.`);
  else if (settled)
    parts.push("Frontier and solutions are simulated, and so is all that may be on it within that error.");
  else
    parts.push("Frontier and solutions are simulated; of what may be on it within that error a part is not (--exact).");
  return parts.join(" ");
}

const legend =
  "Points are gains over no deal with the usual weights, averaged over members. Both accept: share of draws of weights, costs and members in which neither " +
  "side loses; members: its lowest and highest. Nash's solution has the largest product of gains, that of Kalai and Smorodinsky the most equal shares of " +
  "what each could gain at most.";

/** The whole result in words and tables. */
export function bargainText(result: BargainResult, width = terminalWidth()): string {
  const { bargain } = result.space;
  const agreement = agreementOf(result);
  const threats = threatsTable(result, width);
  const parts = [
    headingOf(result, width),
    wrap(zoneText(result), width),
    solutionsTable(result, width),
    ...(solutionsOf(result).length === 0
      ? []
      : [[outcomesTable(result, width), wrap(baseText(result), width)].filter((part) => part !== "").join("\n")]),
    levelsTable(result, width),
    `${paint("bold", "The frontier")}\n${frontierTable(result, width)}`,
    ...(threats === "" ? [] : [`${paint("bold", "What threats change")}\n${threats}`]),
    ...(result.holding.length === 0
      ? []
      : [[paint("bold", "How long it holds"), ...holdingLines(result, width)].join("\n")]),
    ...(result.additions.length === 0
      ? []
      : [`${paint("bold", "What waits for a legislature")}\n${additionsTable(result)}`]),
    wrap(leftOutText(result), width),
    ...(agreement === undefined || bargain.record === null
      ? []
      : [`${paint("bold", "Against the record")}\n${wrap(recordText(result, agreement), width)}`]),
    wrap(surrogateText(result), width),
    wrap(legend, width),
    paint("dim", wrap(`${reading} ${honesty}`, width)),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function levelNames({ issues }: Terms, levels: readonly number[]): Record<string, string> {
  return Object.fromEntries(issues.map((issue, i) => [issue.id, issue.levels[levels[i]].id]));
}

/** The whole result as one JSON object. */
export function bargainJson(result: BargainResult, command: string): Record<string, unknown> {
  const { space, packages, answer, robustness, surrogate, holding, additions } = result;
  const { bargain } = space;
  const described = (p: number): Record<string, unknown> => ({
    levels: levelNames(bargain, space.packages[p]),
    points: answer.gains[p],
    share: robustness.share[p],
    members: { low: robustness.low[p], high: robustness.high[p] },
    bySide: [robustness.bySide[2 * p], robustness.bySide[2 * p + 1]],
    nash: robustness.nash[p],
    simulated: space.exact[space.rowOf[p]] === 1,
  });
  const at = (p: number | undefined, key: string): unknown => (p === undefined ? null : outcomeOf(result, p, key));
  const mixed = ({ point, parts }: ReturnType<typeof nashMixture>): Record<string, unknown> => ({
    points: point,
    parts: parts.map(({ index, chance }) => ({
      chance,
      levels: index < 0 ? null : levelNames(bargain, space.packages[index]),
    })),
  });
  const agreement = agreementOf(result);
  const levelName = (issue: number, level: number): Record<string, string> => ({
    issue: bargain.issues[issue].id,
    level: bargain.issues[issue].levels[level].id,
  });
  return {
    corridor: version,
    command,
    note: `${reading} ${honesty}`,
    bargain: {
      name: bargain.name,
      title: bargain.title,
      date: bargain.date,
      months: result.months,
      policies: bargain.policies,
    },
    sides,
    seed: result.seed,
    members: space.members,
    draws: robustness.draws,
    weights: bargain.weights,
    packages: space.packages.length,
    leftOut: packages.leftOut.map(({ issue, level, breaks }) => ({ ...levelName(issue, level), breaks })),
    brokenTogether: packages.broken,
    zone: {
      usual: answer.noDeal.zone.length,
      mostDraws: [...robustness.share].filter((share) => share > 0.5).length,
      anyPackage: robustness.anyZone,
    },
    frontier: answer.frontier.map(described),
    nash: answer.noDeal.nash.map(described),
    kalaiSmorodinsky: answer.noDeal.kalaiSmorodinsky.map(described),
    withDraws: {
      nash: mixed(nashMixture(answer.gains, [0, 0])),
      kalaiSmorodinsky: mixed(kalaiSmorodinskyMixture(answer.gains, [0, 0])),
    },
    outcomes: Object.fromEntries(
      space.outcomes.map(({ key, unit, kind }) => [
        key,
        {
          unit,
          kind,
          noDeal: outcomeOf(result, 0, key).value,
          nash: at(answer.noDeal.nash[0], key),
          kalaiSmorodinsky: at(answer.noDeal.kalaiSmorodinsky[0], key),
          recorded: at(result.recorded < 0 ? undefined : result.recorded, key),
        },
      ]),
    ),
    levels: levelShares(result).map(({ issue, level, ...shares }) => ({ ...levelName(issue, level), ...shares })),
    threats: bargain.threats.map(({ id, by }, t) => {
      const { disagreement, zone, nash, kalaiSmorodinsky } = answer.threats[t];
      return {
        id,
        by,
        points: disagreement,
        zone: zone.length,
        nash: nash.map((p) => levelNames(bargain, space.packages[p])),
        kalaiSmorodinsky: kalaiSmorodinsky.map((p) => levelNames(bargain, space.packages[p])),
      };
    }),
    holding: holding.map(({ package: p, sides: both }) => ({
      levels: levelNames(bargain, space.packages[p]),
      ...Object.fromEntries(sides.map((side, s) => [side, both[s]])),
    })),
    additions: additions.map(({ issue, level, ...rest }) => ({ ...levelName(issue, level), ...rest })),
    record:
      agreement === undefined
        ? null
        : {
            ...agreement,
            refused: agreement.refused.map(({ issue, level, ...rest }) => ({ ...levelName(issue, level), ...rest })),
            source: bargain.record?.source,
          },
    surrogate: { ...surrogate, settled: result.settled, rounds: result.rounds },
  };
}
