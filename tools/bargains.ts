/**
 * Writes `data/bargains/NAME.json`: what a search of each bargain that ships found, for the page. To be run after each new posterior and
 * each change of `bargains/`, on what `npm run build` has built.
 * Usage: npx tsx tools/bargains.ts [NAME...]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { files } from "../src/analysis/bargain/embedded.ts";
import { knownPolicies } from "../src/analysis/bargain/known-policies.ts";
import { type Bargain, bargainNames, loadBargain } from "../src/analysis/bargain/load.ts";
import { packageSteps } from "../src/analysis/bargain/packages.ts";
import { type BargainResult, searchBargain } from "../src/analysis/bargain/search.ts";
import { totalsOf, type VariantsRunner } from "../src/analysis/bargain/simulated.ts";
import { type StoredBargain, storeBargain } from "../src/analysis/bargain/stored.ts";
import { shippedPosterior } from "../src/analysis/shipped.ts";
import { startProgress } from "../src/cli/progress.ts";
import { createThreadsVariantsRunner } from "../src/cli/threads.ts";
import { dataVersion } from "../src/data/embedded-version.ts";
import { fingerprint } from "../src/data/fingerprint.ts";
import { modelVersion } from "../src/model/version.ts";

export const storedPath = (name: string): string => `data/bargains/${name}.json`;

/** As `corridor bargain` has it when nothing is given. */
const members = 4;

export function stampOf(name: string): StoredBargain["stamp"] {
  const file = fingerprint(`${files[`${name}.yaml`]}\n${files["weights.yaml"]}`);
  return { model: modelVersion, data: dataVersion, file };
}

/** Totals of the reference with each level that waits for a legislature: those × members × outcomes. */
async function additionTotals(
  bargain: Bargain,
  { space, packages, additions, reference }: BargainResult,
  runner: VariantsRunner,
): Promise<Float64Array> {
  const { outcomes } = space;
  const out = new Float64Array(additions.length * members * outcomes.length);
  if (additions.length === 0) return out;
  const variants = additions.map(({ issue, level }) =>
    packageSteps(bargain, packages.all[reference].with(issue, level)),
  );
  const all = shippedPosterior().members.slice(0, members);
  const results = (await runner.run(
    all.map((member, index) => ({ session: bargain.name, base: bargain.base, member, index, variants, outcomes })),
  ))!;
  for (const [m, byVariant] of results.entries())
    for (const [v, values] of byVariant.entries())
      out.set(totalsOf(values, outcomes), (v * members + m) * outcomes.length);
  return out;
}

async function search(name: string, runner: VariantsRunner): Promise<StoredBargain> {
  const bargain = loadBargain(name);
  const progress = startProgress(name, false);
  try {
    const options = { members: shippedPosterior().members.slice(0, members) };
    const result = (await searchBargain(bargain, runner, options, (state) => progress.update(state)))!;
    const additions = await additionTotals(bargain, result, runner);
    return storeBargain(result, { stamp: stampOf(name), known: knownPolicies(bargain), additions });
  } finally {
    progress.end();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const wanted = process.argv.slice(2);
  const threads = availableParallelism();
  const runner = createThreadsVariantsRunner(threads, new URL("../dist/cli/worker.js", import.meta.url));
  mkdirSync("data/bargains", { recursive: true });
  for (const name of wanted.length > 0 ? wanted : bargainNames())
    writeFileSync(storedPath(name), `${JSON.stringify(await search(name, runner))}\n`);
  await runner.close();
}
