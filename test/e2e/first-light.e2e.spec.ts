import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';

describe('first light', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await app.stop();
  });

  it('registers, lists and visits', async () => {
    const officer = await app.as('officer-gangkou');
    const registered = await officer.post('/households', {
      villageCode: '341881100201',
      head: { name: '张三', idNo: '99010119580307004X', relation: 'HEAD', phone: '13812345678' },
      address: '灰山村 1 组',
      source: 'SWEEP',
    });
    console.log(registered.status, registered.body, registered.headers);
    const { householdId, headMemberId } = registered.body;
    const listed = await officer.post(`/households/${householdId}/listings`, {
      listedOn: '2026-09-03', categoryCodes: ['DIBAO'], hardshipCodes: [], currentAids: [], partialDibao: false, inDifficulty: true, kinFlag: false, source: 'SWEEP', coordinatorRef: 'c-1',
    });
    console.log(listed.status, listed.body);
    const section = { state: 'NORMAL' };
    const visited = await officer.post(`/households/${householdId}/patrol-visits`, {
      visitedAt: '2026-09-09T10:00:00+08:00', mode: 'HOME', visitors: ['c-1'], whoSeen: [headMemberId],
      living: { food: section, clothing: section, housing: section, utilities: section, medical: section, schooling: section, care: section, income: section, spending: section, hazards: section },
      needs: [], disposal: { kind: 'NONE' }, acknowledgement: 'SIGNED',
    });
    console.log(visited.status, visited.body);
    const roster = await officer.get('/roster', { 'x-min-position': visited.body.position });
    console.log(roster.status, JSON.stringify(roster.body, null, 1));
    const page = await officer.get(`/households/${householdId}`, { 'x-min-position': visited.body.position });
    console.log(page.status, JSON.stringify(page.body, null, 1));
    const calendar = await officer.get('/visit-calendar', { 'x-min-position': visited.body.position });
    console.log(calendar.status, JSON.stringify(calendar.body, null, 1));
    const asOf = await officer.get(`/roster?asOf=${listed.body.position}`);
    console.log(asOf.status, JSON.stringify(asOf.body, null, 1));
  });
});
