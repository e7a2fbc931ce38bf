// Times two years in one mode: node run.mjs BUILD mean|stochastic
import { load, prepareTwoYears } from "./build.mjs";
import { interleavedTimes, median, report } from "./timing.mjs";

const mode = process.argv[3];
const { runOnce } = await load("analysis/run.js");
const prepared = await prepareTwoYears();
const [times] = interleavedTimes([() => runOnce(prepared, 0, mode === "mean")], 20);
report({ name: `run.${mode}.24m`, value: median(times), unit: "ms", seed: prepared.inputs.seed });
