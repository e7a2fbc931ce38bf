import { word } from "../words.ts";

/** PLACEHOLDER */
export function ForecastPage() {
  return (
    <main id="content" tabIndex={-1}>
      <h1>{word("nav_forecast")}</h1>
    </main>
  );
}
