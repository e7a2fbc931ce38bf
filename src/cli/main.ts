#!/usr/bin/env node
// first, so that others on this machine see a connection string in the list of processes as shortly as can be
import "./hide-arguments.ts";
import { exitCodes, reasonOf } from "./errors.ts";
import { failureOf } from "./failure.ts";
import { createProgram } from "./program.ts";
import { hideAddresses } from "./queue/address.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough, such as head, is no failure.
  if (error.code === "EPIPE") process.exit();
  process.stderr.write(`corridor: cannot write the result: ${reasonOf(error)}\n`);
  process.exit(exitCodes.badInput);
});

const program = createProgram();
try {
  if (process.argv.length <= 2) program.outputHelp();
  else await program.parseAsync();
} catch (error) {
  const { sentence, code } = failureOf(error);
  if (sentence !== "") process.stderr.write(`corridor: ${hideAddresses(sentence, process.argv.slice(2))}\n`);
  process.exitCode = code;
}
