import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import { Rng } from "../../engine/rng.ts";
import type { Member } from "../../model/member.ts";
import type { LeverStep } from "../../scenario/load.ts";
import type { Progress, Stop } from "../runner.ts";
import { shuffled } from "../sampling.ts";
import { shippedPosterior } from "../shipped.ts";
import { reducedRows } from "./combinations.ts";
import { type Answer, answer, gainsOf, meanGains, type Robustness, robustnessOf, type Space } from "./gains.ts";
import { type HeldPackage, type Holding, holdingOf, leavingMonths } from "./holding.ts";
import { leftSteps } from "./leaving.ts";
import type { Bargain } from "./load.ts";
import type { Outcome } from "./outcomes.ts";
import { type Package, type Packages, packageSteps, packagesOf, stepsOnTop } from "./packages.ts";
import { outcomesOf, totalsOf, type VariantsRunner, type VariantsTask } from "./simulated.ts";
import { type Point, paretoFrontier } from "./solutions.ts";
import { simulatedIssues } from "./steps.ts";
import { fitSurrogate, predict, type Surrogate } from "./surrogate.ts";
import { errorOf, type SurrogateError } from "./surrogate-error.ts";
import { drawValuations, usualValuation, type Valuation } from "./valuation.ts";

export interface SearchOptions {
  /** Default: the first four of the posterior that ships, the central one first. */
  readonly members?: readonly Member[];
  /** Default: the bargain's. */
  readonly seed?: number;
  /** Draws of weights; default 1,000. */
  readonly draws?: number;
  /** Packages that the surrogate learns from; default 400. */
  readonly design?: number;
  /** Packages that it is tested on before; default 24. */
  readonly heldOut?: number;
  /** Most packages simulated on and near the frontier; default 48. */
  readonly exact?: number;
}

/** What one more level would change of a package that is taken as agreed. */
export interface Addition {
  readonly issue: number;
  readonly level: number;
  /** Gain over no deal with it and without it, with the usual weights. */
  readonly with: Point;
  readonly without: Point;
  /** Share of draws in which the package with it is acceptable to both, were it granted. */
  readonly share: number;
}

export interface BargainResult {
  readonly space: Space;
  readonly packages: Packages;
  readonly seed: number;
  readonly months: readonly string[];
  /** With the usual weights. */
  readonly answer: Answer;
  readonly robustness: Robustness;
  /** Packages, as indices, on which the surrogate was tested, and its errors there: first those held out, then those re-simulated. */
  readonly surrogate: {
    readonly design: number;
    readonly heldOut: number;
    readonly resimulated: number;
    readonly onHeldOut: readonly SurrogateError[];
    readonly onResimulated: readonly SurrogateError[];
    /** True if it was not needed, as every package was simulated. */
    readonly none: boolean;
  };
  /** True if all of the frontier and all that could be on it within the surrogate's error were simulated. */
  readonly settled: boolean;
  /** Rounds of simulating the frontier anew. */
  readonly rounds: number;
  /** Deals whose holding was asked about, by index of the package. */
  readonly holding: readonly {
    readonly package: number;
    readonly held: HeldPackage;
    readonly sides: readonly [Holding, Holding];
  }[];
  /** Levels that wait for a legislature, each on top of `reference`. */
  readonly additions: readonly Addition[];
  /** Package that additions are added to: the recorded one, else Nash's. −1 if there is none. */
  readonly reference: number;
  /** Index of the recorded package; −1 if the file records none or it is not among those searched. */
  readonly recorded: number;
}

const defaults = { members: 4, draws: 1000, design: 400, heldOut: 24, exact: 48 } as const;
/** Share of the packages to learn from, and of those to test on, that come from the frontiers of some draws, and how many draws. */
const edgeShare = 0.3;
const edgeDraws = 100;
/** Most rounds of simulating the frontier anew. */
const mostRounds = 8;
/** Variants per task: progress goes task by task. */
const variantsPerTask = 8;
/** Stream of random numbers of the design. */
const stream = 2;

function key(levels: Package): string {
  return levels.join();
}

/**
 * Rows to learn from: the first, those that are wanted anyway, then such that every level of an issue comes up about as often as the others
 * (a Latin hypercube over levels), then any.
 */
