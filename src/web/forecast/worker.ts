import { expose } from "comlink";
import { pastForecast, published, scoreboard } from "./past.ts";

/** The record of past forecasts behind messages. Errors cross as their sentence. */
const remote = { pastForecast, published, scoreboard };

export type RemoteForecasts = typeof remote;

expose(remote);
