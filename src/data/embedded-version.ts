/** Fingerprint of the tables of `data/` and of the posterior. Written by tools/embed.ts. */
export const dataVersion: string = "f8fa13ce";
