const members = 20;

/** A sweep of about `runs` runs of twelve months in mean field: officers, in as many levels as make the runs, under 20 members. */
export function officersSweep(runs) {
  return {
    corridor: 1,
    title: "Officers",
    base: "history",
    window: { from: "2023-10", to: "2024-09" },
    design: "grid",
    over: [
      {
        lever: "interceptionOfficers",
        as: "multiply",
        range: { low: 0.5, high: 2, steps: Math.max(2, Math.ceil(runs / members)) },
      },
    ],
    members,
    keep: ["usbp", "interceptions", "transfersSouth", "waiting", "attacks", "deathsBySector", "mexicoSpending"],
  };
}
