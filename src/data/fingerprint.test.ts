import { expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

it("is FNV-1a", () => {
  expect(fingerprint("")).toBe("811c9dc5");
  expect(fingerprint("foobar")).toBe("bf9cf968");
});
