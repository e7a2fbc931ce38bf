import type { Valued } from "../state/bargain.ts";
import { word } from "../words.ts";
import type { NamedPackage } from "./bargain-place.ts";

/** A package with a name. */
export interface Mark {
  readonly package: number;
  /** Which it is, the first where it is several. */
  readonly kind: NamedPackage | "own";
  readonly name: string;
}

export const nameOf = (kind: NamedPackage | "own"): string => word(`bargain_${kind.replaceAll("-", "_")}`);

/** Packages by name: no deal, the solutions, what came about. */
export function namedIn({ read, answer }: Valued): ReadonlyMap<NamedPackage, number> {
  const { nash, kalaiSmorodinsky } = answer.noDeal;
  const all: readonly (readonly [NamedPackage, number | undefined])[] = [
    ["nash", nash[0]],
    ["kalai-smorodinsky", kalaiSmorodinsky[0]],
    ["recorded", read.recorded < 0 ? undefined : read.recorded],
    ["no-deal", 0],
  ];
  return new Map(all.flatMap(([name, p]) => (p === undefined ? [] : [[name, p] as const])));
}

/** What is marked in the plot: one mark for each package, with all of its names; and the one that is shown, if it has none. */
export function marksOf(now: Valued, shown: number): Mark[] {
  const named = [...namedIn(now)];
  const packages = [...new Set(named.map(([, p]) => p))];
  const marks = packages.map((p): Mark => {
    const own = named.filter(([, other]) => other === p).map(([kind]) => kind);
    const name = own.map(nameOf).reduce((first, second) => word("bargain_and", { first, second }));
    return { package: p, kind: own[0], name };
  });
  return packages.includes(shown) ? marks : [...marks, { package: shown, kind: "own", name: nameOf("own") }];
}
