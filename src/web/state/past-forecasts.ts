import { effect, signal } from "@preact/signals";
import { type Remote, wrap } from "comlink";
import type { MonthlySeries } from "../../data/series.ts";
import type { PastForecast, Scoreboard } from "../forecast/past.ts";
import type { RemoteForecasts } from "../forecast/worker.ts";
import { latest } from "../simulation/latest.ts";
import { type Browsed, browsedText, readBrowsed } from "../view-model/past-series.ts";
import { address, keepInAddress } from "./address.ts";
import { sentenceOf } from "./engines.ts";

/** What the record of past forecasts answers, in a worker that begins when the page is first opened. */
let connected: Remote<RemoteForecasts> | undefined;

function remote(): Remote<RemoteForecasts> {
  connected ??= wrap<RemoteForecasts>(
    new Worker(new URL("../forecast/worker.ts", import.meta.url), { type: "module" }),
  );
  return connected;
}

export const browsed = signal<Browsed>(readBrowsed(""));
/** The forecast of an origin under a mode, which may still be that of the choice before. */
export const forecast = signal<(Pick<Browsed, "origin" | "mode"> & { readonly series: PastForecast }) | undefined>(
  undefined,
);
export const publishedFigures = signal<readonly MonthlySeries[] | undefined>(undefined);
export const board = signal<Scoreboard | undefined>(undefined);
/** Sentence of what went wrong; empty if nothing did. */
export const problem = signal("");

const answer = latest<Browsed>(async ({ origin, mode }) => {
  try {
    publishedFigures.value ??= await remote().published();
    const shown = forecast.value;
    if (shown?.origin !== origin || shown.mode !== mode)
      forecast.value = { origin, mode, series: await remote().pastForecast(origin, mode) };
    board.value ??= await remote().scoreboard();
    problem.value = "";
  } catch (error) {
    problem.value = sentenceOf(error);
  }
});

/** Shows another origin, mode or series, and says so in the address. */
export function browse(next: Partial<Browsed>): void {
  browsed.value = { ...browsed.value, ...next };
  keepInAddress(browsedText(browsed.value));
}

/** Shows what the address says, until the function it returns is called. */
export function followForecasts(): () => void {
  const ends = [
    effect(() => {
      const { page, shows } = address.value;
      if (page === "forecast" && shows !== browsedText(browsed.peek())) browsed.value = readBrowsed(shows);
    }),
    effect(() => answer(browsed.value)),
  ];
  return () => {
    for (const end of ends) end();
  };
}
