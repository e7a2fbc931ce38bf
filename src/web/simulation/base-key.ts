import type { LinkedScenario } from "../../scenario/link.ts";

/** The same for scenarios of one base over one window with one seed, whatever they change of it. */
export const keyOfBase = ({ base, window, seed }: LinkedScenario): string => JSON.stringify([base, window, seed]);
