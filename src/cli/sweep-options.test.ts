import { describe, expect, it } from "vitest";
import { readShard } from "./sweep-options.ts";

describe("--shard", () => {
  it("is which of how many, or read from Slurm or Kubernetes", () => {
    expect(readShard("3/7", {})).toEqual({ index: 3, count: 7 });
    const slurm = { SLURM_ARRAY_TASK_ID: "6", SLURM_ARRAY_TASK_MIN: "4", SLURM_ARRAY_TASK_COUNT: "5" };
    expect(readShard("slurm", slurm)).toEqual({ index: 3, count: 5 });
    expect(readShard("slurm", { ...slurm, SLURM_ARRAY_TASK_ID: "8", SLURM_ARRAY_TASK_STEP: "2" })).toEqual({
      index: 3,
      count: 5,
    });
    expect(readShard("kubernetes/24", { JOB_COMPLETION_INDEX: "0" })).toEqual({ index: 1, count: 24 });
    expect(readShard("kubernetes/24", { JOB_COMPLETION_INDEX: "23" })).toEqual({ index: 24, count: 24 });
  });

  it.each([
    ["0/7", {}, "shard 0 of 7; expected one from 1 to their number"],
    ["3", {}, "expected which of how many, such as 3/7, or slurm, or kubernetes/7"],
    ["slurm", {}, "the environment variable SLURM_ARRAY_TASK_ID is not set; expected a whole number"],
    [
      "slurm",
      { SLURM_ARRAY_TASK_ID: "a" },
      'SLURM_ARRAY_TASK_ID is "a"; expected a whole number, as in a job that was submitted',
    ],
    ["kubernetes/24", { JOB_COMPLETION_INDEX: "24" }, "shard 25 of 24; expected one from 1 to their number"],
    [
      "kubernetes/24",
      {},
      "JOB_COMPLETION_INDEX is not set; expected a whole number, as in a Job with completionMode: Indexed",
    ],
  ])("refuses %j with %j", (text, environment, sentence) => {
    expect(() => readShard(text, environment)).toThrow(sentence);
  });
});
