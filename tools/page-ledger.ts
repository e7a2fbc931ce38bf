/**
 * Judges all claims when the site is built, and writes what the page on the evidence shows: in a browser that would take longer than a reader
 * should wait.
 */
import { writeFileSync } from "node:fs";
import { factors } from "../src/analysis/fit/factors.ts";
import { shippedPosterior } from "../src/analysis/shipped.ts";
import { evidenceLedger } from "../src/data/evidence/ledger.ts";
import { documents } from "../src/data/ledgers.ts";
import { englishWords, type LedgerWords, type PageLedger, pageLedger } from "../src/web/evidence/page-ledger.ts";
import { slugOf } from "./documentation.ts";

export function makePageLedger(): { readonly ledger: PageLedger; readonly words: LedgerWords } {
  const all = evidenceLedger();
  const fitted = {
    members: shippedPosterior().members.slice(1),
    asked: new Set<string>(factors.map(({ name }) => name)),
  };
  return {
    ledger: pageLedger(all, { fitted, slugOf, onHand: documents().map(({ id }) => id) }),
    words: englishWords(all),
  };
}

const { ledger, words } = makePageLedger();
const doc = (what: string): string => `/** ${what} Written by tools/page-ledger.ts. */\n`;
writeFileSync(
  "src/web/evidence/embedded-ledger.ts",
  `${doc("The ledger of the evidence as the page shows it.")}export const storedLedger = ${JSON.stringify(JSON.stringify(ledger))};\n` +
    `${doc("Its words in English.")}export const storedWords = ${JSON.stringify(JSON.stringify(words))};\n`,
);
