import type { Fact } from '../fact.js';

/** One Chinese audit sentence per fact type, made of codes, dates and counts alone. */
export type Sentences<F extends Fact> = {
  readonly [Type in F['type']]: (data: Extract<F, { type: Type }>['data']) => string;
};

/** 分 as 元 with two places. */
export function yuan(money: number): string {
  return (money / 100).toFixed(2);
}
