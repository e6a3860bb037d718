import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { addMember, allRows, listedHousehold, morning, ok } from '../support/clerk.js';

type Row = Record<string, unknown>;

describe('F51 · audit gaps', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await app.stop();
  });

  it('has one sentence for every fact, with who, when, both times', async () => {
    const officer = await app.as('officer-gangkou');
    const home = await listedHousehold(officer);
    const { memberId } = await addMember(officer, home.householdId);
    await ok(
      officer.post(`/households/${home.householdId}/members/${memberId}/removals`, {
        reason: 'MARRIAGE',
        on: '2026-09-10',
      }),
    );
    await ok(officer.post(`/households/${home.householdId}/delistings`, { on: '2026-09-10', reason: 'RECOVERED' }));
    await app.settle();
    const bureau = await app.as('bureau');
    const rows = await allRows(bureau, '/audit-trail?limit=200');
    const facts = await app.facts();
    expect(
      rows.map((row) => [
        row['stream'],
        row['revision'],
        row['type'],
        row['actor'],
        row['occurredAt'],
        row['recordedAt'],
      ]),
    ).toEqual(
      [...facts]
        .reverse()
        .map(({ stream, revision, type, metadata }) => [
          stream,
          revision,
          type,
          metadata.actorId,
          metadata.occurredAt,
          metadata.recordedAt,
        ]),
    );
    expect(rows.filter(({ sentence }) => typeof sentence !== 'string' || !/[\u4e00-\u9fff]/.test(sentence))).toEqual(
      [],
    );
  });
});

describe('F70 · paging', () => {
  it('gives each of 450 households once while others come and go', async () => {
    const own = await startApp({ now: morning('2026-09-10') });
    const clerk = await own.as('officer-gangkou');
    const homes: string[] = [];
    for (let batch = 0; batch < 9; batch++) {
      homes.push(
        ...(
          await Promise.all(
            Array.from({ length: 50 }, () =>
              listedHousehold(clerk, { head: { idNo: undefined, noIdReason: 'LOST' } }, { listedOn: '2026-09-10' }),
            ),
          )
        ).map(({ householdId }) => householdId),
      );
    }
    await own.settle();
    const seen: string[] = [];
    const pages: number[] = [];
    const gone = new Set<string>();
    for (let cursor = ''; ;) {
      const { body, headers } = await clerk.get(`/roster?limit=100${cursor}`);
      const ids = body.rows.map((row: Row) => String(row['householdId'])) as string[];
      seen.push(...ids);
      pages.push(ids.length);
      expect(headers['link'] === undefined).toBe(body.next === undefined);
      if (body.next === undefined) break;
      cursor = `&cursor=${String(body.next)}`;
      if (pages.length === 2) {
        for (const householdId of homes.filter((id) => !seen.includes(id)).slice(0, 5)) {
          await ok(clerk.post(`/households/${householdId}/delistings`, { on: '2026-09-10', reason: 'ERROR' }));
          gone.add(householdId);
        }
        for (let index = 0; index < 20; index++) await listedHousehold(clerk, {}, { listedOn: '2026-09-10' });
        await own.settle();
      }
    }
    expect(seen.length).toBe(new Set(seen).size);
    expect(homes.filter((id) => !gone.has(id) && !seen.includes(id))).toEqual([]);
    expect(seen.filter((id) => gone.has(id))).toEqual([]);
    expect(pages.slice(0, -1)).toEqual(Array(pages.length - 1).fill(100));
    await own.stop();
  }, 180_000);
});

describe('F70 · paging where three households of a village bear one number', () => {
  // The number is drawn from the end of the id: ids that phones bring along may agree in it.
  const ids = ['c', 'a', 'b'].map((first) => `${first}0000000-0000-4000-8000-0000000abcde`);
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-10') });
    const head = { name: '王建国', idNo: undefined, noIdReason: 'LOST' };
    const numbers = [];
    for (const householdId of ids) {
      const given = { householdId, head };
      numbers.push(
        (await listedHousehold(await app.as('officer-gangkou'), given, { listedOn: '2026-09-10' })).householdNo,
      );
    }
    expect(numbers).toEqual([numbers[0], numbers[0], numbers[0]]);
    await app.settle();
  });
  afterAll(async () => {
    await app.stop();
  });

  it.each(['/roster', '/visit-calendar', '/no-id-numbers', '/household-searches'])(
    '%s gives each once, whichever page ends between them',
    async (path) => {
      const clerk = await app.as('officer-gangkou');
      const rows: unknown[] = [];
      for (let cursor = '', pages = 0; pages < 5; pages++) {
        const asked = `${path}?limit=1${cursor}`;
        const { body } = await (path === '/household-searches'
          ? clerk.post(asked, { name: '王建国' })
          : clerk.get(asked));
        rows.push(...body.rows.map((row: Row) => row['householdId']));
        if (body.next === undefined) break;
        cursor = `&cursor=${String(body.next)}`;
      }
      expect(rows).toEqual([...ids].sort());
    },
  );
});
