import { computed, signal } from "@preact/signals";
import { storedLedger, storedWords } from "../evidence/embedded-ledger.ts";
import type { LedgerWords, PageLedger } from "../evidence/page-ledger.ts";
import { type EvidencePlace, emptyPlace, placeText, readPlace } from "../view-model/evidence-place.ts";
import { locale, word } from "../words.ts";
import { address, arrival, hashOf, keepInAddress } from "./address.ts";

export const ledger: PageLedger = JSON.parse(storedLedger);

const english: LedgerWords = JSON.parse(storedWords);
const spanish = signal<LedgerWords | undefined>(undefined);

/** The words of the ledger in the language of the reader; undefined until they have come. */
export const ledgerWords = computed(() => (locale.value === "en" ? english : spanish.value));

/** Brings the words of the ledger that are not in English. */
export async function bringWords(): Promise<void> {
  if (locale.value === "en" || spanish.peek() !== undefined) return;
  const { claims, ...others } = (await import("../../../messages/ledger.es-MX.json")).default;
  // what a claim says is among the messages of the whole page, as levers show it too
  const said = Object.entries(claims).map(([id, rest]) => [id, { claim: word(`claim_${id}`), ...rest }]);
  spanish.value = { ...others, claims: Object.fromEntries(said) };
}

/** Where the reader is on the page; the address says the same. */
export const place = computed<EvidencePlace>(() =>
  address.value.page === "evidence" ? readPlace(address.value.shows) : emptyPlace,
);

/** The entry that the reader came for and has not been shown yet. */
export const wanted = computed(() =>
  arrival.value?.page === "evidence" ? readPlace(arrival.value.shows).open : undefined,
);
export function wasShown(): void {
  arrival.value = undefined;
}

/** Changes what is shown. */
export function show(change: Partial<EvidencePlace>): void {
  keepInAddress(placeText({ ...place.value, ...change }));
}

/** The address of a place on the page, with no filter but those given. */
export function placeLink(wanted: Partial<EvidencePlace>): string {
  return hashOf({ page: "evidence", shows: placeText({ ...emptyPlace, ...wanted }) });
}