function designOf(
  rows: readonly Package[],
  levels: Packages["levels"],
  acting: readonly number[],
  wanted: readonly number[],
  count: number,
  rng: Rng,
): number[] {
  const most = Math.min(count, rows.length);
  const known = new Map(rows.map((row, r) => [key(row), r]));
  const chosen = new Set<number>([0, ...wanted]);
  const columns = levels.map((one, issue) =>
    shuffled(count, rng).map((slot) => (acting.includes(issue) ? one[slot % one.length] : 0)),
  );
  for (let i = 0; i < count && chosen.size < most; i++) {
    const row = known.get(key(columns.map((column) => column[i])));
    if (row !== undefined) chosen.add(row);
  }
  for (const row of shuffled(rows.length, rng)) {
    if (chosen.size >= most) break;
    chosen.add(row);
  }
  return [...chosen];
}

/** Searches begun, to tell their tasks apart. */
let sessions = 0;

/** Thrown inside a search to leave it after a stop. */
class Stopped extends Error {}

/** A search under way: what was simulated, and what is expected of the rest. */
class Search {
  readonly bargain: Bargain;
  readonly outcomes: readonly Outcome[];
  readonly packages: Packages;
  readonly rows: readonly Package[];
  readonly rowOf: Uint32Array;
  readonly members: readonly Member[];
  readonly counts: readonly number[];
  /** Rows × members × outcomes. */
  readonly totals: Float64Array;
  readonly exact: Uint8Array;
  private readonly session = `${++sessions}`;
  private readonly runner: VariantsRunner;
  private readonly onProgress: (progress: Progress) => void | Promise<void>;
  private readonly stop: Stop | undefined;
  private done = 0;
  private readonly planned: number;

  constructor(
    bargain: Bargain,
    packages: Packages,
    members: readonly Member[],
    planned: (rows: number) => number,
    runner: VariantsRunner,
    onProgress: (progress: Progress) => void | Promise<void>,
    stop: Stop | undefined,
  ) {
    this.bargain = bargain;
    this.packages = packages;
    this.members = members;
    this.outcomes = outcomesOf(bargain);
    const { rows, rowOf } = reducedRows(bargain, packages.all);
    this.rows = rows;
    this.rowOf = rowOf;
    this.counts = packages.levels.map((levels) => levels.length);
    this.totals = new Float64Array(rows.length * members.length * this.outcomes.length);
    this.exact = new Uint8Array(rows.length);
    this.planned = planned(rows.length);
    this.runner = runner;
    this.onProgress = onProgress;
    this.stop = stop;
  }

  /** Says how much is done, in runs of one member, and stops where that was asked for. */
  async progress(more: number): Promise<void> {
    this.done = Math.min(this.done + more, this.planned);
    await this.onProgress({ done: this.done, total: this.planned });
    if (this.stop?.aborted) throw new Stopped();
  }

  /** Per variant and member months × outcomes. */
  async simulate(
    variants: readonly (readonly LeverStep[])[],
    parent?: readonly LeverStep[],
  ): Promise<Float64Array[][]> {
    const tasks: { task: VariantsTask; from: number }[] = [];
    for (const [index, member] of this.members.entries())
      for (let from = 0; from < variants.length; from += variantsPerTask)
        tasks.push({
          from,
          task: {
            session: this.session,
            base: this.bargain.base,
            member,
            index,
            ...(parent && { parent }),
            variants: variants.slice(from, from + variantsPerTask),
            outcomes: this.outcomes,
          },
        });
    const before = this.done;
    const all = variants.length * this.members.length;
    const results = await this.runner.run(
      tasks.map(({ task }) => task),
      async ({ done, total }) => {
        const now = before + Math.round((all * done) / total);
        await this.progress(now - this.done);
      },
      this.stop,
    );
    if (results === undefined) throw new Stopped();
    const out = variants.map((): Float64Array[] => []);
    for (const [t, { from, task }] of tasks.entries())
      for (const [v, values] of results[t].entries()) out[from + v][task.index] = values;
    return out;
  }

  /** Simulates rows and keeps what came out. */
  async simulateRows(which: readonly number[]): Promise<void> {
    const results = await this.simulate(which.map((row) => packageSteps(this.bargain, this.rows[row])));
    for (const [i, row] of which.entries()) {
      for (const [m, values] of results[i].entries()) this.keep(row, m, totalsOf(values, this.outcomes));
      this.exact[row] = 1;
    }
  }

  private keep(row: number, member: number, totals: ArrayLike<number>): void {
    this.totals.set(totals, (row * this.members.length + member) * this.outcomes.length);
  }

  /** Total of an outcome of a row, averaged over members. */
  meanOf(row: number, outcome: number): number {
    const members = this.members.length;
    let sum = 0;
    for (let m = 0; m < members; m++) sum += this.totals[(row * members + m) * this.outcomes.length + outcome];
    return sum / members;
  }

