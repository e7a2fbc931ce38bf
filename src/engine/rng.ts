/** lowbias32 of C. Wellons ("Prospecting for Hash Functions", 2018): a bijection of 32-bit words with good avalanche. */
function finalise(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

function highWord(value: number): number {
  return Math.floor(value / 4294967296) | 0;
}

function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number, got ${value}`);
}

/**
 * Random numbers addressed by what they are for: sfc32 (C. Doty-Humphrey, PractRand), placed by `seek` at the start of
 * the stream of (seed, run, stream, day, lane). Nothing depends on what was drawn before, so run k is the same alone or among many,
 * and a process that draws more or less disturbs no other.
 *
 * For one (seed, run) different (stream, day, lane) can never share a starting state: the hash is a bijection of them.
 */
export class Rng {
  /** The mean-field switch: draws return their means and consume nothing. */
  readonly mean: boolean;

  private readonly key0: number;
  private readonly key1: number;
  private readonly key2: number;
  private readonly key3: number;

  // The state stays within int32 (never `>>> 0`), which V8 keeps as small integers rather than boxed doubles.
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 0;

  /** Starts at (stream 0, day 0, lane 0). Throws RangeError unless seed and run are whole numbers up to 2^53. */
  constructor(seed: number, run: number, mean: boolean) {
    requireWhole("seed", seed);
    requireWhole("run", run);
    this.mean = mean;
    // Two passes let the first key depend on the last word. The constant is the fraction of the golden ratio.
    const words = [seed | 0, highWord(seed), run | 0, highWord(run)];
    const keys: number[] = [];
    let chain = 0;
    for (const word of [...words, ...words]) {
      chain = finalise((chain + word + 0x9e3779b9) | 0);
      keys.push(chain);
    }
    [this.key0, this.key1, this.key2, this.key3] = keys.slice(-4);
    this.seek(0, 0, 0);
  }

  /** Goes to the start of a stream. Arguments are 32-bit integers. */
  seek(stream: number, day: number, lane: number): void {
    if (this.mean) return;
    let a = (this.key0 + stream) | 0;
    let b = (this.key1 + day) | 0;
    let c = (this.key2 + lane) | 0;
    let d = this.key3;
    // Each line is a bijection of its own word given the others; the second round of a and b spreads the lane to them.
    a = finalise((a + d) | 0);
    b = finalise((b + a) | 0);
    c = finalise((c + b) | 0);
    d = finalise((d + c) | 0);
    a = finalise((a + d) | 0);
    b = finalise((b + a) | 0);
    this.a = a;
    this.b = b;
    this.c = c;
    this.counter = d;
  }

  /** Uniform on [0, 1) with 53 bits: two steps of sfc32. */
  next(): number {
    const { a, b, c, counter } = this;
    const high = (((a + b) | 0) + counter) | 0;
    const c1 = (((c << 21) | (c >>> 11)) + high) | 0;
    const a1 = b ^ (b >>> 9);
    const b1 = (c + (c << 3)) | 0;
    const low = (((a1 + b1) | 0) + ((counter + 1) | 0)) | 0;
    this.a = b1 ^ (b1 >>> 9);
    this.b = (c1 + (c1 << 3)) | 0;
    this.c = (((c1 << 21) | (c1 >>> 11)) + low) | 0;
    this.counter = (counter + 2) | 0;
    return ((high >>> 5) * 67108864 + (low >>> 6)) * 1.1102230246251565e-16; // 2^-53
  }
}
