import pg from "pg";
import { describe, expect, it } from "vitest";
import { UsageError } from "../errors.ts";
import { hideAddresses, hideArguments, readAddress } from "./address.ts";
import { failureOf } from "./failures.ts";

const url = "postgres://frontera:s%40fe-Word@db.example.org:6543/corridor";

/** What pg makes of an address, before it connects. */
function clientOf(given: string | true, environment: Record<string, string> = {}) {
  return new pg.Client(readAddress(given, environment).config) as pg.Client & { readonly ssl: object | boolean };
}

describe("readAddress", () => {
  it("takes what was given, else CORRIDOR_QUEUE, else the variables of PostgreSQL", () => {
    expect(clientOf(url)).toMatchObject({
      host: "db.example.org",
      port: 6543,
      user: "frontera",
      password: "s@fe-Word",
    });
    expect(clientOf(true, { CORRIDOR_QUEUE: url })).toMatchObject({ host: "db.example.org", database: "corridor" });
    expect(clientOf(url, { CORRIDOR_QUEUE: "postgres://other/one" })).toMatchObject({ host: "db.example.org" });
    expect(clientOf(true, { PGHOST: "db.example.org" })).toMatchObject({ host: "localhost", ssl: false });
    expect(() => readAddress(true, {})).toThrow("--queue: no connection string was given; expected postgres://");
  });

  it("does not repeat what is no connection string", () => {
    for (const given of ["frontera:s3cret@db", "mysql://frontera:s3cret@db/x", "postgres://a:s3cret@db:99999/x"])
      try {
        readAddress(given, {});
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
        expect((error as Error).message).toMatch(/^--queue: what was given is no connection string; expected/);
        expect((error as Error).message).not.toMatch(/s3cret|mysql|db/);
      }
    expect(() => readAddress(true, { CORRIDOR_QUEUE: "s3cret" })).toThrow(/^CORRIDOR_QUEUE: what was given is/);
  });

  it("passes TLS options on, with the meaning that PostgreSQL gives them", () => {
    expect(clientOf(url).ssl).toBe(false);
    expect(clientOf(`${url}?sslmode=disable`).ssl).toBe(false);
    expect(clientOf(`${url}?sslmode=require`).ssl).toMatchObject({ rejectUnauthorized: false });
    expect(clientOf(`${url}?sslmode=verify-full`).ssl).not.toHaveProperty("rejectUnauthorized");
    expect(clientOf(`${url}?sslmode=verify-full&sslrootcert=${import.meta.filename}`).ssl).toMatchObject({
      ca: expect.stringContaining("with the meaning that PostgreSQL gives them"),
    });
  });

  it("takes TLS from the variables of PostgreSQL where the connection string does not say", () => {
    const root = { PGSSLROOTCERT: import.meta.filename };
    for (const given of [url, true] as const) {
      const ssl = (environment: Record<string, string>) => clientOf(given, { PGHOST: "h", ...environment }).ssl;
      expect(ssl({ PGSSLMODE: "require" })).toMatchObject({ rejectUnauthorized: false });
      expect(ssl({ PGSSLMODE: "verify-full", ...root })).toMatchObject({ ca: expect.stringContaining("PGSSLMODE") });
      expect(ssl({ PGSSLMODE: "verify-ca", ...root })).toMatchObject({ checkServerIdentity: expect.any(Function) });
      // the authorities that Node knows
      expect(ssl({ PGSSLMODE: "require", PGSSLROOTCERT: "system" })).toEqual({});
    }
    expect(clientOf(`${url}?sslmode=disable`, { PGSSLMODE: "verify-full" }).ssl).toBe(false);
    expect(clientOf(`${url}?sslrootcert=system`).ssl).toEqual({});
  });
});

describe("what hides an address", () => {
  it("takes it, its parts and any connection string out of a text", () => {
    const { hide } = readAddress(url, {});
    const text = `no pg_hba.conf entry for host "10.0.0.1", user "frontera", database "corridor"; ${url} s@fe-Word s%40fe-Word db.example.org`;
    expect(hide(text)).toBe('no pg_hba.conf entry for host "10.0.0.1", user "***", database "***"; *** *** *** ***');
    expect(hide("postgresql://somebody:else@there/x")).toBe("***");
  });

  it("takes it out of a sentence about an argument, as a path as well", () => {
    const words = ["query", url, "--out=postgres://here"];
    expect(hideAddresses(`cannot read ${url}: there is no such file`, words)).toBe(
      "cannot read ***: there is no such file",
    );
    expect(hideAddresses(`/home/one/${url.replace("//", "/")}/sweep.json is no sweep`, words)).toBe(
      "/home/one/postgres:/***/sweep.json is no sweep",
    );
    expect(hideAddresses("postgres://here is no folder", words)).toBe("*** is no folder");
    const expected = "expected postgres://user@host/database";
    expect(hideAddresses(expected, words)).toBe(expected);
  });

  it("takes it out of arguments, mistyped ones as well", () => {
    expect(hideArguments(["worker", "--queue", url, "--threads", "2"])).toEqual([
      "worker",
      "--queue",
      "***",
      "--threads",
      "2",
    ]);
    expect(hideArguments(["worker", `--queue=${url}`])).toEqual(["worker", "--queue=***"]);
    expect(hideArguments(["sweep", "a.yaml", "--queue", "--detach"])).toEqual([
      "sweep",
      "a.yaml",
      "--queue",
      "--detach",
    ]);
    expect(hideArguments(["sweep", url])).toEqual(["sweep", "***"]);
    expect(hideArguments(["worker", "--queue", "frontera:s3cret@db"])).toEqual(["worker", "--queue", "***"]);
  });
});

describe("failureOf", () => {
  const { hide } = readAddress(url, {});
  const said = (code: string, message = "at db.example.org") =>
    failureOf(Object.assign(new Error(message), { code }), hide);

  it("tells what can pass from what cannot, without saying where", () => {
    expect(said("ECONNREFUSED")).toEqual({ sentence: "the connection was refused", passing: true });
    expect(said("57P01")).toEqual({ sentence: "it is shutting down", passing: true });
    expect(said("08006")).toEqual({ sentence: "the connection was cut", passing: true });
    expect(said("", "Connection terminated unexpectedly").passing).toBe(true);
    expect(said("25006").passing).toBe(true);
    expect(said("", "There was an error establishing an SSL connection").passing).toBe(true);
    const socket = Object.assign(new Error("connect ENOENT /run/.s.PGSQL.5432"), {
      code: "ENOENT",
      syscall: "connect",
    });
    expect(failureOf(socket, hide)).toEqual({ sentence: "there is no socket of it", passing: true });
    expect(said("ENOENT").passing).toBe(false);
    expect(said("28P01")).toEqual({ sentence: "it refuses the password", passing: false });
    expect(said("42P01", 'relation "corridor.x" does not exist at db.example.org')).toEqual({
      sentence: 'relation "***.x" does not exist at *** (42P01)',
      passing: false,
    });
  });
});
