import { Document } from "yaml";
import type { Member, Pair, Proposal } from "../analysis/evidence/lineage/lineages.ts";
import type { SourceText } from "../analysis/evidence/lineage/source-text.ts";
import { evidenceLines } from "./lineage-report.ts";

/** The relations of the evidence ledger. */
const ledgerRelations = { copy: "syndicated", rewording: "reworded", abridgement: "summary" } as const;

/** What the ledger takes, in characters; ids leave room for a number. */
const longestTitle = 500;
const longestId = 70;

/** A title for the ledger: the one given, else the first line, with publisher and day as far as they are known. */
function titleOf({ id, text, title, publisher, date }: SourceText): string {
  const [firstLine] = text.split("\n");
  const name = title ?? (firstLine.length <= 120 ? firstLine : id);
  const parts = [name, publisher, date].filter((part) => part !== undefined);
  return parts.join(", ").slice(0, longestTitle);
}

/** Letters, digits and hyphens, as ids of the ledger are, each once. */
function ledgerIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    ids.map((id) => {
      const plain = id
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .replace(/[^A-Za-z0-9]+/g, "-")
        .replace(/^-|-$/g, "")
        .slice(0, longestId);
      const base = plain === "" ? "text" : plain;
      let ledgerId = base;
      for (let i = 2; taken.has(ledgerId); i++) ledgerId = `${base}-${i}`;
      taken.add(ledgerId);
      return [id, ledgerId];
    }),
  );
}

function entryOf({ id, from }: Member, source: SourceText, ids: ReadonlyMap<string, string>) {
  const entry = { id: ids.get(id), title: titleOf(source) };
  if (from === undefined) return { ...entry, relation: "original" };
  return { ...entry, relation: ledgerRelations[from.relation], of: ids.get(from.id) };
}

function commentOf({ id, from }: Member, pairs: readonly Pair[]): string {
  if (from === undefined) return " The root among the texts given; it may itself rest on a text that was not.";
  const pair = pairs.find(({ comparison: { shorter, longer } }) => {
    const ids = [shorter.source.id, longer.source.id];
    return ids.includes(id) && ids.includes(from.id);
  })!;
  const lines = evidenceLines(pair).slice(0, 2);
  return [...(pair.clear ? [] : ["A close call: look twice."]), ...lines].map((line) => ` ${line}`).join("\n");
}

/** The proposal as documents for the evidence ledger, in YAML, with the evidence in comments. */
export function lineageYaml({ texts, pairs, lineages }: Proposal): string {
  const byId = new Map(texts.map((text) => [text.id, text]));
  const members = lineages.flatMap((lineage) => lineage.members);
  const ids = ledgerIds(members.map(({ id }) => id));
  const documents = members.map((member) => entryOf(member, byId.get(member.id)!, ids));
  const document = new Document({ evidence: 1, documents });
  document.commentBefore =
    " Proposed by corridor evidence lineage: wording, names and numbers say so, nobody has decided.\n Check every line before a ledger takes it.";
  members.forEach((member, i) => {
    const node = document.getIn(["documents", i]) as { commentBefore?: string };
    node.commentBefore = commentOf(member, pairs);
  });
  return document.toString({ lineWidth: 0 });
}
