import { word } from "../words.ts";

/** PLACEHOLDER */
export function StoriesPage() {
  return (
    <main id="content" tabIndex={-1}>
      <h1>{word("nav_stories")}</h1>
    </main>
  );
}
