import type { Db, Document } from 'mongodb';
import { patrolLedgerProjection } from '../../src/views/patrol-ledger/patrol-ledger.projection.js';
import { rosterProjection } from '../../src/views/roster/roster.projection.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { EmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { Recorded } from '../../src/platform/fact.js';
import { connectReadStore } from '../../src/platform/read-store/read-store.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  listedHousehold,
  morning,
  ok,
  visit,
  visitForm,
} from '../support/clerk.js';
import { envelope } from '../support/recorded.js';
import { tempFolder } from '../support/temp-folder.js';

/** A household without an ID number: registering many of them costs one fact each. */
const unnumbered = (given: Record<string, unknown> = {}) => ({
  head: { idNo: undefined, noIdReason: 'LOST' },
  ...given,
});

async function parkedFacts(app: TestApp): Promise<readonly Record<string, unknown>[]> {
  const { total, rows } = (await ok((await app.as('admin')).get('/parked-facts'))) as unknown as {
    total: number;
    rows: Record<string, unknown>[];
  };
  expect(total).toBe(rows.length);
  return rows;
}

describe('F59 · unreadable event', () => {
  let app: TestApp;
  let officer: TestCaller;
  let broken: Registered;
  let whole: Registered;

  beforeEach(async () => {
    app = await startApp({ now: morning('2026-09-10') });
    officer = await app.as('officer-gangkou');
    broken = await listedHousehold(officer);
    whole = await listedHousehold(officer);
    await app.settle();
  });
  afterEach(async () => {
    await app.stop();
  });

  /** A fact of a known type with nothing in it, as no command would write one. */
  const writeUnreadable = async (type: string, data: Record<string, string> = {}): Promise<Recorded> => {
    const { store } = app.system.platform;
    const stream = `household-${broken.householdId}`;
    const { length } = await store.read(stream);
    const id = '0f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c59';
    const metadata = envelope(1, { recordedAt: app.clock.now(), townCode: GANGKOU, villageCode: VILLAGE });
    await store.append(stream, length - 1, [{ id, type, data, metadata }]);
    await app.settle();
    const [fact] = await store.read(stream, { from: length });
    if (!fact) throw new Error('the fact does not stand');
    return fact;
  };

  const currency = async (...homes: readonly Registered[]): Promise<readonly unknown[]> =>
    Promise.all(
      homes.map(async ({ householdId }) => {
        const { status, body } = await officer.get(`/households/${householdId}`);
        return [status, body.current];
      }),
    );

  it('parks one household alone, names it on the system page, and lets everything else go on', async () => {
    const { position } = await writeUnreadable('MemberAdded');
    const stream = `household-${broken.householdId}`;
    const place = { position, stream, revision: 2, type: 'MemberAdded' };
    expect((await parkedFacts(app)).map(({ reason, ...fact }) => [fact, typeof reason])).toEqual(
      [
        'roster',
        'patrol-ledger',
        'visit-calendar',
        'household-search',
        'partial-families',
        'care-lists',
        'id-number',
      ].map((by) => [{ by, ...place }, 'string']),
    );
    expect(await currency(broken, whole)).toEqual([
      [200, false],
      [200, true],
    ]);
    expect((await app.http.get('/health/ready')).status).toBe(200);

    await visit(officer, whole, '2026-09-10T08:30:00+08:00');
    const third = await listedHousehold(officer);
    await app.settle();
    const ids = (await allRows(officer, '/roster')).map(({ householdId }) => householdId).sort();
    expect(ids).toEqual([broken, whole, third].map(({ householdId }) => householdId).sort());
    const person = (await app.facts(['person'])).filter(({ type }) => type === 'PersonConfirmed');
    expect(person.map(({ data }) => data['householdRef'])).toEqual(
      [broken, whole, third].map(({ householdId }) => householdId),
    );
    expect(await currency(broken, whole, third)).toEqual([
      [200, false],
      [200, true],
      [200, true],
    ]);
  });

  it('refuses what would have to be decided on it, with the reason, and tells its trail apart from its content', async () => {
    await writeUnreadable('MemberAdded');
    const refused = await officer.post(`/households/${broken.householdId}/failed-visits`, {});
    expect([refused.status, refused.headers['retry-after'], refused.body.detail]).toEqual([
      503,
      '2',
      '该对象有一条事实无法读取，修复之前暂不能办理，请联系管理员',
    ]);
    const trail = (await ok(officer.get('/audit-trail'))) as unknown as { rows: Record<string, unknown>[] };
    expect(trail.rows[0]).toMatchObject({ type: 'MemberAdded', sentence: '（事实 MemberAdded 的内容无法读取）' });
    expect(trail.rows.map(({ type }) => type)).toEqual([
      'MemberAdded',
      'HouseholdListedAsKey',
      'HouseholdRegistered',
      'HouseholdListedAsKey',
      'HouseholdRegistered',
    ]);
  });

  it('says of a page that it is not current when only one line of it cannot be read', async () => {
    const { position } = await writeUnreadable('PatrolVisitRecorded', { visitId: 'v-59' });
    expect((await parkedFacts(app)).map(({ by, position: at, type }) => [by, at, type])).toEqual([
      ['patrol-ledger', position, 'PatrolVisitRecorded'],
    ]);
    expect(await currency(broken, whole)).toEqual([
      [200, false],
      [200, true],
    ]);
  });

  it('writes the missed visits of everybody else though the stream of one cannot be read', async () => {
    await writeUnreadable('MemberAdded');
    await app.at('2026-10-13T16:00:00.000Z');
    const missed = (await app.facts(['household'])).filter(({ type }) => type === 'MonthlyVisitMissed');
    expect(missed.map(({ stream }) => stream)).toEqual([`household-${whole.householdId}`]);
  });

  it('catches up in order once the reducer has been mended', async () => {
    const mend = tripOver(patrolLedgerProjection, (fact) => fact.type === 'PatrolVisitRecorded');
    try {
      await visit(officer, broken, '2026-09-10T07:30:00+08:00');
      const coordinator = await app.as('coordinator-gangkou');
      await ok(coordinator.post(`/households/${broken.householdId}/change-reports`, { kind: 'HEALTH', text: '住院' }));
      await visit(officer, broken, '2026-09-10T08:30:00+08:00');
      await app.settle();
      expect(await currency(broken, whole)).toEqual([
        [200, false],
        [200, true],
      ]);
      const parked = await parkedFacts(app);
      expect(parked.map(({ type, reason }) => [type, String(reason).slice(0, 10)])).toEqual(WAITING_BEHIND_THE_FIRST);
    } finally {
      mend();
    }
    const { runner } = app.system.platform;
    for (const key of new Set((await runner.deadLetters('patrol-ledger')).map((letter) => letter.key))) {
      expect(await runner.retryParked('patrol-ledger', key)).toBe(true);
    }
    expect(await parkedFacts(app)).toEqual([]);
    expect(await currency(broken, whole)).toEqual([
      [200, true],
      [200, true],
    ]);
    const caughtUp = await runner.hashOf(patrolLedgerProjection);
    await runner.rebuild('patrol-ledger');
    expect(await runner.hashOf(patrolLedgerProjection)).toBe(caughtUp);
  });

  const WAITING_BEHIND_THE_FIRST = [
    ['PatrolVisitRecorded', 'RangeError'],
    ['PatrolVisitRecorded', 'RangeError'],
    ['HouseholdChangeReported', 'waits behi'],
    ['PatrolVisitRecorded', 'waits behi'],
    ['PatrolVisitRecorded', 'RangeError'],
  ];
});

