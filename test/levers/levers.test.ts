import { describe, expect, it } from "vitest";
import { type Lever, levers } from "../../src/model/levers.ts";
import { armsOf } from "./arms.ts";
import { moves } from "./moves.ts";

/** Least change, relative to the mean of both arms, that counts as a movement. */
const least = 1e-4;

describe("every lever", () => {
  for (const lever of levers as readonly Lever[]) {
    const own = moves.filter((move) => move.lever === lever.id);

    it(`${lever.id} has a source, a grade, a range, and a documented effect that is tested`, () => {
      expect(lever.source).toMatch(/^(data\/[a-z_]+\.csv|docs\/model\.md#[a-z-]+)$/);
      expect(["measured", "published", "press", "guess"]).toContain(lever.grade);
      expect(lever.min).toBeLessThan(lever.max);
      expect(lever.initial).toBeGreaterThanOrEqual(lever.min);
      expect(lever.initial).toBeLessThanOrEqual(lever.max);
      expect(own.flatMap(({ claims }) => claims).length).toBeGreaterThan(0);
      for (const [says] of own.flatMap(({ claims }) => claims)) expect(lever.effect).toContain(says);
    });
  }
});

describe("moving a lever moves its outputs as documented", () => {
  for (const move of moves) {
    const to = move.value ?? `${move.multiply} times its value`;
    it(`${move.lever} ${move.goes} to ${to}, ${move.fork}`, () => {
      const arms = armsOf(move);
      expect(arms.changed.length, "columns changed").toBeGreaterThan(0);
      for (const [says, output, moves] of move.claims) {
        const { base, moved, relative } = arms.effectOn(output);
        const sign = (moves === "up") === (move.goes === "up") ? 1 : -1;
        expect(sign * relative, `${says}: ${output} ${base} → ${moved}`).toBeGreaterThan(least);
      }
    });
  }
});
