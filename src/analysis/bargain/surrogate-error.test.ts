import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bargainNames } from "./load.ts";
import { readStored } from "./stored.ts";
import { errorOf, withoutChance } from "./surrogate-error.ts";

const all = Float64Array.from({ length: 101 }, (_, i) => i);

describe("how far a surrogate is off", () => {
  test("is told with R² and the correlation of ranks from five packages on", () => {
    const simulated = Float64Array.of(0, 25, 50, 75, 100);
    const error = errorOf("usbp", all, Float64Array.of(1, 25, 50, 75, 98), simulated);
    expect(error).toMatchObject({ outcome: "usbp", range: 100, largest: 2, rank: 1 });
    expect(error.r2).toBeCloseTo(1 - 1 / 850, 10);
    expect(errorOf("usbp", all, simulated.toReversed(), simulated).rank).toBeCloseTo(-1, 10);
  });

  test("is told by its largest error alone below, where two packages in reversed order would be a correlation of −1", () => {
    const few = errorOf("usbp", all, Float64Array.of(50.2, 50.1), Float64Array.of(50.1, 50.2));
    expect(few).toMatchObject({ outcome: "usbp", range: 100, r2: null, rank: null });
    expect(few.largest).toBeCloseTo(0.1, 10);
  });

  test("loses what few packages cannot tell when it is read from where it was stored", () => {
    const stored = { outcome: "usbp", range: 100, largest: 1, r2: 0.9, rank: -1 };
    expect(withoutChance([stored], 2)).toEqual([{ ...stored, r2: null, rank: null }]);
    expect(withoutChance([stored], 24)).toEqual([stored]);
  });

  test.each(bargainNames())("of %s as it ships has none of that from fewer than five packages", (name) => {
    const { surrogate } = readStored(JSON.parse(readFileSync(`data/bargains/${name}.json`, "utf8")));
    for (const [packages, errors] of [
      [surrogate.heldOut, surrogate.onHeldOut],
      [surrogate.resimulated, surrogate.onResimulated],
    ] as const)
      for (const { outcome, r2, rank } of errors)
        expect([r2 === null, rank === null], outcome).toEqual([packages < 5, packages < 5]);
  });
});
