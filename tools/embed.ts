/**
 * Writes the tables and the posterior under `data/` and the scenarios under `scenarios/` as modules, so that Node and the browser load them
 * alike.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

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
embed("scenarios", ".yaml", "src/scenario/embedded.ts", "The scenarios of `scenarios/`, by file name.");

// apart from the tables, since it is larger than all of them and many programs never read it
writeFileSync(
  "src/data/embedded-posterior.ts",
  `/** The file \`data/posterior.json\`. Written by tools/embed.ts. */\nexport const posteriorFile: string = ${JSON.stringify(readFileSync("data/posterior.json", "utf8"))};\n`,
);
