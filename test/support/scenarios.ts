import fc from "fast-check";
import { type Lever, leverKeys, levers } from "../../src/model/levers.ts";
import type { Change } from "./history.ts";

const catalogue: readonly (Lever & { readonly id: Change["lever"] })[] = levers;

/** Any value that a lever may take, the ends of its range and values near its ordinary one among them. */
function anyValue(lever: Lever): fc.Arbitrary<number> {
  const { min, max, initial, whole } = lever;
  const clamp = (value: number): number => Math.min(Math.max(whole ? Math.round(value) : value, min), max);
  const near = fc.double({ min: 0, max: 4, noNaN: true }).map((factor) => clamp(initial * factor));
  const spread = fc.double({ min: 0, max: 1, noNaN: true }).map((share) => clamp(min + (max - min) * share ** 4));
  return fc.oneof(fc.constant(min), fc.constant(max), near, spread);
}

function anyMembers(lever: Lever): fc.Arbitrary<readonly string[]> {
  const keys = leverKeys(lever.by);
  if (keys.length === 0) return fc.constant([]);
  return fc.oneof(fc.subarray([...keys], { minLength: 1 }), fc.constant(keys));
}

/** One step of any lever that begins within the days given; at times with a ramp, an end or an announcement ahead. */
export function anyChange(firstDay: number, lastDay: number): fc.Arbitrary<Change> {
  return fc.constantFrom(...catalogue).chain((lever) =>
    fc
      .record({
        fromDay: fc.integer({ min: firstDay, max: lastDay }),
        members: anyMembers(lever),
        size: fc.oneof(
          { weight: 4, arbitrary: anyValue(lever).map((value) => ({ value })) },
          { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map((multiply) => ({ multiply })) },
        ),
        rampDays: lever.whole ? fc.constant(0) : fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
        duration: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 2 }),
        notice: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
      })
      .map(({ fromDay, members, size, rampDays, duration, notice }) => ({
        lever: lever.id,
        fromDay,
        members,
        ...size,
        rampDays,
        untilDay: duration === null ? null : fromDay + duration,
        announcedDay: fromDay - notice,
      })),
  );
}

/** Up to a dozen random steps. */
export function anyChanges(firstDay: number, lastDay: number): fc.Arbitrary<readonly Change[]> {
  return fc.array(anyChange(firstDay, lastDay), { minLength: 1, maxLength: 12 });
}
