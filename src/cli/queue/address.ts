import type { PoolConfig } from "pg";
import { UsageError } from "../errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the database of a queue is, and how to say something about it without telling where. */
export interface Address {
  readonly config: PoolConfig;
  /** A text in which connection string, password, user, host and database are replaced by `***`. */
  hide(text: string): string;
}

const scheme = /^postgres(ql)?:\/\//;
/** Any connection string within a text. */
const anyAddress = /postgres(ql)?:\/\/[^\s'"]*/g;
/** One within an argument, where its end is that of the argument. */
const addressIn = /postgres(ql)?:\/\/(.*)$/s;
const variables = ["PGHOST", "PGDATABASE", "PGUSER", "PGPORT", "PGPASSWORD"] as const;
/** What the variables for TLS are called in a connection string. */
const tlsVariables = {
  PGSSLMODE: "sslmode",
  PGSSLROOTCERT: "sslrootcert",
  PGSSLCERT: "sslcert",
  PGSSLKEY: "sslkey",
} as const;
const hidden = "***";

const expected =
  "expected postgres://user@host/database, better in the environment as CORRIDOR_QUEUE, or PGHOST, PGUSER, PGDATABASE and PGPASSWORD";

/** Replaces each connection string, and each word that is a secret. The longest come first, since one may be part of another. */
function hider(secrets: readonly string[]): (text: string) => string {
  const words = [...new Set(secrets)].filter((one) => one !== "").sort((a, b) => b.length - a.length);
  return (text) => words.reduce((left, word) => left.replaceAll(word, hidden), text.replace(anyAddress, hidden));
}

/** A part of a URL as it is written and as it is meant; undecoded if it cannot be. */
function spellings(part: string): string[] {
  try {
    return [part, decodeURIComponent(part)];
  } catch {
    return [part];
  }
}

/**
 * An address for pg with TLS as PostgreSQL's own clients read it: what the address does not say is taken from the variables, and the authorities of
 * the system, which are Node's here, are for `verify-full` alone.
 */
function withTls(address: URL, environment: Environment): PoolConfig {
  const url = new URL(address);
  const { searchParams } = url;
  for (const [variable, name] of Object.entries(tlsVariables)) {
    const value = environment[variable] ?? "";
    if (value !== "" && !searchParams.has(name)) searchParams.set(name, value);
  }
  if (searchParams.get("sslrootcert") === "system") {
    searchParams.delete("sslrootcert");
    searchParams.set("sslmode", "verify-full");
  }
  if (!searchParams.has("uselibpqcompat")) searchParams.set("uselibpqcompat", "true");
  return { connectionString: url.href };
}

function fromVariables(environment: Environment): Address {
  if (variables.every((name) => (environment[name] ?? "") === ""))
    throw new UsageError(`--queue: no connection string was given; ${expected}`);
  // pg reads where from the same variables
  const config = withTls(new URL("postgres:///"), environment);
  return { config, hide: hider(variables.map((name) => environment[name] ?? "")) };
}

/**
 * Reads where the queue is: what was given with `--queue`, else CORRIDOR_QUEUE, else the variables of PostgreSQL. Throws UsageError, which does not
 * repeat what was given.
 */
export function readAddress(given: string | true | undefined, environment: Environment): Address {
  const fromEnvironment = environment.CORRIDOR_QUEUE ?? "";
  const text = typeof given === "string" ? given : fromEnvironment;
  if (text === "") return fromVariables(environment);
  const where = typeof given === "string" ? "--queue" : "CORRIDOR_QUEUE";
  const wrong = new UsageError(`${where}: what was given is no connection string; ${expected}`);
  if (!scheme.test(text)) throw wrong;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong;
  }
  const { username, password, hostname, pathname, searchParams } = url;
  const parts = [username, password, hostname, pathname.slice(1), searchParams.get("password") ?? ""];
  return { config: withTls(url, environment), hide: hider([text, ...parts.flatMap(spellings)]) };
}

/** Arguments of a command line without connection strings, nor what was meant to be one. */
export function hideArguments(words: readonly string[]): string[] {
  return words.map((word, i) => {
    if (/^--queue=/.test(word)) return `--queue=${hidden}`;
    const follows = words[i - 1] === "--queue" && !word.startsWith("-");
    return follows || /postgres(ql)?:\/\//.test(word) ? hidden : word;
  });
}

/** A text about arguments of a command line without the connection strings among them, even those whose slashes were changed to make a path. */
export function hideAddresses(text: string, words: readonly string[]): string {
  const found = words.flatMap((word) => {
    const [address, , rest = ""] = addressIn.exec(word) ?? [];
    if (address === undefined) return [];
    return rest.includes("@") ? [address, rest] : [address];
  });
  return found
    .flatMap((part) => [part, JSON.stringify(part).slice(1, -1)])
    .reduce((left, part) => left.replaceAll(part, hidden), text);
}
