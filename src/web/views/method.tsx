import { word } from "../words.ts";

/** PLACEHOLDER */
export function MethodPage() {
  return (
    <main id="content" tabIndex={-1}>
      <h1>{word("nav_method")}</h1>
    </main>
  );
}