/** A release whose reducer trips over some facts; the function returned mends it. */
function tripOver(projection: { fold: unknown }, over: (fact: Recorded) => boolean): () => void {
  const { fold } = projection as typeof patrolLedgerProjection;
  projection.fold = (...[document, fact, key]: Parameters<typeof fold>) => {
    if (over(fact)) throw new RangeError('this release cannot read it');
    return fold(document, fact, key);
  };
  return () => {
    projection.fold = fold;
  };
}

describe('F65 · same moment', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ now: morning('2026-09-03') });
  });
  afterEach(async () => {
    await app.stop();
  });

  it('counts 64 first visits of one second in village, township and city, and parks nothing', async () => {
    const [gangkou, nanshan] = [await app.as('officer-gangkou'), await app.as('officer-nanshan')];
    const homes: Registered[] = [];
    for (let batch = 0; batch < 4; batch++) {
      homes.push(...(await Promise.all(Array.from({ length: 16 }, () => listedHousehold(gangkou, unnumbered())))));
    }
    await listedHousehold(gangkou, unnumbered({ villageCode: OTHER_VILLAGE }));
    await listedHousehold(nanshan, unnumbered({ villageCode: NANSHAN_VILLAGE }));
    await app.at('2026-09-10T01:00:00.000Z');

    const callers = [await app.as('coordinator-gangkou'), await app.as('officer-gangkou'), await app.as('bureau')];
    const counters = async (): Promise<readonly unknown[]> =>
      Promise.all(
        callers.map(async (caller) => {
          const { body } = await caller.get('/visit-calendar/counts?month=2026-09');
          return [caller.caller.role, body.counts.OWED, body.counts.FULFILLED];
        }),
      );
    expect(await counters()).toEqual([
      ['COORDINATOR', 64, 0],
      ['OFFICER', 65, 0],
      ['BUREAU', 66, 0],
    ]);
    const coordinator = await app.as('coordinator-gangkou');
    const answers = await Promise.all(
      homes.map(({ householdId, headMemberId }) =>
        coordinator.post(
          `/households/${householdId}/patrol-visits`,
          visitForm(headMemberId, { visitedAt: '2026-09-10T08:59:30+08:00' }),
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(64).fill(200));
    await app.settle();
    expect(await counters()).toEqual([
      ['COORDINATOR', 0, 64],
      ['OFFICER', 1, 64],
      ['BUREAU', 2, 64],
    ]);
    expect(await parkedFacts(app)).toEqual([]);
  }, 180_000);
});