  /** One surrogate per outcome that is expected, from rows that were simulated; undefined for the others. */
  learn(from: readonly number[], before?: readonly (Surrogate | undefined)[]): (Surrogate | undefined)[] {
    const members = this.members.length;
    const width = this.outcomes.length;
    const design = from.map((row) => this.rows[row]);
    return this.outcomes.map(({ expected }, k) => {
      if (!expected) return undefined;
      const values = new Float64Array(from.length * members);
      for (const [i, row] of from.entries())
        for (let m = 0; m < members; m++) values[i * members + m] = this.totals[(row * members + m) * width + k];
      return fitSurrogate(design, this.counts, values, before?.[k]);
    });
  }

  /** Writes what surrogates expect over the rows that were not simulated; NaN where there is none. */
  expect(surrogates: readonly (Surrogate | undefined)[]): void {
    const members = this.members.length;
    const width = this.outcomes.length;
    const open = [...this.rows.keys()].filter((row) => this.exact[row] === 0);
    const packages = open.map((row) => this.rows[row]);
    for (const [k, surrogate] of surrogates.entries()) {
      const values = surrogate && predict(surrogate, this.counts, packages);
      for (const [i, row] of open.entries())
        for (let m = 0; m < members; m++)
          this.totals[(row * members + m) * width + k] = values?.[i * members + m] ?? Number.NaN;
    }
  }

  /** Errors of what was expected of some rows, given as rows × outcomes, now that they were simulated. */
  errors(which: readonly number[], expected: Float64Array): SurrogateError[] {
    const width = this.outcomes.length;
    return this.outcomes.flatMap(({ key: name, expected: isExpected }, k) => {
      if (!isExpected) return [];
      return errorOf(
        name,
        Float64Array.from(this.rows, (_, row) => this.meanOf(row, k)),
        Float64Array.from(which, (_, i) => expected[i * width + k]),
        Float64Array.from(which, (row) => this.meanOf(row, k)),
      );
    });
  }

  /** What is expected of rows, averaged over members: rows × outcomes. */
  expectedOf(which: readonly number[]): Float64Array {
    return Float64Array.from(which.flatMap((row) => this.outcomes.map((_, k) => this.meanOf(row, k))));
  }

  space(threatTotals: Float64Array): Space {
    const { bargain, outcomes, rowOf, totals, exact } = this;
    return {
      bargain,
      packages: this.packages.all,
      outcomes,
      members: this.members.length,
      rowOf,
      totals,
      exact,
      threatTotals,
    };
  }
}

/** Rows of packages that are on the frontier, or would be if they were better by the surrogate's error; the frontier's first. */
function nearFrontier(space: Space, gains: readonly Point[], slack: Point): { frontier: number[]; near: number[] } {
  const open = (p: number): boolean => space.exact[space.rowOf[p]] === 0;
  const efficient = paretoFrontier(gains);
  const frontier = new Set(efficient.filter(open).map((p) => space.rowOf[p]));
  const edge = efficient.map((p) => gains[p]);
  const near = new Set<number>();
  for (const [p, [a, b]] of gains.entries()) {
    if (!open(p) || frontier.has(space.rowOf[p])) continue;
    const beaten = edge.some(([c, d]) => c >= a + slack[0] && d >= b + slack[1]);
    if (!beaten) near.add(space.rowOf[p]);
  }
  return { frontier: [...frontier], near: [...near] };
}

/** Steps of what a threat brings about. */
function threatSteps(bargain: Bargain, threat: number): LeverStep[] {
  const { levels, changes } = bargain.threats[threat];
  return [...packageSteps(bargain, levels), ...stepsOnTop(bargain, changes, bargain.day)];
}

/** Rows on the frontiers of some draws of weights that were not simulated yet: what is best for a draw lies at the edge, where a design has few. */
function edgesOf(space: Space, draws: readonly Valuation[], most: number): number[] {
  const found = draws.map((draw) => {
    const gains = meanGains(space, gainsOf(space, draw));
    return paretoFrontier(gains)
      .map((p) => space.rowOf[p])
      .filter((row) => space.exact[row] === 0);
  });
  const longest = Math.max(...found.map((rows) => rows.length));
  // in turn, so that no draw has more say than the others
  const inTurn = Array.from({ length: longest }, (_, i) => found.flatMap((rows) => rows.slice(i, i + 1))).flat();
  return [...new Set(inTurn)].slice(0, most);
}

function indexOfPackage(packages: readonly Package[], levels: Package): number {
  const wanted = key(levels);
  return packages.findIndex((one) => key(one) === wanted);
}

