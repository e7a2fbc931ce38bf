/** Shares of the runs in which the scenario is strictly above and strictly below the base; the rest are equal. */
export interface Chance {
  readonly higher: number;
  readonly lower: number;
}

/** @param differences scenario less base, one for each run. */
export function chanceOf(differences: ArrayLike<number>): Chance {
  let higher = 0;
  let lower = 0;
  for (let i = 0; i < differences.length; i++) {
    if (differences[i] > 0) higher++;
    else if (differences[i] < 0) lower++;
  }
  return { higher: higher / differences.length, lower: lower / differences.length };
}
