import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, groupMemberForm, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

describe('the collection group of a township over HTTP', () => {
  const townCode = GANGKOU;
  const on = '2026-09-05';

  it('is another township’s affair for everybody else, and leaves nothing there', async () => {
    const nanshan = await app.as('officer-nanshan');
    const form = { townCode, leader: groupMemberForm(), on };
    const [foreign, unknown] = [
      await nanshan.post('/groups', form),
      await nanshan.post('/groups', { ...form, townCode: '341881999' }),
    ];
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...unknown.body, traceId: '' });
    expect(await app.facts(['group'])).toEqual([]);
  });

  it('goes from its leader to its hotline, particulars sealed, the number in clear', async () => {
    const { leaderMemberId } = await ok(officer.post('/groups', { townCode, leader: groupMemberForm(), on }));
    const { memberId } = await ok(
      officer.post('/groups/members', { townCode, member: groupMemberForm({ remark: '网格员' }), on }),
    );
    await ok(officer.post('/groups/member-changes', { townCode, memberId, phone: '0563-4000001', post: '副主任' }));
    await ok(officer.post('/groups/leaders', { townCode, memberId, on }));
    await ok(officer.post('/groups/hotlines', { townCode, number: '0563-4000000', on }));
    await ok(officer.post('/groups/member-removals', { townCode, memberId: leaderMemberId, on, reason: 'TRANSFER' }));
    const facts = await app.facts(['group']);
    expect(facts.map(({ stream, type, metadata }) => [stream, type, metadata.townCode])).toEqual(
      [
        'GroupConstituted',
        'GroupMemberAdded',
        'GroupMemberChanged',
        'LeaderDesignated',
        'HotlinePublished',
        'GroupMemberRemoved',
      ].map((type) => [`group-${GANGKOU}`, type, GANGKOU]),
    );
    const log = JSON.stringify(facts);
    const words = ['李民政', '民政办', '主任', '网格员', '4000001', '0563-4000000'];
    expect(words.filter((word) => log.includes(word))).toEqual(['0563-4000000']);
  });
});
