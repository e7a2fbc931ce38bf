/** The two sides, named as the actors of levers are. */
export const sides = ["United States", "Mexico"] as const;
export type Side = (typeof sides)[number];
