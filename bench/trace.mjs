const kinds = { binomial: 0, poisson: 1, multinomial: 2, hypergeometric: 3 };
/** More cells than any multinomial of the model has. */
const maxCells = 256;

/** A list of doubles that grows. */
class Numbers {
  values = new Float64Array(1 << 16);
  length = 0;

  push(value) {
    if (this.length === this.values.length) {
      const longer = new Float64Array(2 * this.length);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[this.length++] = value;
  }
}

/** Calls of the distributions as numbers, one after the other: kind, then n and p; or mean; or n, count and the weights; or successes, failures and draws. */
export class Trace {
  #numbers = new Numbers();

  binomial(n, p) {
    for (const x of [kinds.binomial, n, p]) this.#numbers.push(x);
  }

  poisson(mean) {
    for (const x of [kinds.poisson, mean]) this.#numbers.push(x);
  }

  multinomial(n, weights, count) {
    for (const x of [kinds.multinomial, n, count]) this.#numbers.push(x);
    for (let i = 0; i < count; i++) this.#numbers.push(weights[i]);
  }

  hypergeometric(successes, failures, draws) {
    for (const x of [kinds.hypergeometric, successes, failures, draws]) this.#numbers.push(x);
  }

  numbers() {
    return this.#numbers.values.slice(0, this.#numbers.length);
  }
}

/** Makes every call of a trace. Returns the sum of what was drawn, so that no draw can be optimised away. */
export function replay({ binomial, poisson, multinomial, hypergeometric }, rng, trace) {
  const weights = new Float64Array(maxCells);
  const out = new Float64Array(maxCells);
  let sum = 0;
  let at = 0;
  while (at < trace.length) {
    const kind = trace[at];
    if (kind === kinds.binomial) {
      sum += binomial(rng, trace[at + 1], trace[at + 2]);
      at += 3;
    } else if (kind === kinds.poisson) {
      sum += poisson(rng, trace[at + 1]);
      at += 2;
    } else if (kind === kinds.hypergeometric) {
      sum += hypergeometric(rng, trace[at + 1], trace[at + 2], trace[at + 3]);
      at += 4;
    } else {
      const count = trace[at + 2];
      for (let i = 0; i < count; i++) weights[i] = trace[at + 3 + i];
      multinomial(rng, trace[at + 1], weights, count, out);
      sum += out[0];
      at += 3 + count;
    }
  }
  return sum;
}

/** The same without the calls: what `replay` spends on reading the trace. */
export function walk(trace) {
  const weights = new Float64Array(maxCells);
  let sum = 0;
  let at = 0;
  while (at < trace.length) {
    const kind = trace[at];
    if (kind === kinds.binomial) {
      sum += trace[at + 1] + trace[at + 2];
      at += 3;
    } else if (kind === kinds.poisson) {
      sum += trace[at + 1];
      at += 2;
    } else if (kind === kinds.hypergeometric) {
      sum += trace[at + 1] + trace[at + 2] + trace[at + 3];
      at += 4;
    } else {
      const count = trace[at + 2];
      for (let i = 0; i < count; i++) weights[i] = trace[at + 3 + i];
      sum += trace[at + 1] + weights[0];
      at += 3 + count;
    }
  }
  return sum;
}
