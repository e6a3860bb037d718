import { coordinator, given } from '../../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { householdNoOf, isHouseholdNo } from './household-no.js';
import { RegisterHousehold, registerHousehold } from './register-household.js';

const id = '0197f000-0000-7000-8000-00000000002a';
const head = member('m-head', { relation: 'HEAD' });
const registration = new RegisterHousehold(id, '341881100201', head, box('address'), 'SWEEP');

describe('registering a household', () => {
  it('writes the head, the township of the village and a number derived from the id', () => {
    given(household)
      .when(registerHousehold, registration, { actor: coordinator })
      .then([
        {
          type: 'HouseholdRegistered',
          data: {
            householdNo: householdNoOf('341881100201', id),
            townCode: '341881100',
            villageCode: '341881100201',
            head,
            address: box('address'),
            source: 'SWEEP',
          },
        },
      ]);
  });

  it('keeps group and registered residence where they are known', () => {
    const whole = new RegisterHousehold(id, '341881100201', head, box('address'), 'SWEEP', '03', '341881');
    const facts = given(household).when(registerHousehold, whole).facts();
    expect(facts).toMatchObject([{ data: { groupNo: '03', registeredResidence: '341881' } }]);
  });

  it('may be entered some days after the family became known, never before', () => {
    const since = (day: string) =>
      new RegisterHousehold(id, '341881100201', head, box('address'), 'SWEEP', undefined, undefined, day);
    const facts = given(household)
      .when(registerHousehold, since('2026-09-03'), { now: '2026-09-10T01:00:00.000Z' })
      .facts();
    expect(facts.map(({ occurredAt }) => occurredAt)).toEqual(['2026-09-02T16:00:00.000Z']);
    given(household)
      .when(registerHousehold, since('2026-09-11'), { now: '2026-09-10T01:00:00.000Z' })
      .thenRefused('I-22', '/registeredOn');
  });

  it('is refused for an id that stands already', () => {
    given(household, [{ fact: registeredHousehold() }])
      .when(registerHousehold, registration)
      .thenRefused('household-exists');
  });

  it('is refused when the claim was given up for lost meanwhile', () => {
    given(household, [
      { fact: { type: 'RegistrationAbandoned', data: { commandId: 'late-command', memberId: 'm-head' } } },
    ])
      .when(registerHousehold, registration, { commandId: 'late-command' })
      .thenRefused('registration-abandoned');
  });

  it('is refused in a village that the division table does not know', () => {
    given(household)
      .when(registerHousehold, new RegisterHousehold(id, '341881999999', head, box('a'), 'SWEEP'))
      .thenRefused('no-such-village', '/villageCode');
  });

  it('is refused for a head without an ID number and without a reason, and accepted with one', () => {
    const { idHash: _hash, idNo: _number, ...nameless } = head;
    const asking = (person: typeof head) => new RegisterHousehold(id, '341881100201', person, box('a'), 'SWEEP');
    given(household).when(registerHousehold, asking(nameless)).thenRefused('id-or-reason', '/head/noIdReason');
    const facts = given(household)
      .when(registerHousehold, asking({ ...nameless, noIdReason: 'LOST' }))
      .facts();
    expect(facts.map(({ type }) => type)).toEqual(['HouseholdRegistered']);
  });

  it('is refused when the first person is not the head (I-24)', () => {
    given(household)
      .when(registerHousehold, new RegisterHousehold(id, '341881100201', member('m'), box('a'), 'SWEEP'))
      .thenRefused('I-24', '/head/relation');
  });

  it('is refused with an address of nothing but blanks', () => {
    given(household)
      .when(registerHousehold, new RegisterHousehold(id, '341881100201', head, undefined, 'SWEEP'))
      .thenRefused('text-needed', '/address');
  });
});

describe('the household number', () => {
  it('is found wrong after one wrong character or two swapped ones', () => {
    const number = householdNoOf('341881100201', id);
    expect(isHouseholdNo(number)).toBe(true);
    expect(number.startsWith('81100201')).toBe(true);
    const other = number.charAt(3) === '1' ? '2' : '1';
    expect(isHouseholdNo(number.slice(0, 3) + other + number.slice(4))).toBe(false);
    expect(isHouseholdNo(`${number.charAt(1)}${number.charAt(0)}${number.slice(2)}`)).toBe(
      number.charAt(0) === number.charAt(1),
    );
  });
});
