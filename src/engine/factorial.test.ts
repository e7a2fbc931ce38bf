import { describe, expect, it } from "vitest";
import { logFactorialRatio, logPoisson, stirlingCorrection } from "./factorial.ts";

describe("factorials", () => {
  it("corrects Stirling's formula to 1e-11", () => {
    let logFactorial = 0;
    for (let k = 0; k <= 300; k++) {
      if (k > 0) logFactorial += Math.log(k);
      const stirling = 0.5 * Math.log(2 * Math.PI) + (k + 0.5) * Math.log(k + 1) - (k + 1);
      expect(Math.abs(stirling + stirlingCorrection(k) - logFactorial)).toBeLessThan(1e-11);
    }
  });

  it.each([
    [5, 5],
    [10, 0],
    [0, 10],
    [40, 7],
    [17, 16],
    [1e7, 1e7 - 1000],
    [1e9 - 1000, 1e9],
  ])("gives ln(%d! / %d!) as the sum of its logarithms", (a, b) => {
    let sum = 0;
    for (let k = Math.min(a, b) + 1; k <= Math.max(a, b); k++) sum += Math.log(k);
    expect(logFactorialRatio(a, b)).toBeCloseTo(a < b ? -sum : sum, 9);
  });

  it("gives Poisson chances that sum to 1", () => {
    for (const mean of [0.01, 3, 12, 1e4, 1e8]) {
      const reach = 12 * Math.sqrt(mean) + 30;
      let sum = 0;
      for (let k = Math.max(0, Math.floor(mean - reach)); k <= mean + reach; k++) sum += Math.exp(logPoisson(k, mean));
      expect(sum).toBeCloseTo(1, 10);
    }
    expect(logPoisson(0, 3)).toBeCloseTo(-3, 12);
    expect(logPoisson(2, 3)).toBeCloseTo(Math.log(4.5) - 3, 12);
  });
});
