import type { Projection } from '../../src/platform/projections/projection.js';
import type { VisitCount } from './counted-visits.js';
import { visitCounts } from './counted-visits.js';
import { joined, left, registered, visited } from './log-of.js';
import { BIRTH } from './recorded.js';
import { projectionSpec } from './projection-spec.js';

const minute = (n: number): Date => new Date(BIRTH + n * 60_000);

test('documents are compared whole, in the order of their ids', () => {
  projectionSpec(visitCounts())
    .given([registered('b'), joined('b', 'a'), visited('c'), left('c')])
    .then([
      { _id: 'a', household: 'a', visits: 1, last: 'coordinator-1', seen: minute(2) },
      { _id: 'b', household: 'b', visits: 1, last: 'coordinator-1', seen: minute(2) },
    ]);
});

test('a document too few is noticed', () => {
  const told = projectionSpec(visitCounts()).given([registered('a')]);
  expect(() => told.then([])).toThrow('toEqual');
});

test('facts of other categories and types are passed over', () => {
  const others = [
    { type: 'Visited', stream: 'case-a', data: { by: 'x' } },
    { type: 'Praised', stream: 'household-a', data: {} },
  ];
  projectionSpec(visitCounts()).given(others).then([]);
});

test('a reducer that changes what it was given is noticed', () => {
  const projection = visitCounts({ before: (fact) => Object.assign(fact.data, { by: 'somebody' }) });
  expect(() => projectionSpec(projection).given([visited('a')])).toThrow(TypeError);
});

test('a reducer with a memory of its own is noticed when facts are delivered again', () => {
  let calls = 0;
  const counting: Projection<VisitCount> = {
    ...visitCounts(),
    fold: () => ({ household: 'a', visits: ++calls, last: null, seen: minute(1) }),
  };
  const told = projectionSpec(counting).given([visited('a')]);
  const once = [{ _id: 'a', household: 'a', visits: 1, last: null, seen: minute(1) }];
  expect(() => told.then(once)).toThrow('toEqual');
});
