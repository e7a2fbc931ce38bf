import { forecastsFile } from "../../data/embedded-forecasts.ts";
import { type Rolling, readRecord } from "./record.ts";

let read: Rolling | undefined;

/**
 * The rolling evaluation that ships, `data/forecasts.json`. Read on the first call. Throws PosteriorError if it was made for another
 * model, other policies, parameters or figures.
 */
export function shippedForecasts(): Rolling {
  read ??= readRecord("data/forecasts.json", forecastsFile);
  return read;
}
