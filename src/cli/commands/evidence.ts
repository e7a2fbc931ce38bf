import { ledgerWith } from "../../analysis/evidence/file.ts";
import { checkEvidence } from "../../data/evidence/check.ts";
import {
  type ClaimEntry,
  type DocumentEntry,
  type EvidenceLedger,
  evidenceLedger,
  type FactEntry,
  type LeverEntry,
  type MechanismEntry,
  type ParameterEntry,
} from "../../data/evidence/ledger.ts";
import { queryText } from "../../data/evidence/query-text.ts";
import { verdicts } from "../../data/evidence/schemas.ts";
import { maxBytes } from "../../scenario/read-yaml.ts";
import { nearest } from "../../scenario/suggest.ts";
import { exitCodes, UsageError } from "../errors.ts";
import { figureText, gradeWords, originsText, partText, verdictText, verdictWords } from "../evidence-words.ts";
import { readText } from "../files.ts";
import { range } from "../numbers.ts";
import { paint, type TableColumn, table, terminalWidth, wrap } from "../terminal.ts";

export interface EvidenceOptions {
  readonly verdict?: string;
  readonly grade?: string;
  readonly mechanism?: string;
  /** File with documents and claims of the user. */
  readonly with?: string;
  readonly json?: boolean;
}

/** What `corridor evidence` can be asked for, beside everything. */
export const evidenceKinds = ["claim", "parameter", "lever", "document", "fact", "mechanism", "check"] as const;
type Kind = Exclude<(typeof evidenceKinds)[number], "check">;

interface Entries {
  readonly claim: ClaimEntry;
  readonly parameter: ParameterEntry;
  readonly lever: LeverEntry;
  readonly document: DocumentEntry;
  readonly fact: FactEntry;
  readonly mechanism: MechanismEntry;
}

type Filter = "verdict" | "grade" | "mechanism";

/** How one kind of entry is found, filtered, listed and shown. */
interface Shelf<Entry> {
  readonly entries: (ledger: EvidenceLedger) => readonly Entry[];
  readonly id: (entry: Entry) => string;
  /** For each filter that makes sense: what an entry has that it can ask for. */
  readonly filters: Readonly<Partial<Record<Filter, (entry: Entry) => readonly string[]>>>;
  readonly columns: (width: number) => readonly TableColumn[];
  readonly row: (entry: Entry) => readonly string[];
  readonly card: (entry: Entry) => readonly (readonly [label: string, text: string])[];
  /** What goes out as JSON; the entry itself when left out. */
  readonly plain?: (entry: Entry) => object;
}

const right = (head: string): TableColumn => ({ head, align: "right" });
const listed = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

function spanText(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? figureText(low) : range(low, high, figureText);
}

const claimShelf: Shelf<ClaimEntry> = {
  entries: ({ claims }) => claims,
  plain: (entry) => ({ ...entry, sentence: verdictText(entry) }),
  id: ({ id }) => id,
  filters: { verdict: ({ verdict }) => [verdict], mechanism: ({ mechanisms }) => mechanisms },
  columns: (width) => [
    { head: "Claim" },
    { head: "verdict" },
    right("origins"),
    { head: "what is said", width: Math.max(24, width - 34) },
  ],
  row: ({ id, verdict, origins, claim }) => [id, verdict, String(origins.length), claim],
  card: (entry) => [
    ["Claim", entry.claim],
    ["Verdict", verdictWords[entry.verdict]],
    ...entry.parts.map((part) => {
      const answer = part.answer === null ? "Untested" : part.answer.holds ? "Holds" : "Fails";
      const query = part.query === null ? "" : `: ${queryText(part.query)}`;
      return [answer, `${partText(part)}${query}`] as const;
    }),
    ...(entry.limits === "" ? [] : [["Limits", entry.limits] as const]),
    ["Origins", originsText(entry)],
    ["Mechanisms", listed(entry.mechanisms)],
    ["Levers", listed(entry.levers)],
    ["Parameters", listed(entry.parameters)],
    ["Facts", listed(entry.facts)],
    ["Series", listed(entry.series)],
  ],
};

type ParameterRow = ParameterEntry["rows"][number];

