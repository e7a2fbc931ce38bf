import { word } from "../words.ts";

/** PLACEHOLDER */
export function ComparePage() {
  return (
    <main id="content" tabIndex={-1}>
      <h1>{word("nav_compare")}</h1>
    </main>
  );
}
