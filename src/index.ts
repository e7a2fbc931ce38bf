/**
 * Corridor as a library: load a scenario, simulate it, compare it with another. Works in Node and in browsers.
 *
 * A scenario, not a prediction. Encounters and interceptions are events, not people. Nothing here is about any single person.
 */
export { type Agreement, agreementOf } from "./analysis/bargain/agreement.ts";
export { type Answer, answer, type Robustness, robustnessOf, type Space } from "./analysis/bargain/gains.ts";
export type { Holding } from "./analysis/bargain/holding.ts";
export { type Bargain, bargainNames, loadBargain } from "./analysis/bargain/load.ts";
export { bargainJsonSchema } from "./analysis/bargain/schema.ts";
export { type BargainResult, type SearchOptions, searchBargain } from "./analysis/bargain/search.ts";
export { createInlineVariantsRunner, type VariantsRunner } from "./analysis/bargain/simulated.ts";
export { drawValuations, usualValuation, type Valuation, withWeights } from "./analysis/bargain/valuation.ts";
export type { Chance } from "./analysis/chance.ts";
export type { Difference } from "./analysis/compare.ts";
export { type Discovery, discover } from "./analysis/discovery/discover.ts";
export type { Box, Cases } from "./analysis/discovery/peel.ts";
export {
  type Band,
  type Ensemble,
  type EnsembleOptions,
  type Level,
  levels,
  NoRunsError,
  type Quantiles,
  type Spread,
} from "./analysis/ensemble.ts";
export { ledgerWith } from "./analysis/evidence/file.ts";
export type { Comparison as TextComparison } from "./analysis/evidence/lineage/comparison.ts";
export {
  type Lineage,
  type Pair as TextPair,
  type Proposal,
  proposeLineages,
} from "./analysis/evidence/lineage/lineages.ts";
export { type TextRelation as Relation, textRelations as relations } from "./analysis/evidence/lineage/relation.ts";
export type { SourceText } from "./analysis/evidence/lineage/source-text.ts";
export { evidenceJsonSchema } from "./analysis/evidence/schema.ts";
export { PosteriorError } from "./analysis/fit/fitted-file.ts";
export { type Posterior, readPosterior } from "./analysis/fit/posterior.ts";
export { shippedPosterior } from "./analysis/shipped.ts";
export { type Comparison, compare, type Series, type Simulation, simulate } from "./analysis/simulate.ts";
export { createInlineExecutor, type Executor } from "./analysis/sweep/executor.ts";
export { loadSweep, type SweepOptions } from "./analysis/sweep/load.ts";
export { type Part, partOf } from "./analysis/sweep/part.ts";
export { type ChunkResult, createChunkRunner } from "./analysis/sweep/run-chunk.ts";
export { sweepJsonSchema } from "./analysis/sweep/schema.ts";
export { type Chunk, chunkAt, chunkCount, type Sweep, shardChunks } from "./analysis/sweep/sweep.ts";
export { type CheckedClaim, checkEvidence, type EvidenceCheck } from "./data/evidence/check.ts";
export {
  type ClaimEntry,
  type DocumentEntry,
  type EvidenceLedger,
  evidenceLedger,
  type FactEntry,
  type LeverEntry,
  type MechanismEntry,
  type ParameterEntry,
} from "./data/evidence/ledger.ts";
export { queryText } from "./data/evidence/query-text.ts";
export { cities, fieldOffices, households, nationalities, sectors } from "./model/geography.ts";
export { type Lever, type LeverId, levers } from "./model/levers.ts";
export type { Member } from "./model/member.ts";
export { membersOf, type ObservableName, observableNames } from "./model/observables.ts";
export { ScenarioError } from "./scenario/error.ts";
export {
  type LeverStep,
  type LoadOptions,
  loadScenario,
  type ResolvedScenario,
  scenarioNames,
} from "./scenario/load.ts";
export { scenarioJsonSchema } from "./scenario/schema.ts";
