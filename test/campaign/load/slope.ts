export interface Sample {
  readonly hours: number;
  readonly value: number;
}

export interface Slope {
  /** Least squares, per hour. */
  readonly perHour: number;
  /** Half the width of its 95 % confidence interval; infinite for fewer than three samples. */
  readonly uncertainty: number;
}

/** How steeply a value rises, and how sure one can be of it: a handful of noisy samples proves nothing. */
export function slopeOf(samples: readonly Sample[]): Slope {
  const count = samples.length;
  const meanHours = mean(samples.map(({ hours }) => hours));
  const meanValue = mean(samples.map(({ value }) => value));
  const spread = sum(samples.map(({ hours }) => (hours - meanHours) ** 2));
  if (count < 3 || spread === 0) return { perHour: 0, uncertainty: Infinity };
  const perHour = sum(samples.map(({ hours, value }) => (hours - meanHours) * (value - meanValue))) / spread;
  const residues = samples.map(({ hours, value }) => value - meanValue - perHour * (hours - meanHours));
  const deviation = Math.sqrt(sum(residues.map((residue) => residue ** 2)) / (count - 2) / spread);
  return { perHour, uncertainty: studentOf(count - 2) * deviation };
}

/** 97.5 % quantile of Student's distribution, within 1 % from two degrees of freedom upwards (Hill's expansion). */
function studentOf(freedom: number): number {
  const z = 1.959964;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const exact: Readonly<Record<number, number>> = { 1: 12.706, 2: 4.303, 3: 3.182 };
  return exact[freedom] ?? z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
