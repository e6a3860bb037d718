import { given } from '../../../test/support/given-when-then.js';
import { box, registeredHousehold } from '../../../test/support/people.js';
import { householdSentences } from './household.events.js';
import { household } from './household.js';

describe('what a caller may see of a household', () => {
  it('nothing while only a fence stands in its stream', () => {
    const fence = { type: 'RegistrationAbandoned', data: { commandId: 'late', memberId: 'm-head' } } as const;
    const { state } = given(household, [{ fact: fence }]);
    expect([household.exists(state), household.unitOf(state)]).toEqual([false, {}]);
  });

  it('once it is registered, it belongs to its village and township', () => {
    const { state } = given(household, [{ fact: registeredHousehold() }]);
    expect([household.exists(state), household.unitOf(state)]).toEqual([
      true,
      { townCode: '341881100', villageCode: '341881100201' },
    ]);
  });
});

describe('what a clerk reads aloud', () => {
  const told = householdSentences;

  it('a changed name or number is one thing, whatever hashes come with it', () => {
    const changed = {
      name: box('name'),
      nameHash: 'n',
      surnameHash: 's',
      idNo: box('number'),
      idHash: 'i',
      phone: box('phone'),
    };
    expect(told.MemberChanged({ memberId: 'm-head', formerIdHash: 'former', changed })).toBe(
      '变更成员 m-head 的信息：姓名、身份证号、电话',
    );
  });

  it('by whose word a month needs no visit', () => {
    const excused = { month: '2026-09', reason: 'DEATH' };
    const approved = { kind: 'APPROVED', proposalId: 'p-1', proposedBy: 'u-officer' } as const;
    expect([
      told.MonthlyVisitExcused({ ...excused, ground: approved }),
      told.MonthlyVisitExcused({ ...excused, ground: { kind: 'LAST_MEMBER_GONE' } }),
    ]).toEqual(['复核同意，2026-09 免访，原因：死亡', '家庭已无成员，按规定，2026-09 免访，原因：死亡']);
  });
});
