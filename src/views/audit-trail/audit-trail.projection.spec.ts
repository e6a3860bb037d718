import type { GivenFact } from '../../../test/support/recorded.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { TrailLine } from './audit-trail.projection.js';
import { auditTrailProjection } from './audit-trail.projection.js';
import { sentencesByCategory } from './sentences-by-category.js';

const everyType = Object.entries(sentencesByCategory).flatMap(([category, sentences]) =>
  Object.keys(sentences).map((type) => [type, category] as const),
);

const at = (recordedAt: string) => ({ recordedAt, townCode: '341881101', villageCode: '341881101201' });

function told(type: string, stream: string, metadata: GivenFact['metadata'] = {}): GivenFact {
  return { type, stream, data: {}, metadata };
}

/** The line of the n-th fact of a log, the first of its stream unless told otherwise. */
function line(n: number, given: Pick<TrailLine, 'stream' | 'type'> & Partial<TrailLine>): TrailLine {
  return { position: n, revision: 0, actor: 'officer-1', late: false, ...given };
}

test.each(everyType)('a fact %s of a %s becomes one line', (type, category) => {
  const stream = `${category}-1`;
  const recordedAt = '2026-09-10T01:20:00.000Z';
  projectionSpec(auditTrailProjection)
    .given([told(type, stream, at(recordedAt))])
    .then([
      {
        _id: `341881101|2026-09-10T09:20:00|${stream}`,
        town: '341881101',
        day: '2026-09-10',
        slot: '09:20:00',
        lines: [line(1, { type, stream, village: '341881101201' })],
      },
    ]);
});

test('every fact type this release has a sentence for is on the trail', () => {
  expect([...auditTrailProjection.types].sort()).toEqual([...new Set(everyType.map(([type]) => type))].sort());
});

test('facts of one stream and the same second share a bucket, in the order of the log', () => {
  const first = '2026-09-10T01:00:29.000Z';
  const last = '2026-09-10T01:00:29.999Z';
  const next = '2026-09-10T01:00:30.000Z';
  const place = { town: '341881101', day: '2026-09-10' };
  const one = { village: '341881101201', stream: 'household-h-1' };
  const other = { village: '341881101201', stream: 'household-h-2' };
  projectionSpec(auditTrailProjection)
    .given([
      told('HouseholdRegistered', 'household-h-1', at(first)),
      told('HouseholdRegistered', 'household-h-2', at(last)),
      told('HeadChanged', 'household-h-1', at(last)),
      told('HeadChanged', 'household-h-1', at(next)),
    ])
    .then([
      {
        ...place,
        _id: '341881101|2026-09-10T09:00:29|household-h-1',
        slot: '09:00:29',
        lines: [
          line(1, { ...one, type: 'HouseholdRegistered' }),
          line(3, { ...one, type: 'HeadChanged', revision: 1 }),
        ],
      },
      {
        ...place,
        _id: '341881101|2026-09-10T09:00:29|household-h-2',
        slot: '09:00:29',
        lines: [line(2, { ...other, type: 'HouseholdRegistered' })],
      },
      {
        ...place,
        _id: '341881101|2026-09-10T09:00:30|household-h-1',
        slot: '09:00:30',
        lines: [line(4, { ...one, type: 'HeadChanged', revision: 2 })],
      },
    ]);
});

test('a fact of no town stands with the city, without a village', () => {
  const recordedAt = '2026-09-10T01:20:00.000Z';
  projectionSpec(auditTrailProjection)
    .given([told('AuditOrderIssued', 'city', { recordedAt })])
    .then([
      {
        _id: 'city|2026-09-10T09:20:00|city',
        town: 'city',
        day: '2026-09-10',
        slot: '09:20:00',
        lines: [line(1, { type: 'AuditOrderIssued', stream: 'city' })],
      },
    ]);
});

test('a late entry stands where it was recorded, known as late, with who wrote it', () => {
  const recordedAt = '2026-09-10T16:30:00.000Z';
  const occurredAt = '2026-09-02T02:00:00.000Z';
  const author = { actorId: 'u-2', actorRole: 'COORDINATOR', actorOrg: '341881101201' };
  projectionSpec(auditTrailProjection)
    .given([told('PatrolVisitRecorded', 'household-h-1', { recordedAt, occurredAt, lateEntry: 'true', ...author })])
    .then([
      {
        _id: 'city|2026-09-11T00:30:00|household-h-1',
        town: 'city',
        day: '2026-09-11',
        slot: '00:30:00',
        lines: [line(1, { type: 'PatrolVisitRecorded', stream: 'household-h-1', late: true, actor: 'u-2' })],
      },
    ]);
});
