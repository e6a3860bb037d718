import { recorded } from '../../../test/support/recorded.js';
import type { Recorded } from '../fact.js';
import { UnreadableFact } from '../rule-broken.js';
import type { UpcastChains } from './upcast.js';
import { inCurrentVersion, isKnownVersion, labelOf, schemaVersionOf, typeIn } from './upcast.js';

/** 走访 once counted who came, then named them, then said whom they met. */
const chains: UpcastChains = {
  Visited: [
    ({ count }: { count: number }) => ({ visitors: [...new Array<string>(count).keys()].map((n) => `c-${n + 1}`) }),
    ({ visitors }: { visitors: readonly string[] }) => ({ visitors, met: [] }),
  ],
};

function fact(type: string, schemaVersion: string, data: object = {}): Recorded {
  const [only] = recorded([{ type, stream: 'household-a', data, metadata: { schemaVersion } }]);
  if (!only) throw new Error('no fact');
  return only;
}

test('a fact of every earlier version is told in the present one, its envelope with it', () => {
  const told = { visitors: ['c-1', 'c-2'], met: [] };
  expect(
    [fact('Visited', '1', { count: 2 }), fact('Visited', '2', { visitors: ['c-1', 'c-2'] })].map((older) =>
      inCurrentVersion(older, chains),
    ),
  ).toEqual([fact('Visited', '3', told), fact('Visited', '3', told)]);
});

test('what is stored stays as it is', () => {
  const stored = fact('Visited', '1', { count: 2 });
  inCurrentVersion(stored, chains);
  expect(stored).toEqual(fact('Visited', '1', { count: 2 }));
});

test.each([fact('Visited', '3', { visitors: [], met: [] }), fact('Left', '1'), fact('constructor', '1')])(
  'a fact of the present version is handed on untouched',
  (present) => {
    expect(inCurrentVersion(present, chains)).toBe(present);
  },
);

test.each(['4', '0', '-1', '1.5', '', 'two'])(
  'a fact of version "%s" becomes a type that nobody handles',
  (version) => {
    const unknown = fact('Visited', version, { anything: 1 });
    expect(isKnownVersion(unknown, chains)).toBe(false);
    expect(inCurrentVersion(unknown, chains)).toEqual({ ...unknown, type: `Visited(v${version})` });
  },
);

test('the label of a type is written once, and taken off again', () => {
  const unknown = inCurrentVersion(fact('Left', '2'), chains);
  expect([labelOf(fact('Left', '1')), labelOf(unknown), typeIn(labelOf(unknown)), typeIn('Left')]).toEqual([
    'Left(v1)',
    'Left(v2)',
    'Left',
    'Left',
  ]);
});

test('an older fact that is not of its version is named by its place', () => {
  expect(() => inCurrentVersion(fact('Visited', '1', { count: -1 }), chains)).toThrow(UnreadableFact);
  expect(() => inCurrentVersion(fact('Visited', '1', { count: -1 }), chains)).toThrow(
    '流 household-a 第 0 版的事实 Visited 无法读取',
  );
});

test('a type is written in the version its last step leads to', () => {
  expect(['Visited', 'Left', 'constructor'].map((type) => schemaVersionOf(type, chains))).toEqual(['3', '1', '1']);
  expect(schemaVersionOf('Visited')).toBe('1');
});
