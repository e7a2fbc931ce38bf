export type Path = readonly (string | number)[];

/** What is wrong with an entry of the ledger, before anybody says in which file: where in the entry, what was given, what was expected. */
export class EvidenceFault extends Error {
  override name = "EvidenceFault";
  readonly path: Path;
  /** Undefined or null if nothing was given. */
  readonly given: unknown;
  readonly expected: string;
  /** Words that would have been right, to suggest one of them. */
  readonly candidates: readonly string[];

  constructor(path: Path, given: unknown, expected: string, candidates: readonly string[] = []) {
    super(`${given == null ? "nothing" : JSON.stringify(given)} was given; expected ${expected}`);
    this.path = path;
    this.given = given;
    this.expected = expected;
    this.candidates = candidates;
  }
}

/** What `read` gives; faults in it are said to lie below `path`. */
export function below<T>(path: Path, read: () => T): T {
  return elsewhere(
    read,
    (fault) => new EvidenceFault([...path, ...fault.path], fault.given, fault.expected, fault.candidates),
  );
}

/** What `read` gives; a fault in it becomes another error. */
export function elsewhere<T>(read: () => T, become: (fault: EvidenceFault) => Error): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof EvidenceFault ? become(error) : error;
  }
}
