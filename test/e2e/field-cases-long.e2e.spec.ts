import { randomUUID } from 'node:crypto';
import { livingSections } from '../../src/aggregates/household/visits/visit-report.js';
import { projections } from '../../src/projections.js';
import type { JsonObject, Recorded } from '../../src/platform/fact.js';
import type { SealedBox } from '../../src/platform/sealing/sealed-box.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { allRows, download, listedHousehold, living, morning, ok, visit, visitForm } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';

/** What one visit says of each section: as long as the form allows. */
const saying = (n: number): string => `第${n}次走访`.padEnd(2000, '况');
const spoken = (text: string): JsonObject =>
  living(Object.fromEntries(livingSections.map((section) => [section, { state: 'DIFFICULT', text }]))) as JsonObject;

const VISITS = 400;
/** The log takes a megabyte at once. */
const AT_ONCE = 8;

describe('F66 · long history', () => {
  let app: TestApp;
  let officer: TestCaller;
  let home: Registered;
  let short: Registered;
  const path = (): string => `/households/${home.householdId}`;

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-10') });
    officer = await app.as('officer-gangkou');
    home = await listedHousehold(officer);
    short = await listedHousehold(officer);
    const first = { visitedAt: '2026-09-10T08:00:00+08:00', living: spoken(saying(0)) };
    await visit(officer, home, first.visitedAt, first);
    await lengthen();
    await app.settle();
  }, 180_000);
  afterAll(async () => {
    await app.stop();
  });

  /** The visits after the first, written past the doors: what the first one is in the log, with its own words and time. */
  const lengthen = async (): Promise<void> => {
    const { store, sealer } = app.system.platform;
    const stream = `household-${home.householdId}`;
    const facts = await store.read(stream);
    const pattern = facts.at(-1);
    if (pattern?.type !== 'PatrolVisitRecorded') throw new Error('the visit does not stand');
    for (let n = 1, tail = facts.length - 1; n < VISITS; n += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, VISITS - n) }, (_, index) => n + index);
      const boxes = await sealer.sealAll(
        numbers.map((number) => ({ subject: home.householdId, group: 'TEXT', plain: saying(number) })),
      );
      const events = numbers.map((number, index) => repeated(pattern, number, boxes[index]));
      ({ revision: tail } = await store.append(stream, tail, events));
    }
  };

  it('takes the next visit, and tells its position', async () => {
    const form = visitForm(home.headMemberId, {
      visitedAt: '2026-09-10T08:59:00+08:00',
      living: spoken(saying(VISITS)),
    });
    const { revision, position } = await ok(officer.post(`${path()}/patrol-visits`, form));
    expect(revision).toBe(VISITS + 2);
    const { body } = await officer.get(path(), { 'x-min-position': position });
    expect([body.visitCount, body.rows.length, body.current]).toEqual([VISITS + 1, 50, true]);
  });

  it('shows every visit once, page by page, the latest first, with every word', async () => {
    const rows = await allRows(officer, `${path()}?limit=100`);
    const said = rows.map(({ living: sections }) => (sections as { text: string }[]).map(({ text }) => text));
    expect(said.map((texts) => [texts.length, new Set(texts).size])).toEqual(Array(VISITS + 1).fill([10, 1]));
    const numbers = Array.from({ length: VISITS + 1 }, (_, n) => VISITS - n);
    expect(said.map(([text]) => text)).toEqual(numbers.map(saying));
  });

  it('shows the page as it was known in the middle of that history', async () => {
    const { store } = app.system.platform;
    const middle = await store.resolve({ stream: `household-${home.householdId}`, revision: 201 });
    const token = await app.system.platform.positionToken(middle);
    const { body } = await officer.get(`${path()}?asOf=${encodeURIComponent(token)}&limit=1`);
    expect([body.visitCount, body.rows[0].living[0].text]).toEqual([200, saying(199)]);
  });

  it('prints all of it in one sheet', async () => {
    const { status, body } = await download(officer.get(`${path()}/page.xlsx`));
    expect(status).toBe(200);
    const xml = partsOf(body as Buffer).get('xl/worksheets/sheet1.xml') ?? '';
    const said = [...xml.matchAll(/第\d+次走访况+/g)].map(([text]) => text);
    const oldestFirst = Array.from({ length: VISITS + 1 }, (_, n) =>
      Array<string>(livingSections.length).fill(saying(n)),
    );
    expect(said).toEqual(oldestFirst.flat());
  });

  it('is poured anew to the same views', async () => {
    const { runner } = app.system.platform;
    for (const projection of projections) {
      const live = await runner.hashOf(projection);
      await runner.rebuild(projection.name);
      expect([projection.name, await runner.hashOf(projection)]).toEqual([projection.name, live]);
    }
  });

  it('leaves the row of the roster as small as that of a family never visited', async () => {
    const rows = await allRows(officer, '/roster');
    const sizes = [home, short].map(({ householdId }) => {
      const row = rows.find((candidate) => candidate['householdId'] === householdId);
      return Buffer.byteLength(JSON.stringify(row));
    });
    expect(sizes[0]).toBe(sizes[1]);
  });
});

function repeated(pattern: Recorded, n: number, box: SealedBox | undefined) {
  const text = { ...box };
  const occurredAt = new Date(Date.parse(pattern.metadata.occurredAt) + n * 1000).toISOString();
  const sections = Object.fromEntries(livingSections.map((section) => [section, { state: 'DIFFICULT', text }]));
  return {
    id: randomUUID(),
    type: pattern.type,
    data: { ...pattern.data, visitId: randomUUID(), living: sections },
    metadata: { ...pattern.metadata, commandId: randomUUID(), occurredAt },
  };
}
