export interface LayoutEntry {
  readonly name: string;
  /** Numbers that the compartment takes. */
  readonly size: number;
  /** Index of its first number in the state. */
  readonly offset: number;
}

/** Where each named compartment lies in one flat state array of `size` numbers. */
export interface Layout {
  readonly entries: readonly LayoutEntry[];
  readonly size: number;
  /** Index of the compartment's first number. Throws RangeError, with the known names, if there is none of that name. */
  offset(name: string): number;
}

/** Lays compartments one after the other. Throws RangeError on a name given twice or a size that is no whole number ≥ 0. */
export function defineLayout(entries: readonly { readonly name: string; readonly size: number }[]): Layout {
  const placed: LayoutEntry[] = [];
  const offsets = new Map<string, number>();
  let end = 0;
  for (const { name, size } of entries) {
    if (offsets.has(name)) throw new RangeError(`compartment "${name}" is defined twice`);
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new RangeError(`compartment "${name}" has size ${size}; expected a whole number`);
    }
    placed.push({ name, size, offset: end });
    offsets.set(name, end);
    end += size;
  }
  return {
    entries: placed,
    size: end,
    offset(name) {
      const offset = offsets.get(name);
      if (offset === undefined) {
        throw new RangeError(`no compartment "${name}"; known: ${[...offsets.keys()].join(", ")}`);
      }
      return offset;
    },
  };
}
