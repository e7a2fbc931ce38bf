/** Module hooks that put `traced-distributions.mjs` in the place of the engine's distributions, for everyone but itself. */
const traced = new URL("./traced-distributions.mjs", import.meta.url).href;

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  if (!found.url.endsWith("/engine/distributions.js") || context.parentURL?.startsWith(traced)) return found;
  return { ...found, url: `${traced}?real=${encodeURIComponent(found.url)}` };
}
