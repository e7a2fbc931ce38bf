/** Months in which a window may lie: observed figures begin with the first. */
export const firstMonth = "2018-10";
export const lastMonth = "2026-12";
/** Last month of the recorded history, `scenarios/history.yaml`. */
export const lastRecordedMonth = "2024-09";
