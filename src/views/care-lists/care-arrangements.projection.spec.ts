import { TOWN, VILLAGE } from '../../../test/support/cases.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { CareArrangementDocument } from './care-arrangements.projection.js';
import { careArrangementsProjection } from './care-arrangements.projection.js';

const words = box('words', 'k-1');
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(careArrangementsProjection).given(
    facts.map((fact, index) => {
      const { metadata, ...rest } = recordedFact({ fact }, index, 'case-k-1');
      return { ...rest, metadata: { ...metadata, townCode: TOWN, villageCode: VILLAGE } };
    }),
  );
const memberId = 'm-head';
const asked = (on = '2026-09-03', level: 'PARTIAL' | 'NONE' = 'PARTIAL'): CaseFact => ({
  type: 'CentralCareOffered',
  data: { memberId, householdRef: 'h-1', level, institution: words, on },
});
const consent = { memberId, by: 'SELF', evidence: [], on: '2026-09-04' };
const accepted: CaseFact = { type: 'CentralCareAccepted', data: consent };
const declined: CaseFact = { type: 'CentralCareDeclined', data: { ...consent, agreementDueOn: '2026-09-11' } };
const placed: CaseFact = { type: 'CentralCarePlaced', data: { memberId, institution: words, on: '2026-09-05' } };
const left: CaseFact = { type: 'CentralCareLeft', data: { memberId, reason: 'OWN_WISH', on: '2026-09-06' } };
const signed = (agreementId = 'g-1', from = '2026-09-08'): CaseFact => ({
  type: 'CareAgreementSigned',
  data: {
    agreementId,
    memberId,
    level: 'NONE',
    carer: { carerId: 'p-1', kind: 'NEIGHBOUR', name: box('carer', 'p-1') },
    services: ['MEALS'],
    frequency: 'DAILY',
    witness: words,
    evidence: [],
    on: from,
    until: '2027-09-07',
  },
});
const ended: CaseFact = {
  type: 'CareAgreementEnded',
  data: { agreementId: 'g-1', memberId, reason: 'BREACH', on: '2026-11-05' },
};
const seen = (on: string, agreementId = 'g-1', finding = 'KEPT'): CaseFact => ({
  type: 'CareFollowUpRecorded',
  data: { agreementId, memberId, finding, on, text: words },
});
const line = (changes: Partial<CareArrangementDocument> = {}): Told<CareArrangementDocument> => ({
  _id: 'k-1_m-head',
  caseId: 'k-1',
  memberId,
  town: TOWN,
  village: VILLAGE,
  householdRef: 'h-1',
  level: 'PARTIAL',
  stage: 'OFFERED',
  since: '2026-09-03',
  followedMonths: [],
  ...changes,
});
const agreement = {
  agreementId: 'g-1',
  carerKind: 'NEIGHBOUR',
  services: ['MEALS'],
  frequency: 'DAILY',
  from: '2026-09-08',
  until: '2027-09-07',
};
const alone = { stage: 'DECLINED', since: '2026-09-04', agreementDueOn: '2026-09-11' } as const;

test('central care stands where its last step left it', () => {
  life(asked()).then([line()]);
  life(asked(), accepted).then([line({ stage: 'ACCEPTED', since: '2026-09-04' })]);
  life(asked(), accepted, placed).then([line({ stage: 'PLACED', since: '2026-09-05' })]);
  life(asked(), accepted, placed, left).then([line({ stage: 'LEFT', since: '2026-09-06' })]);
  life(asked(), accepted, placed, left, asked('2026-09-07', 'NONE')).then([
    line({ level: 'NONE', since: '2026-09-07' }),
  ]);
  life(accepted).then([]);
});

test('an agreement has its term, whoever went to see, and its end', () => {
  life(asked(), declined).then([line(alone)]);
  life(asked(), declined, signed()).then([line({ ...alone, level: 'NONE', agreement })]);
  const followed = {
    followedMonths: ['2026-09', '2026-10'],
    lastFollowUp: { on: '2026-10-05', finding: 'KEPT', factId: factId(3) },
  };
  const visits = [seen('2026-10-05'), seen('2026-09-20', 'g-1', 'PARTLY'), seen('2026-09-25', 'g-1', 'PARTLY')];
  life(asked(), declined, signed(), ...visits).then([line({ ...alone, level: 'NONE', agreement, ...followed })]);
  const over = { ...agreement, endedOn: '2026-11-05' };
  life(asked(), declined, signed(), ...visits, ended).then([
    line({ ...alone, level: 'NONE', agreement: over, ...followed }),
  ]);
});

test('an agreement goes on while he is asked again', () => {
  const followed = {
    followedMonths: ['2026-10'],
    lastFollowUp: { on: '2026-10-05', finding: 'KEPT', factId: factId(3) },
  };
  life(asked(), declined, signed(), seen('2026-10-05'), asked('2026-11-01', 'NONE')).then([
    line({ ...alone, ...followed, level: 'NONE', stage: 'OFFERED', since: '2026-11-01', agreement }),
  ]);
});

test('the next agreement begins its own count, and what is said of an earlier one changes nothing', () => {
  const next = { ...agreement, agreementId: 'g-2', from: '2026-11-06' };
  const told = [asked(), declined, signed(), seen('2026-10-05'), signed('g-2', '2026-11-06')];
  life(...told).then([line({ ...alone, level: 'NONE', agreement: next })]);
  life(...told, seen('2026-11-01'), ended).then([line({ ...alone, level: 'NONE', agreement: next })]);
});

test('a corrected follow-up is shown where it was the last one, and not where another was', () => {
  const right = (index: number): CaseFact => ({
    type: 'FactCorrected',
    data: {
      proposalId: 'y-1',
      corrects: factId(index),
      correctsType: 'CareFollowUpRecorded',
      about: memberId,
      corrected: { finding: 'PARTLY' },
      reason: words,
      proposedBy: 'u-officer',
    },
  });
  const told = [asked(), declined, signed(), seen('2026-09-20'), seen('2026-10-05')];
  const followed = (finding: string) => ({
    followedMonths: ['2026-09', '2026-10'],
    lastFollowUp: { on: '2026-10-05', finding, factId: factId(4) },
  });
  life(...told, right(4)).then([line({ ...alone, level: 'NONE', agreement, ...followed('PARTLY') })]);
  life(...told, right(3)).then([line({ ...alone, level: 'NONE', agreement, ...followed('KEPT') })]);
});
