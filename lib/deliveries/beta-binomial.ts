/** Belief about a share: as if `a` of `a + b` attempts had been seen to go that way. */
export type Beta = { a: number; b: number }

/**
 * How likely it is that at least `k` of `n` attempts go one way when the share is believed to be `beta`: the upper
 * tail of the beta-binomial distribution. Unlike the binomial one it knows that the share itself is not known exactly.
 */
export function tailOf(k: number, n: number, { a, b }: Beta): number {
  if (k <= 0) return 1
  if (k > n) return 0
  let term = Math.exp(logChoose(n, k) + logBeta(k + a, n - k + b) - logBeta(a, b))
  let sum = term
  for (let i = k; i < n; i += 1) {
    term *= ((n - i) / (i + 1)) * ((i + a) / (n - i - 1 + b))
    sum += term
    if (term < sum * NEGLIGIBLE && i > ((a / (a + b)) * n)) break
  }
  return Math.min(1, sum)
}

const NEGLIGIBLE = 1e-12

/** Lower end of the Wilson interval of a share: what it is at least, by 99 in 100. */
export function wilsonLow(k: number, n: number): number {
  if (n === 0) return 0
  const share = k / n
  const z2 = Z_99 * Z_99
  const middle = share + z2 / (2 * n)
  const half = Z_99 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  return Math.max(0, (middle - half) / (1 + z2 / n))
}

const Z_99 = 2.576

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/** Lanczos' approximation with g = 7 and nine terms, good to fifteen digits for positive numbers. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const [first = 0, ...rest] = LANCZOS
  const t = x + 6.5
  const series = rest.reduce((sum, term, index) => sum + term / (x + index), first)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series)
}

const LANCZOS = [
  0.999_999_999_999_809_9, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
]
