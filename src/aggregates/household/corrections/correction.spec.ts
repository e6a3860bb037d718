import type { Told } from '../../../../test/support/given-when-then.js';
import { bureau, factId, given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import { box, listing, member, registeredHousehold } from '../../../../test/support/people.js';
import { householdSentences } from '../household.events.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { ApproveCorrection, approveCorrection } from './approve-correction.js';
import { correctable } from './correctable.js';
import type { CorrectedFields } from '../../../platform/change/correction.js';
import { ProposeCorrection, proposeCorrection } from './propose-correction.js';
import { RejectCorrection, rejectCorrection } from './reject-correction.js';

const [REGISTERED, ADDED, REMOVED, RETURNED, LISTED, DELISTED, RELISTED] = [0, 1, 2, 3, 4, 5, 6].map(factId);
const son = member('m-son', { relation: 'CHILD' });
const now = '2026-10-20T04:00:00.000Z';
const life: readonly Told<HouseholdFact>[] = [
  { fact: registeredHousehold() },
  { fact: { type: 'MemberAdded', data: { member: son, on: '2026-09-03' } } },
  { fact: { type: 'MemberRemoved', data: { memberId: 'm-son', reason: 'MOVED_AWAY', on: '2026-09-10' } } },
  { fact: { type: 'MemberAdded', data: { member: son, on: '2026-10-05' } } },
  { fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-09-04' }) } },
  { fact: { type: 'HouseholdDelisted', data: { on: '2026-09-20', reason: 'RECOVERED' } } },
  { fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-10-02' }) } },
];
const proposing = (corrects: string | undefined, corrected: CorrectedFields) =>
  new ProposeCorrection('h-1', 'p-1', corrects ?? '', corrected, box('why'));
const proposed = (corrects: string | undefined, corrected: CorrectedFields, told = life) =>
  given(household, told).when(proposeCorrection, proposing(corrects, corrected), { now });
const correction = (correctsType: string, corrects: string | undefined, corrected: CorrectedFields) => ({
  proposalId: 'p-1',
  corrects: corrects ?? '',
  correctsType,
  corrected,
  reason: box('why'),
});
const stateAfter = (type: string, corrects: string | undefined, corrected: CorrectedFields) => {
  const data = { ...correction(type, corrects, corrected), proposedBy: 'u-officer' };
  return given(household, [...life, { fact: { type: 'FactCorrected', data } }]).state;
};

describe('proposing a correction', () => {
  it('names the fact, its type, what is right and why', () => {
    proposed(LISTED, { listedOn: '2026-09-05' }).then([
      { type: 'CorrectionProposed', data: correction('HouseholdListedAsKey', LISTED, { listedOn: '2026-09-05' }) },
    ]);
  });

  it('is refused for a fact this household does not have', () => {
    proposed(factId(99), { on: '2026-09-05' }).thenRefused('no-such-fact', '/corrects');
  });

  it('is refused for a kind of fact with its own way of being put right', () => {
    const visitProposal: Told<HouseholdFact> = {
      fact: {
        type: 'MonthlyVisitMissed',
        data: { deadlineId: 'd', month: '2026-09', dueAt: now, responsible: [], attempts: 0 },
      },
    };
    proposed(factId(7), { on: '2026-09-05' }, [...life, visitProposal]).thenRefused('not-correctable', '/corrects');
  });

  it('is refused for a field that the fact has not or that names somebody', () => {
    proposed(LISTED, { on: '2026-09-05' }).thenRefused('not-correctable', '/corrected/on');
    proposed(REMOVED, { memberId: 'm-head' }).thenRefused('not-correctable', '/corrected/memberId');
  });

  it('is refused for a code that this fact does not know', () => {
    proposed(DELISTED, { reason: 'MARRIAGE' }).thenRefused('not-a-code', '/corrected/reason');
    proposed(REMOVED, { reason: 'MARRIAGE' }).then([
      { type: 'CorrectionProposed', data: correction('MemberRemoved', REMOVED, { reason: 'MARRIAGE' }) },
    ]);
  });

  it('is refused without a reason, without anything to correct, and without a category left', () => {
    given(household, life)
      .when(proposeCorrection, new ProposeCorrection('h-1', 'p-1', LISTED ?? '', { kinFlag: true }, undefined))
      .thenRefused('text-needed', '/reason');
    proposed(LISTED, {}).thenRefused('nothing-corrected', '/corrected');
    proposed(LISTED, { categoryCodes: [] }).thenRefused('listing-needs-category', '/corrected/categoryCodes');
  });

  it('another reason for a delisting wants a text here too', () => {
    proposed(DELISTED, { reason: 'OTHER' }).thenRefused('text-needed', '/corrected/text');
    expect(proposed(DELISTED, { reason: 'OTHER', text: box('why') }).facts()).toHaveLength(1);
  });

  it('a corrected day has happened and lies within the system’s time (I-22)', () => {
    proposed(RELISTED, { listedOn: '2026-10-21' }).thenRefused('I-22', '/corrected/listedOn');
    proposed(LISTED, { listedOn: '2020-12-31' }).thenRefused('I-22', '/corrected/listedOn');
  });

  it.each([
    ['a listing before the one before it ended', RELISTED, { listedOn: '2026-09-19' }, { listedOn: '2026-09-20' }],
    ['a listing after its own end', LISTED, { listedOn: '2026-09-21' }, { listedOn: '2026-09-20' }],
    ['a delisting before its listing', DELISTED, { on: '2026-09-03' }, { on: '2026-09-04' }],
    ['a delisting after the next listing', DELISTED, { on: '2026-10-03' }, { on: '2026-10-02' }],
    ['a member before the household was registered', ADDED, { on: '2026-08-31' }, { on: '2026-09-01' }],
    ['a member after he left', ADDED, { on: '2026-09-11' }, { on: '2026-09-10' }],
    ['a member back before he left', RETURNED, { on: '2026-09-09' }, { on: '2026-09-10' }],
    ['a member gone before he came', REMOVED, { on: '2026-09-02' }, { on: '2026-09-03' }],
    ['a member gone after he was back', REMOVED, { on: '2026-10-06' }, { on: '2026-10-05' }],
  ])('%s is refused, on the very day it is accepted', (_, fact, wrong, right) => {
    proposed(fact, wrong).thenRefused('out-of-order', `/corrected/${Object.keys(wrong).join('')}`);
    expect(proposed(fact, right).facts()).toHaveLength(1);
  });

  it('what was said anew since is not put right in the older fact', () => {
    const adjusted: Told<HouseholdFact> = {
      fact: { type: 'KeyListingAdjusted', data: { changed: { kinFlag: true }, reason: box('a') } },
    };
    const moved: Told<HouseholdFact> = {
      fact: { type: 'AddressChanged', data: { address: box('new'), on: '2026-10-06', groupNo: '07' } },
    };
    const later = [...life, adjusted, moved];
    proposed(RELISTED, { kinFlag: false }, later).thenRefused('changed-since', '/corrected/kinFlag');
    expect(proposed(RELISTED, { inDifficulty: false }, later).facts()).toHaveLength(1);
    proposed(REGISTERED, { groupNo: '02' }, later).thenRefused('changed-since', '/corrected/groupNo');
    expect(proposed(factId(8), { groupNo: '02' }, later).facts()).toHaveLength(1);
    expect(proposed(REGISTERED, { groupNo: '02' }).facts()).toHaveLength(1);
  });
});

describe('the value of a corrected field', () => {
  it.each([
    ['on', DELISTED, '2026-02-30'],
    ['kinFlag', LISTED, 'true'],
    ['categoryCodes', LISTED, 'DIBAO'],
    ['categoryCodes', LISTED, ['DIBAO', 'NONE']],
    ['categoryCodes', LISTED, [1]],
    ['careMode', LISTED, 'toString'],
    ['remark', LISTED, 'in clear'],
    ['groupNo', REGISTERED, 3],
  ])('%s is refused when it is of another kind', (field, fact, value) => {
    proposed(fact, { [field]: value }).thenRefused('not-a-code', `/corrected/${field}`);
  });
});

describe('the table of what can be corrected', () => {
  it('names only facts of a household and never an id', () => {
    expect(Object.keys(correctable).filter((type) => !(type in householdSentences))).toEqual([]);
    const fields = Object.values(correctable).flatMap((known) => Object.keys(known));
    expect(fields.filter((field) => /Id$|Ref$|Hash$|visitors|whoSeen/.test(field))).toEqual([]);
  });
});

describe('approving a correction', () => {
  const approving = new ApproveCorrection('h-1', 'p-1');
  const pending = (by = officer): Told<HouseholdFact> => ({
    fact: { type: 'CorrectionProposed', data: correction('HouseholdListedAsKey', LISTED, { listedOn: '2026-09-05' }) },
    by,
  });

  it('another person of the township or the bureau makes it the fact', () => {
    for (const actor of [reviewer, bureau]) {
      given(household, [...life, pending()])
        .when(approveCorrection, approving, { actor, now })
        .then([
          {
            type: 'FactCorrected',
            data: {
              ...correction('HouseholdListedAsKey', LISTED, { listedOn: '2026-09-05' }),
              proposedBy: 'u-officer',
            },
          },
        ]);
    }
  });

  it('F46 · the proposer does not approve, under whatever account or role (I-25)', () => {
    const { when } = given(household, [...life, pending(bureau)]);
    when(approveCorrection, approving, { actor: bureau, now }).thenRefused('I-25');
    when(approveCorrection, approving, { actor: { ...reviewer, person: bureau.person }, now }).thenRefused('I-25');
    expect(when(approveCorrection, approving, { actor: reviewer, now }).facts()).toHaveLength(1);
  });

  it('is refused for what is not open', () => {
    given(household, life).when(approveCorrection, approving, { actor: reviewer }).thenRefused('no-such-proposal');
  });

  it('is refused when a later fact has overtaken it', () => {
    const other = { ...correction('HouseholdDelisted', DELISTED, { on: '2026-09-04' }), proposalId: 'p-2' };
    given(household, [...life, pending(), { fact: { type: 'FactCorrected', data: { ...other, proposedBy: 'x' } } }])
      .when(approveCorrection, approving, { actor: reviewer, now })
      .thenRefused('out-of-order', '/listedOn');
  });
});

describe('rejecting a correction', () => {
  const pending: Told<HouseholdFact> = {
    fact: { type: 'CorrectionProposed', data: correction('MemberRemoved', REMOVED, { on: '2026-09-09' }) },
  };

  it('another person sends it back with a reason; the fact stays as it was', () => {
    given(household, [...life, pending])
      .when(rejectCorrection, new RejectCorrection('h-1', 'p-1', box('no')), { actor: reviewer })
      .then([{ type: 'CorrectionRejected', data: { proposalId: 'p-1', reason: box('no') } }]);
    const rejected: Told<HouseholdFact> = {
      fact: { type: 'CorrectionRejected', data: { proposalId: 'p-1', reason: box('no') } },
    };
    expect(given(household, [...life, pending, rejected]).state).toEqual(
      expect.objectContaining({ open: { corrections: {}, visitCorrections: {}, excuses: {}, merges: {}, splits: {} } }),
    );
  });

  it('is refused without a reason, by the proposer, and for what is not open', () => {
    const { when } = given(household, [...life, pending]);
    when(rejectCorrection, new RejectCorrection('h-1', 'p-1', undefined), { actor: reviewer }).thenRefused(
      'text-needed',
      '/reason',
    );
    when(rejectCorrection, new RejectCorrection('h-1', 'p-1', box('no')), { actor: officer }).thenRefused('I-25');
    when(rejectCorrection, new RejectCorrection('h-1', 'p-9', box('no')), { actor: reviewer }).thenRefused(
      'no-such-proposal',
    );
  });
});

describe('what decisions remember after a correction', () => {
  it('the day and the codes of a listing', () => {
    expect(stateAfter('HouseholdListedAsKey', RELISTED, { listedOn: '2026-10-04', kinFlag: true })).toMatchObject({
      listings: [
        { from: '2026-09-04', until: '2026-09-20' },
        { from: '2026-10-04', listing: { kinFlag: true, listedOn: '2026-10-04' } },
      ],
    });
  });

  it('the day and the reason of a delisting', () => {
    expect(stateAfter('HouseholdDelisted', DELISTED, { on: '2026-09-25', reason: 'ERROR' })).toMatchObject({
      listings: [{ from: '2026-09-04', until: '2026-09-25', reason: 'ERROR' }, { from: '2026-10-02' }],
    });
  });

  it('the days and the reason of a stay', () => {
    const periods = (state: ReturnType<typeof stateAfter>) =>
      state.status === 'registered'
        ? state.members.at(1)?.periods.map(({ from, until, reason }) => [from, until, reason])
        : undefined;
    expect(periods(stateAfter('MemberAdded', ADDED, { on: '2026-09-05' }))).toEqual([
      ['2026-09-05', '2026-09-10', 'MOVED_AWAY'],
      ['2026-10-05', undefined, undefined],
    ]);
    expect(periods(stateAfter('MemberRemoved', REMOVED, { on: '2026-09-09', reason: 'MARRIAGE' }))).toEqual([
      ['2026-09-03', '2026-09-09', 'MARRIAGE'],
      ['2026-10-05', undefined, undefined],
    ]);
  });
});
