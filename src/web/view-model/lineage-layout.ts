import type { PageDocument } from "../evidence/page-ledger.ts";

/** Where a document stands: originals in column 0, what rests on them to the right. Rows may be halves. */
export interface PlacedDocument {
  readonly document: PageDocument;
  readonly column: number;
  readonly row: number;
}

/** Documents that go back to one origin, in the rows from `top` to `bottom`, both included. */
export interface OriginBand {
  readonly origin: string;
  readonly top: number;
  readonly bottom: number;
  /** Documents on hand. */
  readonly documents: number;
}

export interface LineageLayout {
  /** Each before what rests on it. */
  readonly placed: readonly PlacedDocument[];
  readonly links: readonly { readonly from: PlacedDocument; readonly to: PlacedDocument }[];
  readonly bands: readonly OriginBand[];
  readonly columns: number;
  readonly rows: number;
}

/**
 * Trees from left to right: documents on which none rests have a row each, every other one stands in the middle of its copies.
 * @param stacked where there is no room for that: every document has a row of its own, above its copies.
 */
export function lineageLayout(documents: readonly PageDocument[], stacked = false): LineageLayout {
  const placed: PlacedDocument[] = [];
  const links: { from: PlacedDocument; to: PlacedDocument }[] = [];
  let rows = 0;
  const place = (document: PageDocument, column: number): PlacedDocument[] => {
    const above = stacked ? rows++ : undefined;
    const below = documents.filter(({ of }) => of === document.id).map((copy) => place(copy, column + 1));
    const copies = below.map(([first]) => first);
    const row = above ?? (copies.length === 0 ? rows++ : (copies[0].row + copies[copies.length - 1].row) / 2);
    const own = { document, column, row };
    links.push(...copies.map((to) => ({ from: own, to })));
    return [own, ...below.flat()];
  };
  const originals = documents.filter(({ of }) => of === null);
  const origins = [...new Set(originals.map(({ origin }) => origin))];
  const bands = origins.map((origin) => {
    const top = rows;
    for (const original of originals.filter((one) => one.origin === origin)) placed.push(...place(original, 0));
    const onHand = documents.filter((document) => document.origin === origin && document.onHand);
    return { origin, top, bottom: rows - 1, documents: onHand.length };
  });
  return { placed, links, bands, columns: 1 + Math.max(...placed.map(({ column }) => column)), rows };
}
