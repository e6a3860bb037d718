import type { Fact, Recorded } from '../fact.js';
import type { Body, Projection, ViewDocument } from './projection.js';

type Handlers<D extends ViewDocument, F extends Fact> = {
  readonly [Type in F['type']]?: (
    document: Body<D> | undefined,
    fact: Recorded<Extract<F, { type: Type }>>,
    key: string,
  ) => Body<D> | undefined;
};

/** A projection's `types` and `fold` from one handler per fact type. */
export function reducer<D extends ViewDocument, F extends Fact>(
  handlers: Handlers<D, F>,
): Pick<Projection<D>, 'types' | 'fold'> {
  const byType = handlers as unknown as Record<
    string,
    (document: Body<D> | undefined, fact: Recorded, key: string) => Body<D> | undefined
  >;
  return {
    types: Object.keys(handlers),
    fold: (document, fact, key) => byType[fact.type]?.(document && bodyOf(document), fact, key),
  };
}

/** The entity id of a stream: what stands behind the first dash. */
export function entityOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

function bodyOf<D extends ViewDocument>(document: D): Body<D> {
  const { _id, position, ...body } = document;
  return body as Body<D>;
}
