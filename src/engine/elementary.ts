/**
 * Exponential, logarithms, powers and angles with the same bytes in every JavaScript engine: the language leaves their last digits open,
 * and engines differ in them. The methods and constants are those of FDLIBM 5.3 (e_exp.c, e_log.c, s_log1p.c, e_pow.c, k_sin.c, k_cos.c,
 * s_atan.c), with errors below one unit in the last place, for the arguments that the model has.
 *
 * FDLIBM: Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */

const double = new Float64Array(1);
/** The same eight bytes, the low half first, as on every machine that browsers and Node run on. */
const words = new Int32Array(double.buffer);

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const inverseLn2 = Math.LOG2E;

const smallestPower = -1074;
/** Powers of two, from the smallest number above zero. */
const powersOfTwo = new Float64Array(1024 - smallestPower);
powersOfTwo.forEach((_, i) => {
  powersOfTwo[i] = i === 0 ? Number.MIN_VALUE : 2 * powersOfTwo[i - 1];
});

/** e to the power of x. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  let k = 0;
  let high = x;
  let low = 0;
  const size = x < 0 ? -x : x;
  if (size > 0.34657359027997264) {
    if (size < 1.0397207708399179) k = x < 0 ? -1 : 1;
    else k = Math.trunc(inverseLn2 * x + (x < 0 ? -0.5 : 0.5));
    high = x - k * ln2High;
    low = k * ln2Low;
  } else if (size < 3.725290298461914e-9) return 1 + x;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 1024) return y * 2 * powersOfTwo[1023 - smallestPower];
  if (k >= -1021) return y * powersOfTwo[k - smallestPower];
  return y * powersOfTwo[k + 1000 - smallestPower] * powersOfTwo[-1000 - smallestPower];
}

const g1 = 0.6666666666666735;
const g2 = 0.3999999999940942;
const g3 = 0.2857142874366239;
const g4 = 0.22222198432149784;
const g5 = 0.1818357216161805;
const g6 = 0.15313837699209373;
const g7 = 0.14798198605116586;
const two54 = 18014398509481984;

/** Natural logarithm. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  double[0] = x;
  let k = 0;
  if (words[1] < 0x00100000) {
    k = -54;
    double[0] = x * two54;
  }
  k += (words[1] >> 20) - 1023;
  const hx = words[1] & 0x000fffff;
  const carried = (hx + 0x95f64) & 0x100000;
  words[1] = hx | (carried ^ 0x3ff00000);
  k += carried >> 20;
  const f = double[0] - 1;
  if ((0x000fffff & (2 + hx)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * ln2High + k * ln2Low;
    const small = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - small : k * ln2High - (small - k * ln2Low - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (g1 + w * (g3 + w * (g5 + w * g7))) + w * (g2 + w * (g4 + w * g6));
  if (((hx - 0x6147a) | (0x6b851 - hx)) > 0) {
    const half = 0.5 * f * f;
    return k === 0 ? f - (half - s * (half + r)) : k * ln2High - (half - (s * (half + r) + k * ln2Low) - f);
  }
  return k === 0 ? f - s * (f - r) : k * ln2High - (s * (f - r) - k * ln2Low - f);
}

/** Natural logarithm of 1 + x, exact where x is small. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  double[0] = x;
  const hx = words[1];
  const size = hx & 0x7fffffff;
  if (size < 0x3e200000) return size < 0x3c900000 ? x : x - x * x * 0.5;
  let k = 0;
  let f = x;
  let c = 0;
  let hu = 1;
  // beyond −0.2929 … 0.41422
  if (hx >= 0x3fda827a || (hx < 0 && hx > (0xbfd2bec4 | 0))) {
    const u = hx < 0x43400000 ? 1 + x : x;
    double[0] = u;
    k = (words[1] >> 20) - 1023;
    if (hx < 0x43400000) c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    hu = words[1] & 0x000fffff;
    if (hu < 0x6a09e) words[1] = hu | 0x3ff00000;
    else {
      k++;
      words[1] = hu | 0x3fe00000;
      hu = (0x00100000 - hu) >> 2;
    }
    f = double[0] - 1;
  }
  const half = 0.5 * f * f;
  if (hu === 0) {
    if (f === 0) return k === 0 ? 0 : k * ln2High + (c + k * ln2Low);
    const small = half * (1 - 0.6666666666666666 * f);
    return k === 0 ? f - small : k * ln2High - (small - (k * ln2Low + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const r = z * (g1 + z * (g2 + z * (g3 + z * (g4 + z * (g5 + z * (g6 + z * g7))))));
  return k === 0 ? f - (half - s * (half + r)) : k * ln2High - (half - (s * (half + r) + (k * ln2Low + c)) - f);
}

/** The number without the low half of its bytes, so that a product of two is exact. */
function head(x: number): number {
  double[0] = x;
  words[0] = 0;
  return double[0];
}

