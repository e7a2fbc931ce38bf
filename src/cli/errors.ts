/** Exit codes: a result without some of its runs, a check that found something, bad input, what can be gone on with another time, and Ctrl-C. */
export const exitCodes = { failedRuns: 1, failedCheck: 1, badInput: 2, unfinished: 3, interrupted: 130 } as const;

/** What someone asked for and cannot have: one sentence, exit code 2, nothing written. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What was asked for is sound and was begun, but could not be finished here and now: a full disk, threads that die, a database that is away. */
export class UnfinishedError extends UsageError {
  override name = "UnfinishedError";
}

/** Not one run was finished. */
export class FailedRunsError extends Error {
  override name = "FailedRunsError";
}

/** Ctrl-C came before there was anything to keep. */
export class InterruptedError extends Error {
  override name = "InterruptedError";
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "part of the path is not a folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than allowed here",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "links go in a circle",
};

/** Why a call to the file system failed, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
