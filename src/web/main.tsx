import { useSignal, useSignalEffect } from "@preact/signals";
import { type FunctionComponent, render } from "preact";
import { keepOffline } from "./offline/register.ts";
import { address, type PageName } from "./state/address.ts";
import "./style.css";
import { Frame } from "./views/frame.tsx";
import { locale, word } from "./words.ts";

/** Each page comes when it is wanted. */
const views: Readonly<Record<PageName, () => Promise<FunctionComponent>>> = {
  simulator: async () => (await import("./views/simulator.tsx")).SimulatorPage,
  compare: async () => (await import("./views/compare.tsx")).ComparePage,
  forecast: async () => (await import("./views/forecast.tsx")).ForecastPage,
  bargain: async () => (await import("./views/bargain.tsx")).BargainPage,
  evidence: async () => (await import("./views/evidence.tsx")).EvidencePage,
  stories: async () => (await import("./views/stories.tsx")).StoriesPage,
  method: async () => (await import("./views/method.tsx")).MethodPage,
  embed: async () => (await import("./views/embed.tsx")).EmbedPage,
};

function App() {
  const shown = useSignal<{ readonly page: PageName; readonly View: FunctionComponent } | undefined>(undefined);
  const { page } = address.value;
  useSignalEffect(() => {
    const wanted = address.value.page;
    if (shown.peek()?.page === wanted) return;
    void views[wanted]().then((View) => {
      if (address.peek().page === wanted) shown.value = { page: wanted, View };
    });
  });
  useSignalEffect(() => {
    document.documentElement.lang = locale.value;
    document.title = `${word(`nav_${address.value.page}`)} · Corridor`;
  });
  const current = shown.value?.page === page ? shown.value : undefined;
  const view = current ? <current.View /> : <main id="content" class="loading" tabIndex={-1} aria-busy="true" />;
  return page === "embed" ? view : <Frame key={locale.value}>{view}</Frame>;
}

render(<App />, document.getElementById("app")!);
keepOffline();