/** Adds each level that waits for a legislature to a package, and asks what that would be worth were it granted. */
async function additionsTo(search: Search, reference: Package, draws: readonly Valuation[]): Promise<Addition[]> {
  const { bargain, packages, outcomes, members } = search;
  const waiting = packages.leftOut.filter(({ breaks }) => breaks.length === 0);
  if (waiting.length === 0) return [];
  const extended = waiting.map(({ issue, level }) => reference.with(issue, level));
  const all: Package[] = [bargain.issues.map(() => 0), reference, ...extended];
  const results = await search.simulate(all.map((levels) => packageSteps(bargain, levels)));
  const totals = new Float64Array(all.length * members.length * outcomes.length);
  for (const [i, byMember] of results.entries())
    for (const [m, values] of byMember.entries())
      totals.set(totalsOf(values, outcomes), (i * members.length + m) * outcomes.length);
  const space: Space = {
    bargain,
    packages: all,
    outcomes,
    members: members.length,
    rowOf: Uint32Array.from(all.keys()),
    totals,
    exact: new Uint8Array(all.length).fill(1),
    threatTotals: new Float64Array(0),
  };
  const { gains } = answer({ ...space, bargain: { ...bargain, threats: [] } }, usualValuation(bargain));
  const robust = (await robustnessOf(space, draws))!;
  return waiting.map(({ issue, level }, i) => ({
    issue,
    level,
    with: gains[2 + i],
    without: gains[1],
    share: robust.share[2 + i],
  }));
}

/** Progress counts the weighing of draws as this many runs. */
const weighing = 100;

/**
 * Searches all packages of a bargain: simulates a design, learns a surrogate from it and tests it on packages that it has not seen, simulates
 * the frontier and what may be on it until it stays the same, then solves, draws weights, and asks how long solutions hold.
 * Deterministic: the same bargain and options give the same result in every runner.
 * Throws TooManyPackagesError, RangeError on counts that cannot be.
 * @returns undefined after a stop.
 */
export async function searchBargain(
  bargain: Bargain,
  runner: VariantsRunner,
  options: SearchOptions = {},
  onProgress: (progress: Progress) => void | Promise<void> = () => {},
  stop?: Stop,
): Promise<BargainResult | undefined> {
  try {
    return await searching(bargain, runner, options, onProgress, stop);
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  }
}

