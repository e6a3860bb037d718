import type { Fact, Recorded } from '../fact.js';

/** One Chinese audit sentence per fact type, made of codes, dates and counts alone. */
export type Sentences<F extends Fact> = {
  readonly [Type in F['type']]: (data: Extract<F, { type: Type }>['data']) => string;
};

type SomeSentences = Readonly<Record<string, (data: never) => string>>;

/**
 * What a clerk would read aloud, rendered from the fact itself. A fact whose content cannot be read still happened: its
 * line stands, with who and when.
 */
export function sentenceIn(sentences: SomeSentences | undefined, { type, data }: Recorded): string {
  const sentence = sentences?.[type];
  if (!sentence) return `（本版本不认识的事实 ${type}）`;
  try {
    return sentence(data as never);
  } catch {
    return `（事实 ${type} 的内容无法读取）`;
  }
}

/** 分 as 元 with two places. */
export function yuan(money: number): string {
  return (money / 100).toFixed(2);
}
