import type { AccessFact } from '../../platform/access/access-facts.js';
import type { GivenFact } from '../../../test/support/recorded.js';
import { testId } from '../../../test/support/recorded.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { AccessDocument } from './access-history.projection.js';
import { accessHistoryProjection } from './access-history.projection.js';

const recordedAt = '2026-09-10T01:20:00.000Z';

function told(fact: AccessFact): GivenFact {
  return { ...fact, stream: 'access-2026-09-10', metadata: { recordedAt } };
}

/** The n-th access; what its fact does not say is empty. */
function access(n: number, type: AccessFact['type'], said: Partial<AccessDocument>): Told<AccessDocument> {
  return {
    _id: testId('event', n),
    at: recordedAt,
    type,
    actor: 'officer-1',
    role: 'OFFICER',
    org: '341881101',
    subjects: [],
    fields: [],
    operation: '',
    kind: '',
    purpose: '',
    purposeRef: '',
    channel: '',
    ...said,
  };
}

const viewed: AccessFact = {
  type: 'SensitiveDataViewed',
  data: {
    operation: 'GET /v1/roster',
    subjects: ['h-1', 'h-2'],
    fields: ['name', 'idNo'],
    kind: 'revealed',
    purposeCode: 'VISIT_TASK',
    purposeRef: 'task-7',
    resultCount: 2,
    channel: 'web',
  },
};

const accesses: readonly (readonly [string, AccessFact, Partial<AccessDocument>])[] = [
  [
    'somebody saw particulars',
    viewed,
    {
      operation: 'GET /v1/roster',
      subjects: ['h-1', 'h-2'],
      fields: ['name', 'idNo'],
      kind: 'revealed',
      purpose: 'VISIT_TASK',
      purposeRef: 'task-7',
      channel: 'web',
    },
  ],
  [
    'somebody was refused',
    { type: 'AccessDenied', data: { operation: 'GET /v1/roster', reason: 'scope', subjects: ['h-1'] } },
    { operation: 'GET /v1/roster', subjects: ['h-1'] },
  ],
  [
    'a history was replayed',
    { type: 'CaseHistoryReplayed', data: { stream: 'household-h-1', purposeRef: 'order-3', subjects: ['h-1'] } },
    { purposeRef: 'order-3', subjects: ['h-1'] },
  ],
  [
    'a page was exported, named by its view',
    {
      type: 'PageExported',
      data: {
        view: 'roster',
        filters: { town: '1' },
        rows: 2,
        contentHash: 'f',
        whole: true,
        subjects: ['h-1', 'h-2'],
      },
    },
    { operation: 'roster', subjects: ['h-1', 'h-2'] },
  ],
  [
    'evidence was opened',
    { type: 'EvidenceOpened', data: { sha256: 'abc', subjects: ['h-1'] } },
    { subjects: ['h-1'] },
  ],
  [
    'an emergency grant was opened',
    { type: 'BreakGlassOpened', data: { grantId: 'g-1', until: '2026-09-11T01:20:00.000Z', subjects: ['h-1'] } },
    { subjects: ['h-1'] },
  ],
  ['an emergency grant was closed', { type: 'BreakGlassClosed', data: { grantId: 'g-1' } }, {}],
];

test.each(accesses)('%s: one document with what the fact says', (_, fact, said) => {
  projectionSpec(accessHistoryProjection)
    .given([told(fact)])
    .then([access(1, fact.type, said)]);
});

test('the accesses told here are all the fact types of the history', () => {
  expect(accesses.map(([, { type }]) => type).sort()).toEqual([...accessHistoryProjection.types].sort());
});

test('the same look taken twice is two accesses', () => {
  const said = accesses[0]?.[2] ?? {};
  projectionSpec(accessHistoryProjection)
    .given([told(viewed), told(viewed)])
    .then([access(1, 'SensitiveDataViewed', said), access(2, 'SensitiveDataViewed', said)]);
});

test('an emergency grant of the city itself is no access', () => {
  projectionSpec(accessHistoryProjection)
    .given([{ type: 'BreakGlassClosed', data: { grantId: 'g-1' }, stream: 'city' }])
    .then([]);
});
