import { describe, expect, it } from "vitest";
import { LinkError, linkOf, madeNow, readLink } from "../../scenario/link.ts";
import { doesOf, readPasted, readSide, sideText } from "./compare-address.ts";

const history = "v=1&base=history&window=2023-07..2024-09";
const closed = `${history}&change=appointments,from:2024-01,value:0`;

describe("the address of a comparison", () => {
  it("says all scenarios and the partner, and is read back", () => {
    const [first, second] = [history, closed].map((link) => linkOf({ ...readLink(link), madeWith: madeNow }));
    const text = `${first}|${second}|against=B`;
    const read = readSide(text);
    expect(read).toMatchObject({ partner: 1, broken: [], older: false });
    expect(read.scenarios.map(({ changes }) => changes.length)).toEqual([0, 1]);
    expect(sideText(read)).toBe(text);
    expect(readSide(text.replaceAll("|", "%7C"))).toEqual(read);
  });

  it("leaves out what cannot be read, and says why", () => {
    const { scenarios, broken, partner } = readSide(`${history}|v=9&base=history|against=D`);
    expect(scenarios).toHaveLength(1);
    expect(broken).toEqual([expect.stringContaining("version 9 was given")]);
    expect(partner).toBe(0);
  });

  it("knows links of another version", () => {
    expect(readSide(`${history}|${closed}&model=1&data=00000000`).older).toBe(true);
  });

  it("keeps no more than four", () => {
    expect(readSide(new Array(6).fill(history).join("|")).scenarios).toHaveLength(4);
  });

  it("is empty of nothing", () => {
    expect(readSide("")).toEqual({ scenarios: [], partner: 0, broken: [], older: false });
  });
});

describe("a pasted link", () => {
  it("may be an address or its last part", () => {
    const linked = readPasted(closed);
    expect(readPasted(` https://example.org/corridor/#${closed} `)).toEqual(linked);
    expect(() => readPasted("hello")).toThrow(LinkError);
  });

  it("does the same whatever its window", () => {
    expect(doesOf(readPasted(closed))).toBe(doesOf(readPasted(closed.replace("2023-07", "2023-10"))));
  });
});