const priorText = ({ low, high }: ParameterRow): string => (low < high ? range(low, high, figureText) : "fixed");

/** A parameter that has one value. */
function valueLines(row: ParameterRow): (readonly [label: string, text: string])[] {
  return [
    [row.key === "" ? "Value" : row.key, figureText(row.value)],
    ["Range", priorText(row)],
    ["Unit", row.unit],
    ["Grade", gradeWords[row.grade]],
    ["Source", row.source],
  ];
}

/** One value of a parameter that has several. */
function rowLine(row: ParameterRow): readonly [label: string, text: string] {
  const { key, value, unit, grade, source } = row;
  return [key, `${figureText(value)} (${priorText(row)}) ${unit}; ${gradeWords[grade]}; ${source}`];
}

const parameterShelf: Shelf<ParameterEntry> = {
  entries: ({ parameters }) => parameters,
  id: ({ name }) => name,
  filters: { grade: ({ grades }) => grades, mechanism: ({ mechanisms }) => mechanisms },
  columns: (width) => [
    { head: "Parameter" },
    right("value"),
    { head: "unit", width: Math.max(14, width - 66) },
    { head: "grade" },
    right("values"),
  ],
  row: ({ name, rows, grades }) => [
    name,
    spanText(rows.map(({ value }) => value)),
    rows[0].unit,
    grades.join(", "),
    String(rows.length),
  ],
  card: ({ rows, mechanisms, claims }) => [
    ...(rows.length === 1 ? valueLines(rows[0]) : rows.map(rowLine)),
    ["Mechanisms", listed(mechanisms)],
    ["Claims", listed(claims)],
  ],
};

const leverShelf: Shelf<LeverEntry> = {
  entries: ({ levers }) => levers,
  id: ({ id }) => id,
  filters: { grade: ({ grade }) => [grade], mechanism: ({ mechanisms }) => mechanisms },
  columns: (width) => [
    { head: "Lever" },
    { head: "range" },
    { head: "unit", width: Math.max(14, width - 62) },
    { head: "grade" },
  ],
  row: ({ id, min, max, unit, grade }) => [id, range(min, max, figureText), unit, grade],
  card: ({ title, unit, min, max, initial, effect, grade, source, mechanisms, claims }) => [
    ["Lever", title],
    ["Value", `${figureText(initial)} before any recorded event`],
    ["Range", range(min, max, figureText)],
    ["Unit", unit],
    ["Higher", effect],
    ["Grade", gradeWords[grade]],
    ["Source", source],
    ["Mechanisms", listed(mechanisms)],
    ["Claims", listed(claims)],
  ],
};

const documentShelf: Shelf<DocumentEntry> = {
  entries: ({ documents }) => documents,
  id: ({ id }) => id,
  filters: {},
  columns: (width) => [
    { head: "Document" },
    { head: "relation" },
    { head: "of" },
    { head: "origin" },
    right("claims"),
    { head: "what it is", width: Math.max(24, width - 48) },
  ],
  row: ({ id, relation, of, independentOrigin, claims, title }) => [
    id,
    relation,
    of ?? "",
    independentOrigin,
    String(claims.length),
    title,
  ],
  card: ({ title, relation, ancestry, independentOrigin, copies, claims }) => [
    ["Document", title],
    ["Relation", relation],
    ["Lineage", ancestry.join(" → ")],
    ["Origin", independentOrigin],
    ["Copies", listed(copies)],
    ["Claims", listed(claims)],
  ],
};

const factKinds: Readonly<Record<FactEntry["kind"], string>> = {
  fit: "may be fitted to",
  emergent: "has to come out of the processes",
  arithmetic: "a claim checked against figures",
  literature: "an experiment whose direction studies give",
};

const simulatedText = ({ simulated, inside }: FactEntry): string =>
  simulated === null ? "none" : `${figureText(simulated)}${inside ? "" : " (outside)"}`;

