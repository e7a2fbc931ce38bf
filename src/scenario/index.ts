export { ScenarioError } from "./error.ts";
export {
  type LeverStep,
  type LoadOptions,
  loadScenario,
  parseScenario,
  type ResolvedScenario,
  type Scenario,
  scenarioNames,
  type Window,
} from "./load.ts";
export { maxBytes } from "./read-yaml.ts";
export { type ScenarioFile, scenarioFile, scenarioJsonSchema, schemaVersion } from "./schema.ts";
export { unsourcedSteps } from "./sources.ts";
export { leverPaths } from "./timeline.ts";
