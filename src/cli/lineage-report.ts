import type { Lineage, Member, Pair, Proposal } from "../analysis/evidence/lineage/lineages.ts";
import type { Profile } from "../analysis/evidence/lineage/profile.ts";
import { textRelations } from "../analysis/evidence/lineage/relation.ts";
import { percent } from "./numbers.ts";
import { paint, type TableColumn, table, wrap } from "./terminal.ts";

/** What stands under every proposal. */
export const caution =
  "A proposal from wording, names and numbers: the decision is yours. It cannot see a source that is not in the folder, nor tell a short report made from " +
  "official figures alone from an abridgement of a longer one.";

const names: Readonly<Record<Pair["relation"], string>> = {
  copy: "copy",
  rewording: "rewording",
  abridgement: "abridgement",
  independent: "independent reports of one event",
  unrelated: "unrelated",
};

/** Longest run of names or numbers, and of a quote, that is printed. */
const mostListed = 12;
const longestQuote = 150;

/** With more pairs than this, those that are plainly unrelated are not listed. */
const mostPairs = 30;

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

function listed(items: readonly string[]): string {
  const rest = items.length - mostListed;
  return items.slice(0, mostListed).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Cut after a word. */
function cut(text: string): string {
  if (text.length <= longestQuote) return text;
  const start = text.slice(0, longestQuote);
  const words = start.includes(" ") ? start.slice(0, start.lastIndexOf(" ")) : start;
  return `${words.replace(/[\s,;:]+$/, "")}…`;
}

/** Without the two ids: `copy`, or `copy?` if it is a close call. */
function verdict({ relation, clear }: Pair): string {
  return `${names[relation]}${clear ? "" : "?"}`;
}

/** `reprint from original`, or `reprint and original` where nothing tells which was first. */
function pairName({ comparison: { shorter, longer }, source }: Pair): string {
  const [a, b] = [shorter.source.id, longer.source.id];
  if (source === undefined) return `${a} and ${b}`;
  return source === b ? `${a} from ${b}` : `${b} from ${a}`;
}

function wordingSentence({ comparison }: Pair): string {
  const { shorter, longer, shorterInLonger, longerInShorter, sentences, likeness, sameOrder } = comparison;
  const runs = `Five-word runs: ${percent(shorterInLonger)} of ${shorter.source.id} in ${longer.source.id}, ${percent(longerInShorter)} the other way.`;
  const corresponding = `Sentences that correspond: ${sentences.length} of ${shorter.sentences.length}`;
  if (sentences.length === 0) return `${runs} ${corresponding}.`;
  const order = sentences.length < 3 ? "" : `, ${percent(sameOrder)} of them in the same order`;
  return `${runs} ${corresponding}, ${percent(likeness)} alike${order}.`;
}

function anchorSentences({ comparison }: Pair): string[] {
  const { shorter, sharedNames, sharedNumbers, quotes, particulars, particularsTraced } = comparison;
  const traced = Math.round(particulars * particularsTraced);
  const lines = [
    particulars === 0
      ? `${shorter.source.id} has no numbers or quotes.`
      : `Numbers and quotes of ${shorter.source.id} found in the other: ${traced} of ${particulars}.`,
  ];
  if (sharedNumbers.length > 0) lines.push(`Numbers in both: ${listed(sharedNumbers)}.`);
  if (sharedNames.length > 0) lines.push(`Names in both: ${listed(sharedNames)}.`);
  for (const quote of quotes.slice(0, 1)) {
    lines.push(`Quote in both (${percent(quote.likeness)} alike): “${cut(quote.shorter)}”`);
    if (quote.likeness < 1) lines.push(`  in the other: “${cut(quote.longer)}”`);
  }
  return lines;
}

/** The longest pair of sentences: the longer, the less by chance. */
function sentenceLines({ comparison: { shorter, longer, sentences } }: Pair): string[] {
  const words = (index: number): number => shorter.sentences[index].words.length;
  const [longest] = [...sentences].sort((x, y) => words(y.a) - words(x.a));
  if (longest === undefined) return [];
  return [
    `Sentence (${percent(longest.likeness)} alike): “${cut(shorter.sentences[longest.a].text)}”`,
    `  in the other: “${cut(longer.sentences[longest.b].text)}”`,
  ];
}

function dateSentence({ comparison: { shorter, longer } }: Pair): string[] {
  const [a, b] = [shorter.source, longer.source];
  return a.date === undefined || b.date === undefined ? [] : [`Dates: ${a.id} ${a.date}, ${b.id} ${b.date}.`];
}

/** The evidence of one pair, in sentences. */
export function evidenceLines(pair: Pair): string[] {
  return [wordingSentence(pair), ...anchorSentences(pair), ...sentenceLines(pair), ...dateSentence(pair)];
}

function evidenceBlock(pair: Pair, width: number): string {
  const lines = evidenceLines(pair).map((line) => wrap(line.trimStart(), width, line.startsWith(" ") ? "    " : "  "));
  return [paint("bold", `${pairName(pair)}: ${verdict(pair)}`), ...lines].join("\n");
}

function pairTable(pairs: readonly Pair[], width: number): string {
  const wide = width >= 110;
  const columns: readonly TableColumn[] = [
    { head: "Texts", width: wide ? 44 : 27 },
    { head: "relation", width: wide ? 33 : 14 },
    { head: "length\nratio", align: "right" },
    { head: "five-word\nruns", align: "right" },
    { head: "sen-\ntences", align: "right" },
    { head: "numbers,\nquotes", align: "right" },
  ];
  const rows = pairs.map((pair) => {
    const { lengthRatio, shorterInLonger, alignedShorter, particulars, particularsTraced } = pair.comparison;
    return [
      pairName(pair),
      wide ? verdict(pair) : verdict(pair).replace(" reports of one event", ""),
      percent(lengthRatio),
      percent(shorterInLonger),
      percent(alignedShorter),
      particulars === 0 ? "–" : percent(particularsTraced),
    ];
  });
  return table(columns, rows);
}

const columnsExplained =
  "Length ratio: words of the shorter text over those of the longer. The other columns: share of the shorter text that is found in the longer, by runs of " +
  "five words, by corresponding sentences, by numbers and quotes (– if it has none). A question mark: a close call, look twice.";

function memberLine({ id, from }: Member, profile: Profile | undefined): string {
  const { date, publisher } = profile?.source ?? {};
  const about = [publisher, date].filter((part) => part !== undefined).join(", ");
  const what = from === undefined ? "root" : `${from.relation} of ${from.id}`;
  return `${from === undefined ? "  " : "    "}${id}: ${what}${about === "" ? "" : ` (${about})`}`;
}

/** `3 independent origins in 2 events, 6 texts`. */
function headline({ texts, lineages, events }: Proposal): string {
  return `${counted(texts.length, "text")}, ${counted(lineages.length, "independent origin")}, ${counted(events.length, "event")}`;
}

function isNotable({ relation, clear }: Pair): boolean {
  return relation !== "unrelated" || !clear;
}

/** The proposal as text: events with their lineages, every pair, and the evidence for each place in a lineage and for close calls. */
export function lineageText(proposal: Proposal, everything: boolean, width: number): string {
  const { pairs, lineages, events } = proposal;
  const sorted = [...pairs].sort((x, y) => textRelations.indexOf(x.relation) - textRelations.indexOf(y.relation));
  const profiles = new Map(
    pairs.flatMap(({ comparison: { shorter, longer } }) =>
      [shorter, longer].map((profile) => [profile.source.id, profile] as const),
    ),
  );
  const rootedAt = new Map<string, Lineage>(lineages.map((lineage) => [lineage.members[0].id, lineage]));
  const shown = events.map((roots, i) =>
    [
      `Event ${i + 1}: ${counted(roots.length, "independent origin")}`,
      ...roots.flatMap((root) =>
        rootedAt.get(root)!.members.map((member) => memberLine(member, profiles.get(member.id))),
      ),
    ].join("\n"),
  );
  const edges = new Set(
    lineages.flatMap(({ members }) => members.map(({ id, from }) => [id, from?.id].sort().join("\n"))),
  );
  const isEdge = ({ comparison: { shorter, longer } }: Pair): boolean =>
    edges.has([shorter.source.id, longer.source.id].sort().join("\n"));
  const detailed = sorted.filter((pair) => everything || !pair.clear || isEdge(pair));
  const listedPairs = sorted.filter((pair) => everything || pairs.length <= mostPairs || isNotable(pair));
  const left = pairs.length - listedPairs.length;
  return [
    paint("bold", headline(proposal)),
    ...shown,
    pairTable(listedPairs, width),
    wrap(
      left === 0 ? columnsExplained : `${columnsExplained} Unrelated pairs left out: ${left}; --all lists them.`,
      width,
    ),
    ...detailed.map((pair) => evidenceBlock(pair, width)),
    wrap(caution, width),
  ].join("\n\n");
}

function pairJson(pair: Pair) {
  const { comparison, relation, ground, clear, source } = pair;
  const { shorter, longer } = comparison;
  return {
    shorter: shorter.source.id,
    longer: longer.source.id,
    relation,
    clear,
    ground,
    source: source ?? null,
    lengthRatio: comparison.lengthRatio,
    shingleResemblance: comparison.shingleResemblance,
    shorterInLonger: comparison.shorterInLonger,
    longerInShorter: comparison.longerInShorter,
    alignedShorter: comparison.alignedShorter,
    alignedLonger: comparison.alignedLonger,
    likeness: comparison.likeness,
    sameOrder: comparison.sameOrder,
    particulars: comparison.particulars,
    particularsTraced: comparison.particularsTraced,
    namesTraced: comparison.namesTraced,
    names: comparison.sharedNames,
    numbers: comparison.sharedNumbers,
    quotes: comparison.quotes,
    sentences: comparison.sentences.map(({ a, b, likeness }) => ({
      shorter: shorter.sentences[a].text,
      longer: longer.sentences[b].text,
      likeness,
    })),
  };
}

/** The proposal as plain data. */
export function lineageJson({ texts, pairs, lineages, events }: Proposal) {
  return {
    texts: texts.map(({ id, title = null, publisher = null, date = null }) => ({ id, title, publisher, date })),
    independentOrigins: lineages.length,
    events: events.map((roots) => ({ origins: roots.length, roots })),
    lineages: lineages.map(({ members }) => ({
      root: members[0].id,
      members: members.map(({ id, from }) => ({ id, of: from?.id ?? null, relation: from?.relation ?? null })),
    })),
    pairs: pairs.map(pairJson),
  };
}
