/** The examples that come with the package, in the order of their names. */
export const examples = Object.keys(import.meta.glob("../../../scenarios/*.yaml"))
  .map((path) => path.replace(/^.*\/(.*)\.yaml$/, "$1"))
  .filter((name) => name !== "history");
