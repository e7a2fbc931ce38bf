import { factors } from "../../analysis/fit/factors.ts";
import { type FitResult, type FitSettings, StoppedFit } from "../../analysis/fit/fit.ts";
import { type FitRow, fitQuality } from "../../analysis/fit-quality.ts";
import { monthLabel } from "../../engine/calendar.ts";
import { InterruptedError } from "../errors.ts";
import { checkOutputs } from "../files.ts";
import { checkpointOf, fitToFile } from "../fit-to-file.ts";
import { catchInterrupt } from "../interrupt.ts";
import { paint, table, terminalWidth, wrap } from "../terminal.ts";

export interface FitOptions {
  readonly out: string;
  readonly members: number;
  readonly steps: number;
  readonly seed: number;
  /** Months since 2018-01. */
  readonly until: number;
  readonly threads: number;
  readonly quiet?: boolean;
  readonly force?: boolean;
}

/** Members from which on a spread among them says something. */
const fewest = 20;

function qualityTable(rows: readonly FitRow[]): string {
  const lines = rows.map(({ series, medianError }) => [series, `${(100 * medianError).toFixed(1)}%`]);
  return table([{ head: "Series" }, { head: "median error", align: "right" }], lines);
}

/** How far the figures moved and narrowed each score, the most narrowed first. */
function learnedTable({ scores }: FitResult): string {
  const others = scores.slice(1);
  const rows = factors.map(({ name, key }, i) => {
    const own = others.map((one) => one[i]);
    const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
    const spread = Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(own.length - 1, 1));
    return { name: key === undefined ? name : `${name}, ${key}`, mean, spread };
  });
  const sorted = rows.toSorted((a, b) => a.spread - b.spread).slice(0, 15);
  return table(
    [{ head: "Parameter" }, { head: "moved by", align: "right" }, { head: "spread left", align: "right" }],
    sorted.map(({ name, mean, spread }) => [name, mean.toFixed(2).replace("-", "−"), spread.toFixed(2)]),
  );
}

/** `corridor fit`: estimates parameters and latent paths from the published figures, and writes a posterior. */
export async function fitHistory(options: FitOptions): Promise<void> {
  const { out, members, steps, seed, until, threads, quiet = false } = options;
  const settings: FitSettings = { members, steps, seed, until };
  checkOutputs([out], { force: options.force === true, inputs: [] });
  const interrupt = catchInterrupt();
  try {
    const result = await fitToFile(settings, { out, label: "fit", threads, quiet, signal: interrupt.signal });
    process.stdout.write(`${report(settings, result, out)}\n`);
  } catch (error) {
    if (error instanceof StoppedFit)
      throw new InterruptedError(`stopped; the same command goes on from ${checkpointOf(out)}`);
    throw error;
  } finally {
    interrupt.release();
  }
}

function report(settings: FitSettings, result: FitResult, out: string): string {
  const intro = `${settings.members} members and a central one, fitted to the figures up to ${monthLabel(settings.until)}. Errors of the central member, month by month:`;
  const learned =
    "The fifteen parameters on which the figures say most, as standard scores: 0 is the middle of the prior, and its spread is 1.";
  return [
    paint("bold", "Fit"),
    wrap(intro, terminalWidth()),
    qualityTable(fitQuality(result.central)),
    ...(settings.members < fewest ? [] : [wrap(learned, terminalWidth()), learnedTable(result)]),
    `Wrote ${out}`,
  ].join("\n\n");
}
