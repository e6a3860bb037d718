import type { Test } from 'supertest';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';

describe('bodies that would take long to be judged', () => {
  let app: TestApp;
  let officer: TestCaller;

  beforeAll(async () => {
    app = await startApp();
    officer = await app.as('officer-gangkou');
  });
  afterAll(() => app.stop());

  const raw = (text: string, path = '/households', type = 'application/json'): Test =>
    officer
      .post(path, undefined, { 'content-type': type })
      .serialize((body) => body as string)
      .send(text);
  const fields = (count: number): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 1])));
  const approval = '/exports/4ebd46ba-36f2-43e7-8a8a-9d32b9e24608/approvals';

  it.each<[string, () => Test, number, readonly string[] | undefined]>([
    ['600 KB, which only a batch may be', () => raw(JSON.stringify({ a: 'a'.repeat(614_400) })), 413, undefined],
    ['101 fields', () => raw(fields(101)), 422, ['']],
    ['20,000 fields', () => raw(fields(20_000)), 422, ['']],
    ['100,000 items', () => raw(`{"address":[${'{},'.repeat(100_000)}{}]}`), 422, ['/address']],
    ['a photo where a form belongs', () => raw('{}', '/households', 'image/png'), 415, undefined],
    ['a document where no body belongs', () => raw('{}', approval, 'application/pdf'), 415, undefined],
  ])('%s are refused unseen', async (_, send, expected, pointers) => {
    const { status, body } = await send();
    expect([status, body.errors?.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([expected, pointers]);
  });

  it('a batch may be as large as a day of visits', async () => {
    const row = { operation: 'nothing', key: 'k', path: {}, body: { a: 'a'.repeat(1_000_000) } };
    expect((await officer.post('/batches', { rows: [row] })).status).toBe(200);
  });

  it('100 unknown fields are told one by one', async () => {
    const { body } = await raw(fields(100));
    expect(body.errors.length).toBe(100);
  });
});
