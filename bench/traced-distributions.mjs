import { Trace } from "./trace.mjs";

const real = await import(new URL(import.meta.url).searchParams.get("real"));

/** Every call of the model, in order. Binomials inside a multinomial are not calls of the model. */
export const trace = new Trace();

export function binomial(rng, n, p) {
  if (!rng.mean) trace.binomial(n, p);
  return real.binomial(rng, n, p);
}

export function poisson(rng, mean) {
  if (!rng.mean) trace.poisson(mean);
  return real.poisson(rng, mean);
}

export function multinomial(rng, n, weights, count, out, knownTotal) {
  if (!rng.mean) trace.multinomial(n, weights, count);
  return real.multinomial(rng, n, weights, count, out, knownTotal);
}

export function hypergeometric(rng, successes, failures, draws) {
  if (!rng.mean) trace.hypergeometric(successes, failures, draws);
  return real.hypergeometric(rng, successes, failures, draws);
}

function unknown(name) {
  return () => {
    throw new Error(`the model draws a ${name}, which bench/trace.mjs cannot replay yet`);
  };
}

export const negativeBinomial = unknown("negative binomial");
