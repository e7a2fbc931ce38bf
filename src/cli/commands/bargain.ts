import { join } from "node:path";
import { type Bargain, loadBargain } from "../../analysis/bargain/load.ts";
import { TooManyPackagesError } from "../../analysis/bargain/packages.ts";
import { packagesTableOf } from "../../analysis/bargain/packages-table.ts";
import { type BargainResult, searchBargain } from "../../analysis/bargain/search.ts";
import { withWeights } from "../../analysis/bargain/valuation.ts";
import { csvOf } from "../../analysis/result-table.ts";
import { maxBytes } from "../../scenario/read-yaml.ts";
import { bargainJson, bargainText } from "../bargain-report.ts";
import { InterruptedError, UsageError } from "../errors.ts";
import { checkOutputs, readText, writeOutputs } from "../files.ts";
import { catchInterrupt } from "../interrupt.ts";
import { startProgress } from "../progress.ts";
import { shellWord } from "../shell.ts";
import { posteriorOf } from "../simulation.ts";
import { createThreadsVariantsRunner } from "../threads.ts";

export interface BargainOptions {
  readonly members: number;
  readonly draws: number;
  readonly design: number;
  readonly exact: number;
  readonly seed?: number;
  /** Points by id of the weight. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly posterior?: string;
  readonly threads: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

const fileNames = ["result.json", "packages.csv"] as const;

/** The bargain with the weights that were asked for. Throws ScenarioError and UsageError. */
function readBargain(name: string, weights: Readonly<Record<string, number>>): Bargain {
  const bargain = loadBargain(name, { read: (path) => readText(path, maxBytes) });
  try {
    return withWeights(bargain, weights);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--weights: ${error.message}`);
    throw error;
  }
}

function commandLine(
  name: string,
  { members, draws, design, exact, weights, posterior }: BargainOptions,
  seed: number,
): string {
  const words = [
    "corridor",
    "bargain",
    name,
    "--members",
    `${members}`,
    "--draws",
    `${draws}`,
    "--design",
    `${design}`,
  ];
  words.push("--exact", `${exact}`, "--seed", `${seed}`);
  for (const [id, points] of Object.entries(weights ?? {})) words.push("--weights", `${id}=${points}`);
  if (posterior !== undefined) words.push("--posterior", posterior);
  return words.map(shellWord).join(" ");
}

/** Throws InterruptedError after Ctrl-C. */
async function searchOnThreads(bargain: Bargain, options: BargainOptions): Promise<BargainResult> {
  const { members, draws, design, exact, seed, posterior, threads, quiet } = options;
  const fitted = posteriorOf(posterior).members;
  if (members > fitted.length)
    throw new UsageError(
      `--members: ${members} was given; expected at most ${fitted.length}, as many as the posterior has`,
    );
  const runner = createThreadsVariantsRunner(threads);
  const interrupt = catchInterrupt();
  const progress = startProgress(bargain.name, quiet === true);
  try {
    const result = await searchBargain(
      bargain,
      runner,
      { members: fitted.slice(0, members), draws, design, exact, ...(seed !== undefined && { seed }) },
      (state) => progress.update(state),
      interrupt.signal,
    );
    if (result === undefined) throw new InterruptedError("stopped before the search was finished; nothing was written");
    return result;
  } catch (error) {
    if (error instanceof TooManyPackagesError) throw new UsageError(`${bargain.name}: ${error.message}`);
    throw error;
  } finally {
    progress.end();
    await runner.close();
    interrupt.release();
  }
}

/** `corridor bargain`: which packages both governments would prefer to no deal. Throws ScenarioError, UsageError and InterruptedError. */
export async function bargain(name: string, options: BargainOptions): Promise<void> {
  const { json, out, force, weights } = options;
  const file = readBargain(name, weights ?? {});
  if (out !== undefined)
    checkOutputs(
      fileNames.map((one) => join(out, one)),
      { force: force === true, inputs: [name], makes: out },
    );
  const result = await searchOnThreads(file, options);
  const whole = `${JSON.stringify(bargainJson(result, commandLine(name, options, result.seed)))}\n`;
  const written =
    out === undefined
      ? []
      : writeOutputs(
          [
            { path: join(out, fileNames[0]), content: whole },
            { path: join(out, fileNames[1]), content: csvOf(packagesTableOf(result)) },
          ],
          false,
        );
  process.stdout.write(json ? whole : `${bargainText(result)}\n`);
  if (written.length > 0) process.stderr.write(`Wrote ${written.join(", ")}\n`);
}
