import type { Verdict } from "../../data/evidence/schemas.ts";

/** A verdict as a shape, beside its word: a check, a half, a cross, an empty ring. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg class={`verdict-mark ${verdict}`} viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.2" />
      {verdict === "supported" && <path class="sign" d="M5.8 10.4 8.8 13.4 14.4 7" />}
      {verdict === "partly" && <path class="half" d="M10 1.8a8.2 8.2 0 0 0 0 16.4z" />}
      {verdict === "contradicted" && <path class="sign" d="M6.6 6.6 13.4 13.4M13.4 6.6 6.6 13.4" />}
    </svg>
  );
}
