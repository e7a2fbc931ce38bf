import { hideArguments } from "./queue/address.ts";

/** Takes connection strings out of what the system shows of this process. */
const words = process.argv.slice(2);
const shown = hideArguments(words);
if (shown.some((word, i) => word !== words[i])) process.title = ["corridor", ...shown].join(" ");
