// Runs two years once and writes its draws to a file: node record-trace.mjs BUILD FILE
import { writeFileSync } from "node:fs";
import { register } from "node:module";
import { load, prepareTwoYears } from "./build.mjs";

register("./trace-hooks.mjs", import.meta.url);
const { runOnce } = await load("analysis/run.js");
const { trace } = await load("engine/distributions.js");
runOnce(await prepareTwoYears(), 0, false);
writeFileSync(process.argv[3], trace.numbers());