const factShelf: Shelf<FactEntry> = {
  entries: ({ facts }) => facts,
  id: ({ id }) => id,
  filters: {},
  columns: (width) => [
    { head: "Fact" },
    right("observed"),
    right("simulated"),
    { head: "what", width: Math.max(24, width - 42) },
  ],
  row: (fact) => [fact.id, figureText(fact.observed), simulatedText(fact), fact.fact],
  card: (fact) => [
    ["Fact", fact.fact],
    ["Observed", `${figureText(fact.observed)} ${fact.unit}, ${fact.period}`],
    ["Simulated", `${simulatedText(fact)}, by the central member of the posterior that ships`],
    ["Accepted", range(fact.low, fact.high, figureText)],
    ["Kind", `${fact.kind}: ${factKinds[fact.kind]}`],
    ["Source", fact.source],
    ["Series", listed(fact.series)],
    ["Claims", listed(fact.claims)],
  ],
};

const mechanismShelf: Shelf<MechanismEntry> = {
  entries: ({ mechanisms }) => mechanisms,
  id: ({ id }) => id,
  filters: {},
  columns: (width) => [
    { head: "Mechanism" },
    right("claims"),
    right("levers"),
    right("parameters"),
    { head: "what", width: Math.max(20, width - 47) },
  ],
  row: ({ id, title, claims, levers, parameters }) => [
    id,
    String(claims.length),
    String(levers.length),
    String(parameters.length),
    title,
  ],
  card: ({ title, section, claims, levers, parameters }) => [
    ["Mechanism", title],
    ["Described in", `docs/model.md, ${section}`],
    ["Claims", listed(claims)],
    ["Levers", listed(levers)],
    ["Parameters", listed(parameters)],
  ],
};

const shelves: { readonly [K in Kind]: Shelf<Entries[K]> } = {
  claim: claimShelf,
  parameter: parameterShelf,
  lever: leverShelf,
  document: documentShelf,
  fact: factShelf,
  mechanism: mechanismShelf,
};

/** Refuses a word that is none of some. Throws UsageError. */
function among(what: string, word: string, words: readonly string[], expected: string): void {
  if (words.includes(word)) return;
  const near = nearest(word, words);
  const meant = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
  throw new UsageError(`${what}${JSON.stringify(word)} was given; expected ${expected}${meant}`);
}

function read(file: string | undefined): EvidenceLedger {
  if (file === undefined) return evidenceLedger();
  let text: string;
  try {
    text = readText(file, maxBytes);
  } catch (error) {
    throw new UsageError(
      `--with: ${JSON.stringify(file)} was given; expected a file that can be read (${(error as Error).message})`,
    );
  }
  return ledgerWith(text, file);
}

/** The entries that the filters leave. Throws UsageError on a filter that the kind does not have. */
function filtered<Entry>(kind: Kind, shelf: Shelf<Entry>, ledger: EvidenceLedger, options: EvidenceOptions): Entry[] {
  const asked = (["verdict", "grade", "mechanism"] as const).filter((name) => options[name] !== undefined);
  for (const name of asked)
    if (shelf.filters[name] === undefined) {
      const can = Object.keys(shelf.filters).map((other) => `--${other}`);
      const expected = can.length === 0 ? `no filter, as there is none for a ${kind}` : can.join(" or ");
      throw new UsageError(`--${name} was given for a ${kind}; expected ${expected}`);
    }
  const mechanisms = ledger.mechanisms.map(({ id }) => id);
  if (options.mechanism !== undefined)
    among("--mechanism: ", options.mechanism, mechanisms, "a mechanism that corridor evidence mechanism lists");
  return shelf
    .entries(ledger)
    .filter((entry) => asked.every((name) => shelf.filters[name]!(entry).includes(options[name]!)));
}

function cardText(id: string, lines: readonly (readonly [string, string])[], width: number): string {
  const indent = 2 + Math.max(...lines.map(([label]) => label.length + 1));
  const drawn = lines.map(([label, text]) =>
    wrap(text, width, " ".repeat(indent)).replace(" ".repeat(indent), `${label}:`.padEnd(indent)),
  );
  return [paint("bold", id), ...drawn].join("\n");
}

