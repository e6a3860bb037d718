import { slopeOf } from './slope.js';

const along = (values: readonly number[]) => values.map((value, index) => ({ hours: index / 10, value }));

describe('the slope of samples', () => {
  it('is exact, and certain, for a straight line', () => {
    const { perHour, uncertainty } = slopeOf(along([5, 6, 7, 8]));
    expect([perHour.toFixed(9), uncertainty.toFixed(9)]).toEqual(['10.000000000', '0.000000000']);
  });

  it('is as uncertain as its samples are noisy and few', () => {
    // By hand: slope 0.8 per sample, residues 0.2 −0.6 0.6 −0.2, deviation √(0.8/2/5), t(2) = 4.303.
    const { perHour, uncertainty } = slopeOf(along([1, 1, 3, 3]));
    expect([perHour.toFixed(6), uncertainty.toFixed(4)]).toEqual(['8.000000', (43.03 * Math.sqrt(0.08)).toFixed(4)]);
  });

  it('knows the quantiles of few and of many samples', () => {
    const noisy = (count: number) => along(Array.from({ length: count }, (_, n) => n % 2));
    const width = (count: number) => {
      const samples = noisy(count);
      const { perHour, uncertainty } = slopeOf(samples);
      const middle = (count - 1) / 20;
      const spread = samples.reduce((total, { hours }) => total + (hours - middle) ** 2, 0);
      const residues = samples.reduce(
        (total, { hours, value }) => total + (value - 0.5 - perHour * (hours - middle)) ** 2,
        0,
      );
      return uncertainty / Math.sqrt(residues / (count - 2) / spread);
    };
    expect([6, 12, 42].map((count) => width(count).toFixed(2))).toEqual(['2.77', '2.23', '2.02']);
  });

  it('is not known from two samples', () => {
    expect(slopeOf(along([1, 2]))).toEqual({ perHour: 0, uncertainty: Infinity });
  });
});
