/**
 * Version of the simulated numbers: raised by one with every change of what the same scenario, parameters and seed give. Files made by one
 * version, such as a posterior, are refused by another.
 */
export const modelVersion = 2;
