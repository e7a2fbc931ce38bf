import { buildParameters, type Parameters, parameterRows } from "../../src/model/parameters.ts";

/** The values of the table, which are the medians of the priors; what the figures make of them is a posterior. */
export const defaultParameters: Parameters = buildParameters(parameterRows);
