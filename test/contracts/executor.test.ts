import { createInlineExecutor } from "../../src/analysis/sweep/executor.ts";
import { executorContract } from "./executor.ts";

executorContract({ name: "inline", available: true, create: createInlineExecutor });
