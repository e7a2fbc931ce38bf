import { type LinkedScenario, linkOf, madeNow } from "../../scenario/link.ts";
import { hashOf } from "../state/address.ts";

/** The command that writes the page's own numbers: as many runs as there are draws, each the mean of one member of the posterior. */
export function commandOf(linked: LinkedScenario, draws: number): string {
  return `corridor run '${linkOf(linked)}' --mode mean --runs ${draws} --csv series.csv`;
}

/** HTML that shows the scenario's chart in another page. A pinned one says so when it is simulated with another version than now. */
export function embedOf(linked: LinkedScenario, site: string, title: string, pinned: boolean): string {
  const shows = linkOf(pinned ? { ...linked, madeWith: madeNow } : linked);
  const address = `${site.replace(/#.*$/, "")}${hashOf({ page: "embed", shows })}`;
  const quoted = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="560" loading="lazy"></iframe>`;
}
