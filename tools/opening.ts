/**
 * Simulates what the page opens with, so that its first charts wait for no simulation: the numbers of the base under the central member, and
 * the state in which its window begins. They are those that the page would find itself.
 */
import { writeFileSync } from "node:fs";
import { centralMember } from "../src/analysis/central.ts";
import { baseRun } from "../src/analysis/what-if.ts";
import { scenarioFileOf } from "../src/scenario/link.ts";
import { loadScenario } from "../src/scenario/load.ts";
import { start } from "../src/web/state/start.ts";

const base64 = ({ buffer, byteOffset, byteLength }: Float64Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("base64");

function write(target: string, doc: string, name: string, content: object): void {
  writeFileSync(
    target,
    `/** ${doc} Numbers are 64-bit, in base64. Written by tools/opening.ts. */\nexport const ${name} = ${JSON.stringify(content)};\n`,
  );
}

const { firstMonth, values, beginnings } = baseRun(
  loadScenario(JSON.stringify(scenarioFileOf(start, "Corridor"))),
  centralMember(),
);
const { day, state, memory, departed } = beginnings[0];
write("src/web/simulation/embedded-opening.ts", "The base that the page opens with.", "storedOpening", {
  firstMonth,
  months: beginnings.length - 1,
  values: base64(values),
});
write("src/web/simulation/embedded-start.ts", "The state on the day before its window.", "storedStart", {
  day,
  state: base64(state),
  memory: base64(memory),
  departed: base64(departed),
});
