import { TOWN, VILLAGE, calledIn, opened, reported, visited } from '../../../test/support/cases.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { HotlineDocument } from './hotline.projection.js';
import { hotlineProjection } from './hotline.projection.js';

const day = (n: number) => `2026-09-0${n}T00:00:00.000Z`;

/** The n-th fact happens on the n-th of September. */
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(hotlineProjection).given(
    facts.map((fact, n) => recordedFact({ fact, at: day(n + 1) }, n, 'case-k-1')),
  );
const responded: CaseFact = { type: 'FirstResponseMade', data: { how: 'PHONE', by: 'u', helpNeeded: true } };
const clock = { kind: 'FIRST_RESPONSE', startedAt: day(1) } as const;
const line = (changes: Partial<HotlineDocument> = {}): Told<HotlineDocument> => ({
  _id: 'k-1',
  town: TOWN,
  village: VILLAGE,
  channel: 'H12345',
  callNo: 'n-1',
  callAt: day(1),
  clocks: [clock],
  open: true,
  ...changes,
});
/** A call has no village before it is a clue. */
const logged = (changes: Partial<HotlineDocument> = {}): Told<HotlineDocument> => {
  const { village: _, ...rest } = line(changes);
  return rest;
};
const closed = (on: number) => ({ clocks: [{ ...clock, closedAt: day(on), closedUnder: '0' }], open: false });

test('a call waits for its first response, the first one recorded', () => {
  life(calledIn()).then([logged()]);
  life(calledIn(), reported({ urgencyHint: 'URGENT' }), opened()).then([line()]);
  const answer = { how: 'PHONE', at: day(2), factId: factId(1) };
  life(calledIn(), responded).then([logged({ ...closed(2), answer })]);
  life(calledIn(), responded, reported(), visited()).then([line({ ...closed(2), answer })]);
});

test('a call about somebody of another town is that town’s from its clue on, whatever the facts after it say of places', () => {
  const elsewhere = { town: '341881102', village: '341881102203' };
  const told = reported({ townCode: elsewhere.town, villageCode: elsewhere.village, urgencyHint: 'URGENT' });
  life(calledIn(), told).then([line(elsewhere)]);
  life(calledIn(), told, opened()).then([line(elsewhere)]);
});

test('an emergency is worked in the village where it happens', () => {
  const place = '341881100202';
  life(calledIn(), reported({ urgencyHint: 'URGENT' }), opened({ placeOfEmergency: place })).then([
    line({ village: place }),
  ]);
});

test('whoever stood at the door or brought money has answered', () => {
  life(calledIn(), reported(), visited()).then([
    line({ ...closed(3), answer: { how: 'VISIT', at: day(3), factId: factId(2) } }),
  ]);
  const aid: CaseFact = {
    type: 'EmergencyAidDisbursed',
    data: { measureId: 'm-1', beneficiaries: ['m-head'], money: 60_000, method: 'CASH', limit: 100_000 },
  };
  life(calledIn(), reported(), aid).then([
    line({ ...closed(3), answer: { how: 'AID', at: day(3), factId: factId(2) } }),
  ]);
});

test('a call that turns out to be no need was answered by nobody, and a clue that was never called in has no line', () => {
  const rejected: CaseFact = { type: 'ClueRejected', data: { reason: 'UNFOUNDED', text: box('x', 'k-1') } };
  life(calledIn(), reported(), rejected).then([line(closed(3))]);
  life(reported({ urgencyHint: 'URGENT' }), responded).then([]);
});

test('a correction of the first response is shown where that answered the call, and not where somebody stood at the door', () => {
  const right = (index: number): CaseFact => ({
    type: 'FactCorrected',
    data: {
      proposalId: 'y-1',
      corrects: factId(index),
      correctsType: 'FirstResponseMade',
      corrected: { how: 'MESSAGE' },
      reason: box('mistyped', 'k-1'),
      proposedBy: 'u-officer',
    },
  });
  const answer = { how: 'MESSAGE', at: day(2), factId: factId(1) };
  life(calledIn(), responded, right(1)).then([logged({ ...closed(2), answer })]);
  const visit = { how: 'VISIT', at: day(2), factId: factId(1) };
  life(calledIn(), visited(), responded, right(2)).then([logged({ ...closed(2), answer: visit })]);
});
