/**
 * Writes the tables, the posterior, the forecasts and the version of the data under `data/` and the scenarios under `scenarios/` as modules, so that Node and the browser load them
 * alike.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fingerprint } from "../src/data/fingerprint.ts";

function embed(folder: string, extension: string, target: string, doc: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .sort();
  const entries = files.map(
    (name) => `  ${JSON.stringify(name)}: ${JSON.stringify(readFileSync(`${folder}/${name}`, "utf8"))},`,
  );
  writeFileSync(
    target,
    `/** ${doc} Written by tools/embed.ts. */\nexport const files: Readonly<Record<string, string>> = {\n${entries.join("\n")}\n};\n`,
  );
}

embed("data", ".csv", "src/data/embedded.ts", "The tables of `data/`, by file name.");
embed("data/evidence", ".csv", "src/data/evidence/embedded.ts", "The tables of `data/evidence/`, by file name.");
embed("scenarios", ".yaml", "src/scenario/embedded.ts", "The scenarios of `scenarios/`, by file name.");
embed(
  "bargains",
  ".yaml",
  "src/analysis/bargain/embedded.ts",
  "The bargains of `bargains/` and their usual weights, by file name.",
);
embed("sweeps", ".yaml", "src/analysis/sweep/embedded.ts", "The sweeps of `sweeps/`, by file name.");

/** Apart from the tables, since each is as large as all of them together and many programs never read it. */
function embedOne(file: string, target: string, name: string, take = (text: string): string => text): void {
  const text = JSON.stringify(take(readFileSync(file, "utf8")));
  writeFileSync(
    target,
    `/** From the file \`${file}\`. Written by tools/embed.ts. */\nexport const ${name}: string = ${text};\n`,
  );
}

/** A posterior with its central member alone. */
function centralOf(text: string): string {
  const { members, ...rest } = JSON.parse(text);
  return JSON.stringify({ ...rest, members: members.slice(0, 1) });
}

embedOne("data/posterior.json", "src/data/embedded-posterior.ts", "posteriorFile");
embedOne("data/posterior.json", "src/data/embedded-central.ts", "centralPosteriorFile", centralOf);
embedOne("data/forecasts.json", "src/data/embedded-forecasts.ts", "forecastsFile");
embedOne("data/evidence/simulated_facts.json", "src/data/evidence/embedded-simulated-facts.ts", "simulatedFactsFile");

/** What tells results apart that one version of the model gives: all figures, parameters and the posterior. */
const made = readdirSync("data")
  .filter((name) => name.endsWith(".csv") || name === "posterior.json")
  .sort()
  .map((name) => `${name}\n${readFileSync(`data/${name}`, "utf8")}`);
writeFileSync(
  "src/data/embedded-version.ts",
  `/** Fingerprint of the tables of \`data/\` and of the posterior. Written by tools/embed.ts. */\nexport const dataVersion: string = ${JSON.stringify(fingerprint(made.join("\n")))};\n`,
);