/** x to the power of y, for x from zero and y that is finite; NaN elsewhere. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (!(x >= 0) || !Number.isFinite(y)) return Number.NaN;
  if (x === 0 || x === Number.POSITIVE_INFINITY) return (x === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  const size = y < 0 ? -y : y;
  // beyond 2^31 the result is 0, 1 or infinite but for x next to 1
  if (size > 2 ** 31 && (x < 0.9999995231628418 || x > 1.0000009536743164))
    return x < 1 === y < 0 ? Number.POSITIVE_INFINITY : 0;
  let t1: number;
  let t2: number;
  if (size > 2 ** 31) {
    const t = x - 1;
    const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
    const u = 1.4426950216293335 * t;
    const v = t * 1.9259629911266175e-8 - w * inverseLn2;
    t1 = head(u + v);
    t2 = v - (t1 - u);
  } else {
    double[0] = x;
    let n = 0;
    if (words[1] < 0x00100000) {
      double[0] = x * 2 ** 53;
      n = -53;
    }
    n += (words[1] >> 20) - 0x3ff;
    const j = words[1] & 0x000fffff;
    let upper = 0;
    words[1] = j | 0x3ff00000;
    if (j > 0x3988e && j < 0xbb67a) upper = 1;
    else if (j >= 0xbb67a) {
      n++;
      words[1] -= 0x00100000;
    }
    const ax = double[0];
    const hx = words[1];
    const near = upper === 0 ? 1 : 1.5;
    const u = ax - near;
    const v = 1 / (ax + near);
    const ss = u * v;
    const sHigh = head(ss);
    words[0] = 0;
    words[1] = ((hx >> 1) | 0x20000000) + 0x00080000 + (upper << 18);
    const tHigh = double[0];
    const tLow = ax - (tHigh - near);
    const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
    const s2 = ss * ss;
    const r =
      s2 *
        s2 *
        (0.5999999999999946 +
          s2 *
            (0.4285714285785502 +
              s2 *
                (0.33333332981837743 +
                  s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842))))) +
      sLow * (sHigh + ss);
    const square = sHigh * sHigh;
    const sumHigh = head(3 + square + r);
    const sumLow = r - (sumHigh - 3 - square);
    const product = sHigh * sumHigh;
    const rest = sLow * sumHigh + sumLow * ss;
    const pHigh = head(product + rest);
    const pLow = rest - (pHigh - product);
    const zHigh = 0.9617967009544373 * pHigh;
    const zLow = -7.028461650952758e-9 * pHigh + pLow * 0.9617966939259756 + (upper === 0 ? 0 : 1.350039202129749e-8);
    const stepHigh = upper === 0 ? 0 : 0.5849624872207642;
    t1 = head(zHigh + zLow + stepHigh + n);
    t2 = zLow - (t1 - n - stepHigh - zHigh);
  }
  const y1 = head(y);
  const pLow = (y - y1) * t1 + y * t2;
  const pHigh = y1 * t1;
  const z = pLow + pHigh;
  if (z >= 1024 && (z > 1024 || pLow + 8.008566259537294e-17 > z - pHigh)) return Number.POSITIVE_INFINITY;
  if (z <= -1075 && (z < -1075 || pLow <= z - pHigh)) return 0;
  const n = z > 0.5 || z < -0.5 ? Math.floor(z + 0.5) : 0;
  const high = pHigh - n;
  const t = head(pLow + high);
  const u = t * 0.6931471824645996;
  const v = (pLow - (t - high)) * Math.LN2 + t * -1.904654299957768e-9;
  const whole = u + v;
  const w = v - (whole - u);
  const square = whole * whole;
  const c =
    whole -
    square *
      (0.16666666666666602 +
        square *
          (-0.0027777777777015593 +
            square * (6.613756321437934e-5 + square * (-1.6533902205465252e-6 + square * 4.1381367970572385e-8))));
  const result = 1 - ((whole * c) / (c - 2) - (w + whole * w) - whole);
  if (n === 1024) return result * 2 * powersOfTwo[1023 - smallestPower];
  if (n >= -1021) return result * powersOfTwo[n - smallestPower];
  return result * powersOfTwo[n + 1000 - smallestPower] * powersOfTwo[-1000 - smallestPower];
}

/** Sine of what is left beside quarter turns: at most an eighth of a turn either way. */
function sineOfRest(r: number): number {
  const z = r * r;
  return (
    r +
    z *
      r *
      (-0.16666666666666632 +
        z *
          (0.00833333333332249 +
            z *
              (-1.984126982985795e-4 +
                z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))))
  );
}

/** Cosine of the same. */
function cosineOfRest(r: number): number {
  const z = r * r;
  const rest =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  return 1 - (0.5 * z - z * rest);
}

/** Sine of x + quarters · π/2, for angles of some hundred turns at most. */
function sine(x: number, quarters: number): number {
  // quarter turns in x and what is left, exact for some hundred turns
  const n = Math.floor(x * 0.6366197723675814 + 0.5);
  const r = x - n * 1.5707963267341256 - n * 6.077100506506192e-11;
  const quarter = (((n + quarters) % 4) + 4) % 4;
  const value = quarter % 2 === 0 ? sineOfRest(r) : cosineOfRest(r);
  return quarter < 2 ? value : -value;
}

/** Sine of an angle of some hundred turns at most. */
export const sin = (x: number): number => sine(x, 0);

/** Cosine of an angle of some hundred turns at most. */
export const cos = (x: number): number => sine(x, 1);

/** Angles whose tangents are 0, 1/2, 1 and 3/2, and a right one, with what is lost in writing them. */
const corners = [
  [0, 0],
  [0.4636476090008061, 2.2698777452961687e-17],
  [0.7853981633974483, 3.061616997868383e-17],
  [0.982793723247329, 1.3903311031230998e-17],
  [1.5707963267948966, 6.123233995736766e-17],
] as const;

/** The angle, from 0 to a right one, whose tangent is x ≥ 0. */
export function atan(x: number): number {
  const [corner, r] =
    x < 0.4375
      ? [0, x]
      : x < 0.6875
        ? [1, (2 * x - 1) / (2 + x)]
        : x < 1.1875
          ? [2, (x - 1) / (x + 1)]
          : x < 2.4375
            ? [3, (x - 1.5) / (1 + 1.5 * x)]
            : [4, -1 / x];
  const z = r * r;
  const w = z * z;
  const odd =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 + w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))));
  const even =
    w *
    (-0.19999999999876483 +
      w * (-0.11111110405462356 + w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))));
  const [high, low] = corners[corner];
  return high - (r * (odd + even) - low - r);
}
