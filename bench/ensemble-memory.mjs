// Peak memory of this whole process: node ensemble-memory.mjs BUILD
import { load, twoYears } from "./build.mjs";
import { report } from "./timing.mjs";

const runs = 200;
const { bandOf, perRun, runEnsembles } = await load("analysis/ensemble.js");
const { inlineRunner } = await load("analysis/runner.js");
const { columns } = await load("model/observables.js");

const [ensemble] = await runEnsembles([await twoYears()], { runs }, inlineRunner);
if (ensemble.values.length !== runs) throw new Error(`${runs - ensemble.values.length} of ${runs} runs failed`);
// What a report needs: bands of every column.
const bands = columns.map((_, column) => bandOf(perRun(ensemble, [column])));
if (bands.length !== columns.length) throw new Error("bands are missing");
const peakKilobytes = process.resourceUsage().maxRSS;
report({ name: "ensemble.200.peak_memory", value: peakKilobytes / 1024, unit: "MB", seed: ensemble.seed });
