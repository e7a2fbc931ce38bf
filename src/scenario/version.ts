/** Version that a scenario file states in its `corridor` key. */
export const schemaVersion = 1;
