import type { ComponentChildren } from "preact";
import { modelVersion } from "../../model/version.ts";
import { locale, speak, word } from "../words.ts";

/** What every page has: name, language, and what never leaves the view. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const other = locale.value === "en" ? "es-MX" : "en";
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {word("skip_to_content")}
      </button>
      <header class="top">
        <h1>Corridor</h1>
        <span class="tagline">{word("app_tagline")}</span>
        <button type="button" lang={other} onClick={() => speak(other)}>
          {other === "en" ? "English" : "Español"}
        </button>
      </header>
      {children}
      <footer>
        {word("honest_scenario")} {word("honest_events")} {word("model_version", { version: modelVersion })}
      </footer>
    </>
  );
}
