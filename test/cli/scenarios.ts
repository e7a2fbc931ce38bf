/** Two months of the history: the shortest road from the first simulated day. */
export const autumnText = `corridor: 1
title: Autumn 2018
base: history
window: {from: 2018-10, to: 2018-11}
`;

/** The same with fewer people setting out. */
export const calmText = `corridor: 1
title: Calm autumn 2018
base: history
window: {from: 2018-10, to: 2018-11}
changes:
  - lever: demandShock
    from: 2018-10-01
    value: 0.2
`;
