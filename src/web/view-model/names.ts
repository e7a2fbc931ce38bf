/** A name of the model, such as `Rio Grande Valley`, as part of a message key. */
export const keyOf = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
