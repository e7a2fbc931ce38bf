/** Months in which a window may lie: observed figures begin with the first. */
export const firstMonth = "2018-10";
export const lastMonth = "2026-12";
