import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { address, hashOf } from "../state/address.ts";
import "../styles/method.css";
import { type Locale, locale, word } from "../words.ts";

type Page = Awaited<ReturnType<(typeof pages)["en"]>>;

/** The description of the model, made into HTML when the site is built; each language comes when it is wanted. */
const pages = {
  en: () => import("../../../docs/model.md?page"),
  "es-MX": () => import("../../../docs/model.es-MX.md?page"),
} as const satisfies Record<Locale, unknown>;

function Contents({ page, open }: { readonly page: Page; readonly open: boolean }) {
  const here = address.value.shows;
  return (
    <details class="contents" open={open}>
      <summary>{word("method_contents")}</summary>
      <nav aria-label={word("method_contents")}>
        <ul>
          {page.headings.slice(1).map(({ level, id, title }) => (
            <li key={id} class={`level${level}`}>
              <a href={hashOf({ page: "method", shows: id })} {...(id === here && { "aria-current": "true" as const })}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}

/** Beside the text there is room for the contents; above it they are closed. */
const roomBeside = (): boolean => matchMedia("(min-width: 68rem)").matches;

/** What the model does, whole: the same text as in the repository. */
export function MethodPage() {
  const page = useSignal<Page | undefined>(undefined);
  const section = address.value.shows;
  useEffect(() => {
    void pages[locale.value]().then((loaded) => {
      page.value = loaded;
    });
  }, []);
  useEffect(() => {
    if (section === "" || !page.value) return;
    const heading = document.getElementById(section);
    heading?.scrollIntoView({ behavior: "instant" });
    heading?.focus({ preventScroll: true });
  }, [section, page.value]);
  if (!page.value)
    return (
      <main id="content" class="method" tabIndex={-1} aria-busy="true">
        <p class="progress">{word("method_loading")}</p>
      </main>
    );
  return (
    <main id="content" class="method" tabIndex={-1}>
      <Contents page={page.value} open={roomBeside()} />
      {/* The HTML is of this build, out of the repository's own documentation. */}
      <article class="prose" dangerouslySetInnerHTML={{ __html: page.value.html }} />
    </main>
  );
}