async function searching(
  bargain: Bargain,
  runner: VariantsRunner,
  options: SearchOptions,
  onProgress: (progress: Progress) => void | Promise<void>,
  stop: Stop | undefined,
): Promise<BargainResult> {
  const members = options.members ?? shippedPosterior().members.slice(0, defaults.members);
  const {
    draws = defaults.draws,
    design = defaults.design,
    heldOut = defaults.heldOut,
    exact = defaults.exact,
  } = options;
  const seed = options.seed ?? bargain.seed;
  for (const [name, value] of Object.entries({ draws, design, heldOut, members: members.length }))
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`${name}: ${value} was given; expected a whole number of at least 1`);
  const packages = packagesOf(bargain);
  const holds = 3 * (leavingMonths(bargain).length + 1);
  const waiting = packages.leftOut.filter(({ breaks }) => breaks.length === 0).length;
  const planned = (rows: number): number =>
    members.length *
      (Math.min(rows, design + heldOut + exact) + bargain.threats.length + holds + (waiting > 0 ? waiting + 2 : 0)) +
    weighing;
  const search = new Search(bargain, packages, members, planned, runner, onProgress, stop);
  const { rows, rowOf } = search;
  const rng = new Rng(seed, 0, false);
  rng.seek(stream, 0, 0);

  const granted = bargain.record === null ? -1 : indexOfPackage(packages.all, bargain.record.granted);
  const wanted = granted < 0 ? [] : [rowOf[granted]];
  const most = design >= rows.length ? design : Math.ceil((1 - edgeShare) * design);
  const spread = designOf(rows, packages.levels, simulatedIssues(bargain), wanted, most, rng);
  await search.simulateRows(spread);
  const threatTotals = await simulateThreats(search);
  const space = search.space(threatTotals);
  const first = search.learn(spread);
  search.expect(first);
  const valuations = drawValuations(bargain, draws, seed);
  const [more, testedEdges] = [Math.max(0, design - spread.length), Math.ceil(edgeShare * heldOut)];
  const edges = edgesOf(space, valuations.slice(0, edgeDraws), more + testedEdges);
  const mixed = shuffled(edges.length, rng).map((i) => edges[i]);
  const learned = [...spread, ...mixed.slice(0, more)];
  await search.simulateRows(mixed.slice(0, more));
  const rest = shuffled(rows.length, rng).filter((row) => !learned.includes(row));
  const tested = [...new Set([...mixed.slice(more), ...rest])].slice(0, heldOut);
  search.expect(search.learn(learned, first));
  const expectedBefore = search.expectedOf(tested);
  const usual = usualValuation(bargain);
  const gainsBefore = answer(space, usual).gains;
  await search.simulateRows(tested);
  const heldOutErrors = search.errors(tested, expectedBefore);
  search.expect(search.learn([...learned, ...tested], first));

  // what the surrogate is off by, in points, is the slack within which packages may be on the frontier
  const gainsAfter = answer(space, usual).gains;
  const slack: [number, number] = [0, 0];
  for (const [p] of packages.all.entries())
    if (tested.includes(rowOf[p]))
      for (const side of [0, 1] as const)
        slack[side] = Math.max(slack[side], Math.abs(gainsAfter[p][side] - gainsBefore[p][side]));
  const again: number[] = [];
  const expectedAgain: number[] = [];
  let rounds = 0;
  let settled = false;
  while (rounds < mostRounds) {
    const now = answer(space, usual);
    const solved = [now.noDeal, ...now.threats].flatMap(({ nash, kalaiSmorodinsky }) => [...nash, ...kalaiSmorodinsky]);
    const open = solved.map((p) => rowOf[p]).filter((row) => search.exact[row] === 0);
    const { frontier, near } = nearFrontier(space, now.gains, slack);
    const must = [...new Set([...open, ...frontier])];
    if (must.length + near.length === 0) {
      settled = true;
      break;
    }
    const room = Math.max(0, exact - again.length - must.length);
    const next = [...must, ...near.slice(0, room)];
    if (must.length === 0 && room === 0) break;
    rounds++;
    expectedAgain.push(...search.expectedOf(next));
    await search.simulateRows(next);
    again.push(...next);
    search.expect(search.learn([...learned, ...tested, ...again], first));
  }
  const resimulatedErrors = again.length === 0 ? [] : search.errors(again, Float64Array.from(expectedAgain));
  const final = answer(space, usual);
  let weighed = 0;
  const robustness = await robustnessOf(space, valuations, async (done) => {
    const now = Math.floor((weighing * done) / draws);
    await search.progress(now - weighed);
    weighed = now;
    return false;
  });
  const deals = [
    ...new Set([
      ...final.noDeal.nash.slice(0, 1),
      ...final.noDeal.kalaiSmorodinsky.slice(0, 1),
      ...(granted < 0 ? [] : [granted]),
    ]),
  ];
  const holding = [];
  for (const p of deals) {
    const held = await heldOf(search, packages.all[p]);
    holding.push({ package: p, held, sides: holdingOf(bargain, search.outcomes, held, usual, valuations) });
  }
  const reference = granted >= 0 ? granted : (final.noDeal.nash[0] ?? -1);
  const additions = reference < 0 ? [] : await additionsTo(search, packages.all[reference], valuations);
  await search.progress(Number.POSITIVE_INFINITY);
  const from = monthIndex(bargain.base.window.from);
  return {
    space,
    packages,
    seed,
    months: Array.from({ length: bargain.months }, (_, m) => monthLabel(from + m)),
    answer: final,
    robustness: robustness!,
    surrogate: {
      design: learned.length,
      heldOut: tested.length,
      resimulated: again.length,
      onHeldOut: heldOutErrors,
      onResimulated: resimulatedErrors,
      none: rest.length === 0,
    },
    settled,
    rounds,
    holding,
    additions,
    reference,
    recorded: granted,
  };
}

/** Threats × members × outcomes. */
async function simulateThreats(search: Search): Promise<Float64Array> {
  const { bargain, members, outcomes } = search;
  const results = await search.simulate(bargain.threats.map((_, t) => threatSteps(bargain, t)));
  const totals = new Float64Array(results.length * members.length * outcomes.length);
  for (const [t, byMember] of results.entries())
    for (const [m, values] of byMember.entries())
      totals.set(totalsOf(values, outcomes), (t * members.length + m) * outcomes.length);
  return totals;
}

/** A deal kept, and left in each month. */
async function heldOf(search: Search, levels: Package): Promise<HeldPackage> {
  const { bargain } = search;
  const steps = packageSteps(bargain, levels);
  const months = leavingMonths(bargain);
  const [stay, ...leave] = await search.simulate(
    [steps, ...months.map((month) => leftSteps(bargain, levels, month))],
    steps,
  );
  return { levels, stay, leave };
}
