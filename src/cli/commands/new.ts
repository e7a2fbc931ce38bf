import { files } from "../../scenario/embedded.ts";
import { scenarioNames } from "../../scenario/load.ts";
import { nearest } from "../../scenario/suggest.ts";
import { UsageError } from "../errors.ts";
import { checkOutputs, writeOutputs } from "../files.ts";

export interface NewOptions {
  readonly from: string;
  readonly force?: boolean;
}

/** `corridor new`: a copy of a bundled scenario to change. Throws UsageError. */
export function newScenario(path: string, { from, force }: NewOptions): void {
  if (!/\.ya?ml$/.test(path))
    throw new UsageError(`${JSON.stringify(path)} was given; expected a file name that ends in .yaml`);
  const content = files[`${from}.yaml`];
  if (content === undefined) {
    const near = nearest(from, scenarioNames());
    const help =
      near === undefined
        ? `one of ${scenarioNames().join(", ")}`
        : `a bundled scenario; did you mean ${JSON.stringify(near)}?`;
    throw new UsageError(`--from: ${JSON.stringify(from)} was given; expected ${help}`);
  }
  checkOutputs([path], { force: force === true, inputs: [] });
  writeOutputs([{ path, content }], false);
  process.stdout.write(
    `Wrote ${path}, a copy of ${from}. Change it, then: corridor check ${path} && corridor compare ${path}\n`,
  );
}