function show<Entry>(kind: Kind, shelf: Shelf<Entry>, id: string | undefined, options: EvidenceOptions): void {
  const ledger = read(options.with);
  const entries = filtered(kind, shelf, ledger, options);
  const width = terminalWidth();
  const plain = (entry: Entry): unknown => shelf.plain?.(entry) ?? entry;
  if (id === undefined) {
    const rows = entries.map((entry) => shelf.row(entry));
    const drawn = rows.length === 0 ? `No ${kind} has all that was asked for.` : table(shelf.columns(width), rows);
    process.stdout.write(options.json ? `${JSON.stringify(entries.map(plain))}\n` : `${drawn}\n`);
    return;
  }
  among("", id, shelf.entries(ledger).map(shelf.id), `one that corridor evidence ${kind} lists`);
  const entry = shelf.entries(ledger).find((one) => shelf.id(one) === id)!;
  process.stdout.write(
    options.json ? `${JSON.stringify(plain(entry))}\n` : `${cardText(id, shelf.card(entry), width)}\n`,
  );
}

/** What there is, in a few lines. */
function overview(ledger: EvidenceLedger): string {
  const ofVerdict = verdicts.map((verdict) => {
    const claims = ledger.claims.filter((claim) => claim.verdict === verdict);
    return [verdict, String(claims.length), listed(claims.map(({ id }) => id))];
  });
  const origins = new Set(ledger.documents.map(({ independentOrigin }) => independentOrigin));
  const width = terminalWidth();
  return [
    wrap(
      `${ledger.claims.length} claims of ${ledger.documents.length} documents, which go back to ${origins.size} independent origins; ` +
        `${ledger.levers.length} levers, ${ledger.parameters.length} parameters and ${ledger.facts.length} facts.`,
      width,
    ),
    "",
    table([{ head: "Verdict" }, right("claims"), { head: "which", width: Math.max(24, width - 24) }], ofVerdict),
    "",
    "One claim with the figures that decide it: corridor evidence claim C38",
  ].join("\n");
}

function check(options: EvidenceOptions): void {
  const { claims, differences } = checkEvidence(read(options.with));
  if (options.json) process.stdout.write(`${JSON.stringify({ claims })}\n`);
  else if (differences.length === 0)
    process.stdout.write(`${claims.length} claims judged again: every verdict and every origin is as recorded\n`);
  for (const difference of differences) process.stderr.write(`corridor: ${difference}\n`);
  if (differences.length > 0) process.exitCode = exitCodes.failedCheck;
}

/** Refuses a word that is no kind; the id of an entry, or a subcommand with a letter wrong, gets what was probably meant. Throws UsageError. */
function amongKinds(word: string): void {
  const kinds = Object.keys(shelves) as Kind[];
  const ledger = evidenceLedger();
  const of = kinds.find((kind) => {
    const shelf = shelves[kind] as Shelf<Entries[Kind]>;
    return shelf.entries(ledger).some((entry) => shelf.id(entry) === word);
  });
  const words = [...evidenceKinds, "lineage"];
  const expected = `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
  if (of !== undefined && !words.includes(word))
    throw new UsageError(`${JSON.stringify(word)} was given; expected ${expected}; did you mean "${of} ${word}"?`);
  among("", word, words, expected);
}

/** `corridor evidence`: what is claimed, by whom, and whether it is so. Throws UsageError, ScenarioError. */
export function evidence(kind: string | undefined, id: string | undefined, options: EvidenceOptions): void {
  if (kind === undefined || kind === "check") {
    if (id !== undefined) throw new UsageError(`${JSON.stringify(id)} was given; expected nothing after check`);
    const [filter] = (["verdict", "grade", "mechanism"] as const).filter((name) => options[name] !== undefined);
    if (filter !== undefined)
      throw new UsageError(
        `--${filter} was given without a list; expected one, as in corridor evidence claim --${filter} ${options[filter]}`,
      );
    if (kind === "check") check(options);
    else {
      const ledger = read(options.with);
      process.stdout.write(options.json ? `${JSON.stringify(ledger)}\n` : `${overview(ledger)}\n`);
    }
    return;
  }
  amongKinds(kind);
  const known = kind as Kind;
  show(known, shelves[known] as Shelf<Entries[Kind]>, id, options);
}
