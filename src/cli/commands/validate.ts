import { type FactVerdict, validateFacts } from "../../analysis/facts.ts";
import type { Posterior } from "../../analysis/fit/posterior.ts";
import { monthIndex, monthLabel } from "../../engine/calendar.ts";
import { lastRecordedMonth } from "../../scenario/window.ts";
import { compact, range } from "../numbers.ts";
import { startProgress } from "../progress.ts";
import { posteriorOf } from "../simulation.ts";
import { paint, type TableColumn, table, terminalWidth, wrap } from "../terminal.ts";

export interface ValidateOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** File of a fit whose central member is judged; default: the posterior that ships. */
  readonly posterior?: string;
}

const kinds: readonly (readonly [FactVerdict["kind"], string])[] = [
  ["fit", "fit: may be fitted to"],
  ["arithmetic", "arithmetic: claims checked against figures"],
  ["emergent", "emergent: must come out, with latent paths frozen"],
  ["literature", "literature: experiments of published studies"],
];

function number(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 1000) return compact(value);
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 }).replace("-", "−");
}

function verdictTable(rows: readonly FactVerdict[]): string {
  const fixed = 53;
  const columns: readonly TableColumn[] = [
    { head: "Fact" },
    { head: "what", width: Math.max(20, terminalWidth() - fixed) },
    { head: "observed", align: "right" },
    { head: "simulated", align: "right" },
    { head: "accepted", align: "right" },
    { head: "inside" },
  ];
  const lines = kinds.flatMap(([kind, label]) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    const inside = ofKind.filter(({ ok }) => ok).length;
    return [
      [paint("bold", `${label} (${inside} of ${ofKind.length} inside)`)],
      ...ofKind.map(({ id, fact, observed, simulated, low, high, ok }) => [
        id,
        fact,
        number(observed),
        number(simulated),
        range(low, high, number),
        ok ? "yes" : paint("red", "no"),
      ]),
    ];
  });
  return table(columns, lines);
}

/** Whose central member the numbers are. */
function whose(file: string | undefined, { settings, members }: Posterior): string {
  const name = file === undefined ? "the posterior that ships" : file;
  const made = `fitted to the figures up to ${monthLabel(settings.until)}, ${members.length - 1} members beside it, seed ${settings.seed}`;
  const level =
    settings.until < monthIndex(lastRecordedMonth) ? " Facts of later months stand on paths that stay level." : "";
  return `Mean field, the central member of ${name}: ${made}.${level}`;
}

/** `corridor validate`: each fact observed and simulated, its accepted range, and the verdict. */
export function validate({ json, quiet, posterior }: ValidateOptions): void {
  const fitted = posteriorOf(posterior);
  const progress = startProgress("facts", quiet === true);
  const rows = validateFacts((done, total) => progress.update({ done, total }), fitted.members[0]);
  progress.end();
  if (json) {
    const plain = rows.map(({ id, kind, observed, simulated, low, high, ok }) => {
      return { id, kind, observed, simulated: Number.isFinite(simulated) ? simulated : null, low, high, ok };
    });
    process.stdout.write(`${JSON.stringify({ rows: plain })}\n`);
    if (!quiet) process.stderr.write(`${whose(posterior, fitted)}\n`);
  } else process.stdout.write(`${verdictTable(rows)}\n\n${wrap(whose(posterior, fitted), terminalWidth())}\n`);
}