describe('F78 · view index', () => {
  let server: EmbeddedMongo;
  let app: TestApp;
  let folder: string;
  const homes: Registered[] = [];

  /** A read store that outlives the process, as a real one does; an embedded one is empty at every start. */
  beforeEach(async () => {
    server = await startEmbeddedMongo();
    folder = (await tempFolder({ memory: true })).path;
    app = await startApp({ now: morning('2026-09-10'), folder, env: { MONGO_URL: server.url } });
    const officer = await app.as('officer-gangkou');
    homes.splice(0, homes.length, await listedHousehold(officer), await listedHousehold(officer));
    await app.settle();
  });
  afterEach(async () => {
    await app.stop();
    await server.close();
  });

  /** Stops, lets somebody meddle with the read store, starts again; which views were poured anew, and why. */
  const rebuiltAfter = async (meddle: (db: Db) => Promise<unknown>): Promise<readonly unknown[]> => {
    await app.system.stop();
    const readStore = await connectReadStore(server.url, 'views');
    await meddle(readStore.db);
    await readStore.close();
    app = await startApp({ now: morning('2026-09-10'), folder, env: { MONGO_URL: server.url } });
    await app.settle();
    return app.logs.lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'rebuilding view')
      .map(({ projection, reason }) => [projection, reason]);
  };

  const activeRoster = async (db: Db): Promise<string> => {
    const [entry] = await db
      .collection('_registry')
      .find({ _id: 'roster' as never })
      .toArray();
    return String(entry?.['active']);
  };

  const served = async (): Promise<readonly unknown[]> =>
    (await allRows(await app.as('officer-gangkou'), '/roster')).map(({ householdId }) => householdId).sort();
  const ids = (): readonly unknown[] => homes.map(({ householdId }) => householdId).sort();

  const copied = async (db: Db): Promise<void> => {
    const roster = db.collection<Document & { _id: string }>(await activeRoster(db));
    const [document] = await roster.find({ _id: homes[0]?.householdId ?? '' }).toArray();
    await roster.insertOne({ ...document, _id: `${document?._id}-copy` });
  };

  it('pours nothing anew when nobody has meddled', async () => {
    expect(await rebuiltAfter(async () => undefined)).toEqual([]);
    expect(await served()).toEqual(ids());
  });

  it('never serves two documents of one household put in by hand', async () => {
    expect(await rebuiltAfter(copied)).toEqual([['roster', '2 documents became 3 while nobody ran']]);
    expect(await served()).toEqual(ids());
  });

  it('never serves them after a crash either, which leaves no count of the documents', async () => {
    const crashed = async (db: Db): Promise<void> => {
      await copied(db);
      await db.collection('_registry').updateOne({ _id: 'roster' as never }, { $set: { counted: null } });
    };
    const copy = `${homes[0]?.householdId}-copy`;
    expect(await rebuiltAfter(crashed)).toEqual([['roster', `document ${copy} was not written by the runner`]]);
    expect(await served()).toEqual(ids());
  });

  it('never runs without an index that was dropped by hand', async () => {
    const dropped = async (db: Db): Promise<unknown> =>
      db.collection(await activeRoster(db)).dropIndex('village_group_no');
    expect(await rebuiltAfter(dropped)).toEqual([['roster', 'index village_group_no is missing']]);
    const readStore = await connectReadStore(server.url, 'views');
    const indexes = await readStore.db
      .collection(await activeRoster(readStore.db))
      .listIndexes()
      .toArray();
    await readStore.close();
    expect(indexes.map(({ name }) => String(name)).sort()).toEqual(
      ['_id_', ...rosterProjection.indexes.map(({ name }) => name)].sort(),
    );
    expect(await served()).toEqual(ids());
  });
});
