import { TOWN, VILLAGE, calledIn, opened, reported, verified } from '../../../test/support/cases.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { CorrectedFields } from '../../platform/change/correction.js';
import { clueInboxProjection } from './clue-inbox.projection.js';

/** The n-th fact happens on the n-th of September and is written down the day after. */
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(clueInboxProjection).given(
    facts.map((fact, n) => recordedFact({ fact, at: day(n + 1), recordedAt: day(n + 2) }, n, 'case-k-1')),
  );
const day = (n: number) => `2026-09-0${n}T00:00:00.000Z`;

const words = box('right', 'k-1');
const { townCode: _, ...call } = calledIn().data;
const { townCode: __, villageCode: ___, ...clue } = reported().data;

test('a call waits without a village until it becomes a clue, and keeps when it came in', () => {
  const waiting = { _id: 'k-1', town: TOWN, urgency: 'NORMAL', receivedAt: day(2), call };
  life(calledIn()).then([waiting]);
  const response: CaseFact = { type: 'FirstResponseMade', data: { how: 'DOOR', by: 'u', helpNeeded: true } };
  const urgent = reported({ urgencyHint: 'URGENT' });
  life(calledIn(), response, urgent).then([
    {
      ...waiting,
      village: VILLAGE,
      urgency: 'URGENT',
      response: { at: day(2), recordedAt: day(3) },
      clue: { ...clue, urgencyHint: 'URGENT', reportedAt: day(4) },
    },
  ]);
});

test('a clue waits with its endorsement and its last verification', () => {
  life(reported(), { type: 'ClueEndorsed', data: { endorser: 's-1' } }, verified('PARTLY'), verified()).then([
    {
      _id: 'k-1',
      town: TOWN,
      village: VILLAGE,
      urgency: 'NORMAL',
      receivedAt: day(2),
      clue: { ...clue, reportedAt: day(2) },
      endorsedBy: 's-1',
      verified: { result: 'CONFIRMED', needsListing: false, at: day(4) },
    },
  ]);
});

const endings: readonly CaseFact[] = [
  { type: 'ClueRejected', data: { reason: 'OTHER', text: reported().data.text } },
  { type: 'ClueMarkedDuplicate', data: { ofCaseRef: 'k-2' } },
  opened(),
  { type: 'CaseClosedWithoutNeed', data: { reason: 'NO_NEED', text: reported().data.text } },
];

test.each(endings)('after $type nothing waits any more', (ending) => {
  life(reported(), ending).then([]);
});

test('what was mistyped of a call or a clue is shown as it was corrected', () => {
  const right = (index: number, correctsType: string, corrected: CorrectedFields): CaseFact => ({
    type: 'FactCorrected',
    data: {
      proposalId: 'p-1',
      corrects: factId(index),
      correctsType,
      corrected,
      reason: words,
      proposedBy: 'u-officer',
    },
  });
  const waiting = { _id: 'k-1', town: TOWN, urgency: 'NORMAL', receivedAt: day(2) };
  const number = right(0, 'HotlineCallReceived', { callNo: 'n-2' });
  life(calledIn(), number).then([{ ...waiting, call: { ...call, callNo: 'n-2' } }]);
  const clueAs = (told: object) => ({ ...waiting, village: VILLAGE, clue: { ...clue, reportedAt: day(2), ...told } });
  const told = { source: 'SWEEP', needs: ['MEDICAL'], text: words };
  life(reported(), right(0, 'ClueReported', told)).then([clueAs(told)]);
  life(reported(), right(0, 'UrgencyAssessed', { basis: words })).then([clueAs({})]);
});

test('every fact that the view follows is told here', () => {
  const told = [
    'HotlineCallReceived',
    'FirstResponseMade',
    'ClueReported',
    'ClueEndorsed',
    'ClueVerified',
    'FactCorrected',
  ];
  expect([...told, ...endings.map(({ type }) => type)].sort()).toEqual([...clueInboxProjection.types].sort());
});
