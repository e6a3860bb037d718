import { commandTable } from '../../src/command-tables.js';
import { ReservePerson } from '../../src/aggregates/person/reservation/reserve-person.js';
import { systemContext } from '../../src/platform/change/system-context.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { NANSHAN_VILLAGE, householdForm, idNumber, registerHousehold } from '../support/clerk.js';

describe('13 · one person, one household', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await app.stop();
  });

  const factsOf = async (after: number): Promise<readonly string[]> =>
    (await app.facts())
      .slice(after)
      .map(({ stream, type }) => `${stream.split('-', 1)[0]} ${type}`)
      .sort();

  it('lets exactly one of two clerks of two townships win, and tells the other nothing but I-21', async () => {
    const [gangkou, nanshan] = [await app.as('officer-gangkou'), await app.as('officer-nanshan')];
    for (let round = 0; round < 10; round++) {
      await app.settle();
      const before = (await app.facts()).length;
      const idNo = idNumber();
      const [one, two] = await Promise.all([
        gangkou.post('/households', householdForm({ head: { idNo } })),
        nanshan.post('/households', householdForm({ head: { idNo, name: '李四' }, villageCode: NANSHAN_VILLAGE })),
      ]);
      const [won, lost] = one.status === 201 ? [one, two] : [two, one];
      expect([won.status, lost.status]).toEqual([201, 409]);
      const { traceId, ...said } = lost.body;
      expect(said).toEqual({
        type: 'urn:proactive-discovery:problem:rule',
        title: '违反业务规则',
        status: 409,
        rule: 'I-21',
        detail: '该身份证号已登记在一户在册家庭，同一人不能重复登记',
        errors: [{ pointer: '/head/idNo', detail: '该身份证号已登记在一户在册家庭，同一人不能重复登记' }],
      });
      expect(traceId).toMatch(/^[0-9a-f-]{36}$/);
      expect(JSON.stringify([one.body, two.body])).not.toContain(app.system.platform.hashes.idHash(idNo));
      await app.settle();
      expect(await factsOf(before)).toEqual([
        'household HouseholdRegistered',
        'person PersonConfirmed',
        'person PersonReserved',
      ]);
    }
  });

  it('offers to merge with a household of the own area, naming it', async () => {
    const gangkou = await app.as('officer-gangkou');
    const idNo = idNumber();
    const first = await registerHousehold(gangkou, { head: { idNo } });
    const again = await gangkou.post('/households', householdForm({ head: { idNo } }));
    expect([again.status, again.body.rule, again.body.offer, again.body.householdId, again.body.householdNo]).toEqual([
      409,
      'I-21',
      'merge',
      first.householdId,
      first.householdNo,
    ]);
  });

  it('takes over from a claimant who reserved and never registered, and fences his late registration off', async () => {
    const idNo = idNumber();
    const idHash = app.system.platform.hashes.idHash(idNo);
    const [lostHousehold, lostMember, claim] = [
      '7d3a3b52-8c4e-5f0e-9c53-0d6f6a3c1e01',
      '7d3a3b52-8c4e-5f0e-9c53-0d6f6a3c1e02',
      '7d3a3b52-8c4e-5f0e-9c53-0d6f6a3c1e03',
    ];
    await app.settle();
    const before = (await app.facts()).length;
    await app.system.change.run(
      commandTable.rowOf(ReservePerson),
      new ReservePerson(idHash, lostHousehold, lostMember, claim),
      systemContext('test-claimant', claim),
    );
    const taken = await registerHousehold(await app.as('officer-nanshan'), {
      villageCode: NANSHAN_VILLAGE,
      head: { idNo },
    });
    await app.settle();
    expect((await app.facts()).slice(before).map(({ stream, type }) => [stream, type])).toEqual([
      [`person-${idHash}`, 'PersonReserved'],
      [`household-${lostHousehold}`, 'RegistrationAbandoned'],
      [`person-${idHash}`, 'PersonReserved'],
      [`household-${taken.householdId}`, 'HouseholdRegistered'],
      [`person-${idHash}`, 'PersonConfirmed'],
    ]);
  });
});
