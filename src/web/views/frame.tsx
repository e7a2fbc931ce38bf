import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { modelVersion } from "../../model/version.ts";
import { worksOffline } from "../offline/register.ts";
import { address, hashOf, pages } from "../state/address.ts";
import { scenarioLink } from "../state/workspace.ts";
import { locale, speak, word } from "../words.ts";

/** What every page has: name, ways to the others, language, and what never leaves the view. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const other = locale.value === "en" ? "es-MX" : "en";
  const here = address.value.page;
  // whole addresses: tools take a bare `#` in a row that is pushed aside for a hidden way to a part of this page
  const site = location.href.replace(/#.*$/, "");
  const ways = useRef<HTMLElement>(null);
  // on a narrow screen the row of pages is wider than its place
  useEffect(() => {
    const row = ways.current;
    const current = row?.querySelector<HTMLElement>("[aria-current]");
    if (row && current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }, [here]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {word("skip_to_content")}
      </button>
      <header class="top">
        <a class="name" href={hashOf({ page: "simulator", shows: scenarioLink.value })}>
          Corridor
        </a>
        <nav aria-label={word("pages")} ref={ways}>
          {pages.map((page) => (
            <a
              key={page}
              href={`${site}${hashOf({ page, shows: page === "simulator" ? scenarioLink.value : "" })}`}
              {...(page === here && { "aria-current": "page" as const })}
            >
              {word(`nav_${page}`)}
            </a>
          ))}
        </nav>
        <button type="button" lang={other} onClick={() => speak(other)}>
          {other === "en" ? "English" : "Español"}
        </button>
      </header>
      {children}
      <footer>
        {word("app_tagline")} {word("honest_scenario")} {word("honest_events")}{" "}
        {word("model_version", { version: modelVersion })}{" "}
        <span role="status">{worksOffline.value ? word("offline_ready") : ""}</span>
      </footer>
    </>
  );
}
