import type { TestCaller } from '../../support/app.js';
import { NANSHAN_VILLAGE, householdForm, memberForm, visitForm } from '../../support/clerk.js';
import type { Marks } from './marks.js';

export interface Mistaken {
  readonly officer: TestCaller;
  readonly marks: Marks;
  /** Of a household, and the person at its head. */
  readonly path: string;
  readonly headId: string;
  /** Takes what was answered. */
  readonly problems: string[];
}

/** Particulars in every kind of request that is refused (they belong to somebody who is never registered). */
export async function mistakes({ officer, marks, path, headId, problems }: Mistaken): Promise<void> {
  const told = async (sent: ReturnType<TestCaller['get']>): Promise<void> => {
    const { status, text, headers } = await sent;
    if (status < 400) throw new Error(`${status}: this was to be refused`);
    problems.push(text, JSON.stringify(headers));
  };
  const form = householdForm({
    address: marks['otherAddress'],
    head: { name: marks['otherName'], idNo: marks['otherIdNo'], phone: marks['otherPhone'] },
  });
  const text = JSON.stringify(form);
  const raw = (body: string, type = 'application/json'): ReturnType<TestCaller['get']> =>
    officer
      .post('/households', undefined, { 'content-type': type })
      .serialize((one) => one as string)
      .send(body);
  await told(raw(text.slice(0, text.indexOf(String(marks['otherIdNo'])) + 18)));
  await told(raw(text, 'text/plain'));
  await told(raw(`${text}${text}`));
  await told(officer.post('/households', { ...form, villageCode: marks['otherIdNo'] }));
  await told(officer.post('/households', { ...form, villageCode: '341881100299' }));
  await told(officer.post('/households', { ...form, [String(marks['otherName'])]: marks['otherIdNo'] }));
  await told(officer.post('/households', { ...form, note: marks['otherNote'] }));
  await told(officer.post('/households', { ...form, address: `${String(marks['otherAddress'])}${'长'.repeat(500)}` }));
  await told(officer.post('/households', { ...form, source: marks['otherName'] }));
  await told(officer.post('/households', { ...form, villageCode: NANSHAN_VILLAGE }));
  await told(
    officer.post('/households', {
      ...form,
      head: { name: [marks['otherName']], idNo: { number: marks['otherIdNo'] }, relation: 'HEAD' },
    }),
  );
  await told(
    officer.post('/households', householdForm({ head: { idNo: marks['headIdNo'], name: marks['otherName'] } })),
  );
  await told(officer.post(`${path}/patrol-visits`, visitForm(headId, { visitors: [marks['otherName']] })));
  await told(officer.post(`${path}/members`, memberForm({ idNo: marks['memberIdNo'], name: marks['otherName'] })));
  await told(officer.post('/household-searches', { idNo: `${String(marks['otherIdNo']).slice(0, 17)}?` }));
  await told(officer.post('/household-searches', { idNo: marks['otherIdNo'] }));
  await told(officer.get(`/households/${encodeURIComponent(String(marks['otherName']))}`));
  await told(officer.get(`/roster?town=${String(marks['otherIdNo'])}`));
  await told(officer.get(`/roster?${encodeURIComponent(String(marks['otherName']))}=1`));
  await told(officer.get(`/nothing/${encodeURIComponent(String(marks['otherName']))}`));
  await told(officer.get('/roster', { authorization: `Bearer ${String(marks['otherIdNo'])}` }));
  await told(
    officer.post('/households', form, {
      'idempotency-key': encodeURIComponent(String(marks['otherName'])).repeat(20),
    }),
  );
  await told(officer.get('/roster', { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': String(marks['otherPhone']) }));
}
