import { EvidenceFault } from "./fault.ts";
import type { Relation } from "./schemas.ts";

/** Where a document comes from. */
export interface Descent {
  readonly id: string;
  readonly relation: Relation;
  /** The document that this one copies; null for an original. */
  readonly of: string | null;
  /** Name of the reporting behind an original, shared by originals that rest on the same; its id when null. */
  readonly origin: string | null;
}

function byId(documents: readonly Descent[]): ReadonlyMap<string, Descent> {
  return new Map(documents.map((document) => [document.id, document]));
}

/**
 * Checks one document among all: an original rests on none, every other on a document that exists, and no copies rest on one another.
 * Throws EvidenceFault.
 */
export function checkDescent(document: Descent, documents: readonly Descent[]): void {
  const { id, relation, of, origin } = document;
  if (documents.filter((other) => other.id === id).length > 1)
    throw new EvidenceFault(["id"], id, "an id that no other document has");
  if (relation === "original") {
    if (of !== null) throw new EvidenceFault(["of"], of, "nothing, as an original rests on no other document");
    return;
  }
  if (origin !== null)
    throw new EvidenceFault(["origin"], origin, `nothing, as the origin of a copy is that of the document it rests on`);
  if (of === null) throw new EvidenceFault(["of"], null, `the document on which this one rests, as it is ${relation}`);
  const known = byId(documents);
  if (!known.has(of)) throw new EvidenceFault(["of"], of, "the id of a document", [...known.keys()]);
  const path = [id];
  for (let at = known.get(of); at !== undefined; at = at.of === null ? undefined : known.get(at.of)) {
    path.push(at.id);
    if (at.id === id)
      throw new EvidenceFault(
        ["of"],
        of,
        `a document that leads back to an original, not in a circle (${path.join(" → ")})`,
      );
    if (path.indexOf(at.id) < path.length - 1) return;
  }
}

/** The documents from one back to its original, both included. The lineage must be sound (`checkDescent`). */
export function ancestry(id: string, documents: readonly Descent[]): string[] {
  const known = byId(documents);
  const path: string[] = [];
  for (let at = known.get(id); at !== undefined; at = at.of === null ? undefined : known.get(at.of)) path.push(at.id);
  return path;
}

/** Name of the reporting behind a document: what its copies share. The lineage must be sound. */
export function originOf(id: string, documents: readonly Descent[]): string {
  const original = ancestry(id, documents).at(-1) ?? id;
  return byId(documents).get(original)?.origin ?? original;
}

/** The independent origins of some documents, each once, in the order in which they are met: four copies of one story are one origin. */
export function independentOrigins(ids: readonly string[], documents: readonly Descent[]): string[] {
  return [...new Set(ids.map((id) => originOf(id, documents)))];
}
