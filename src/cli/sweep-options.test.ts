import { describe, expect, it } from "vitest";
import { readShard } from "./sweep-options.ts";

/** What Slurm tells a task of an array. */
function arrayOf(id: number, first: number, last: number, count: number): Record<string, string> {
  return {
    SLURM_ARRAY_TASK_ID: `${id}`,
    SLURM_ARRAY_TASK_MIN: `${first}`,
    SLURM_ARRAY_TASK_MAX: `${last}`,
    SLURM_ARRAY_TASK_COUNT: `${count}`,
  };
}

describe("--shard", () => {
  it("is which of how many, or read from Slurm or Kubernetes", () => {
    expect(readShard("3/7", {})).toEqual({ index: 3, count: 7 });
    expect(readShard("slurm", arrayOf(6, 4, 8, 5))).toEqual({ index: 3, count: 5 });
    expect(readShard("slurm", { ...arrayOf(8, 4, 12, 5), SLURM_ARRAY_TASK_STEP: "2" })).toEqual({ index: 3, count: 5 });
    // tasks 3 and 17 of a hundred, submitted again
    expect(readShard("slurm/100", arrayOf(17, 3, 17, 2))).toEqual({ index: 17, count: 100 });
    expect(readShard("kubernetes/24", { JOB_COMPLETION_INDEX: "0" })).toEqual({ index: 1, count: 24 });
    expect(readShard("kubernetes/24", { JOB_COMPLETION_INDEX: "23" })).toEqual({ index: 24, count: 24 });
  });

  it.each([
    ["0/7", {}, "shard 0 of 7; expected one from 1 to their number"],
    ["3", {}, "expected which of how many, such as 3/7, or slurm/7, or kubernetes/7"],
    [
      "slurm",
      arrayOf(3, 3, 17, 2),
      "an array of 2 tasks from 3 to 17 in steps of 1; expected one without gaps, or how many shards there are in all, such as slurm/100",
    ],
    ["slurm", arrayOf(3, 1, 5, 3), "an array of 3 tasks from 1 to 5 in steps of 1; expected one without gaps"],
    ["slurm/100", arrayOf(0, 0, 99, 100), "shard 0 of 100; expected one from 1 to their number"],
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
