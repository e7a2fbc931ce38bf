import type { DatabaseError } from "pg";

/** What is wrong with a database, in words that do not say where it is. */
export interface DatabaseFailure {
  readonly sentence: string;
  /** Whether it can pass by itself: a restart, a connection cut. */
  readonly passing: boolean;
}

const passing: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "there is no way to its host",
  ENETUNREACH: "there is no way to its network",
  EAI_AGAIN: "its host's name could not be looked up",
  ENOTFOUND: "there is no host of its name",
  "57P01": "it is shutting down",
  "57P02": "it crashed",
  "57P03": "it is starting",
  "53100": "its disk is full",
  "53200": "it is out of memory",
  "53300": "it has too many connections",
  "25006": "it takes no changes, as one that stands by for another",
  "40001": "others changed the same rows",
  "40P01": "others held the same rows",
  "55P03": "others held the same rows",
};

const lasting: Readonly<Record<string, string>> = {
  "28000": "it refuses this user, or this way to connect",
  "28P01": "it refuses the password",
  "3D000": "there is no database of that name",
  "42501": "the user may not do that there",
  ENOENT: "a certificate or key that sslrootcert, sslcert or sslkey names cannot be read",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself; name it with sslrootcert",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an authority that is not known; name that with sslrootcert",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate is signed by an authority that is not known; name that with sslrootcert",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its certificate is signed by an authority that is not known; name that with sslrootcert",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  CERT_HAS_EXPIRED: "its certificate has expired",
};

/** What pg says, without a code, when a connection ends or does not come about. */
const cut =
  /connection terminated|connection ended|timeout exceeded|connection error|query read timeout|not queryable|error establishing an SSL connection/i;
const noTls = /does not support SSL/i;

/** What went wrong with a database. */
export function failureOf(error: unknown, hide: (text: string) => string): DatabaseFailure {
  const { code = "", message = String(error), syscall } = error as Partial<DatabaseError & NodeJS.ErrnoException>;
  // a server that is stopped takes its socket away
  if (code === "ENOENT" && syscall === "connect") return { sentence: "there is no socket of it", passing: true };
  if (code in passing) return { sentence: passing[code], passing: true };
  if (code in lasting) return { sentence: lasting[code], passing: false };
  if (code.startsWith("08") || cut.test(message)) return { sentence: "the connection was cut", passing: true };
  if (noTls.test(message)) return { sentence: "it does not offer TLS, which sslmode asks for", passing: false };
  return { sentence: code === "" ? hide(message) : `${hide(message)} (${code})`, passing: false };
}
