import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommandLine } from '../../src/cli/command-line.js';
import type { RegisteredHousehold } from '../../src/aggregates/household/household.js';
import { remember } from '../../src/known-aggregates.js';
import { startEmbeddedMongo } from '../../src/platform/embedded-mongo/embedded-mongo.js';
import type { NewEvent } from '../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import type { JsonObject, Recorded } from '../../src/platform/fact.js';
import { KeeperThread } from '../../src/platform/projections/keeper-thread.js';
import { projections } from '../../src/projections.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { allRows, ok } from '../support/clerk.js';
import { tempFolder } from '../support/temp-folder.js';

/**
 * What the first release wrote in a small autumn of two families and how its views came out, taken from it with
 * `export facts` and `rebuild --json` before anything was written in a second version, with the keys of its sealed
 * boxes. The people are made up. Never made anew.
 */
const FOLDER = join(__dirname, '../golden/logs');
const golden = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const lines = golden('first-release.ndjson').split('\n').slice(0, -2);
const first = lines.map((line) => JSON.parse(line) as Recorded);
const itsViews = JSON.parse(golden('first-release.views.json')) as readonly {
  readonly name: string;
  readonly hash: string;
}[];
/** Views whose documents say something else today than in the first release; with the reason. */
const changedSince: readonly string[] = [
  // A line keeps the revision of its fact, not what was written in it.
  'patrol-ledger',
  // A bucket holds one second instead of an hour, a line what a fact is looked for by.
  'audit-trail',
  // A household remembers where it lived since when, now that it can move.
  'visit-calendar',
];

/** Numbers this release brought, which it publishes once where they are missing; in the order it does so. */
const publishedSince: readonly string[] = [
  'DIB-CONFIRM-BUREAU',
  'TRAINING-DAYS',
  'WATCH-REVIEW',
  'INSURANCE-SOON',
  'CARE-AGREEMENT',
  'REFERRAL',
  'TMP-PAPERS',
  'OBJECTION',
  'DIB-TOTAL-PROMISED',
  'DIB-TOTAL-TOWN-PROMISED',
  'TEK-TOTAL-PROMISED',
  'RIG-TOTAL-PROMISED',
  'TMP-SPEND-PROMISED',
  'EDGE-RATIO',
  'TEK-AGE',
  'TEK-MINOR-AGE',
];

/** The compiled thread of the views, as `npm start` runs it. */
const KEEPER = resolve(__dirname, '../../dist/view-keeper.worker.js');

const HOUSEHOLD = '2f2cfcfd-4a17-56c9-901f-09b36c9ba2ab';
const PATH = `/households/${HOUSEHOLD}`;
/** The excuse of 2026-10, agreed to in the first version; and the one of 2026-11, which still waits for its reviewer. */
const AGREED = {
  kind: 'APPROVED',
  proposalId: '6237fa56-72f8-5ddf-bb13-7e16fa7ee6fe',
  proposedBy: 'demo-officer-gangkou',
};
const WAITING = {
  kind: 'APPROVED',
  proposalId: '5c6001df-e2c8-5205-9203-b66373b66237',
  proposedBy: 'demo-officer-gangkou',
};
const NOW = '2026-11-10T03:00:00.000Z';

/** The two months that needed no visit, as this release would have written them; by position. */
const today: Readonly<Record<number, JsonObject>> = {
  60: { month: '2026-09', reason: 'DEATH', ground: { kind: 'LAST_MEMBER_GONE' } },
  64: { month: '2026-10', reason: 'AWAY_WORKING', ground: AGREED },
};

/** The same history written by this release. */
const second = first.map((fact): Recorded => {
  const data = today[fact.position];
  return data === undefined ? fact : { ...fact, data, metadata: { ...fact.metadata, schemaVersion: '2' } };
});

/** A data folder with a log of these facts, each command's in one append as it was, and their keys. */
async function folderWith(facts: readonly Recorded[]): Promise<string> {
  const { path } = await tempFolder();
  mkdirSync(join(path, 'demo'));
  for (const kept of ['keys.sqlite', 'demo.key'])
    copyFileSync(join(FOLDER, `first-release.${kept}`), join(path, 'demo', kept));
  const store = await openSqliteEventStore({ file: join(path, 'demo/log.sqlite') });
  for (let at = 0; at < facts.length;) {
    const { stream, revision, metadata } = facts[at] as Recorded;
    const rest = facts.slice(at);
    const next = rest.findIndex((fact) => fact.stream !== stream || fact.metadata.commandId !== metadata.commandId);
    const events: NewEvent[] = rest.slice(0, next < 0 ? undefined : next);
    await store.append(stream, revision === 0 ? 'none' : revision - 1, events);
    at += events.length;
  }
  await store.close();
  return path;
}

/** The lines a command of the command line answers with. */
async function cli(folder: string, ...words: readonly string[]): Promise<readonly string[]> {
  let answer = '';
  const said: string[] = [];
  const env = { DISCOVERY_DATA_DIR: folder };
  const code = await runCommandLine(words, { env, answer: (text) => (answer += text), say: (line) => said.push(line) });
  expect([code, said]).toEqual([0, []]);
  return answer.split('\n').slice(0, -1);
}

async function hashesOf({ system }: TestApp): Promise<readonly (readonly [name: string, hash: string])[]> {
  return Promise.all(
    projections.map(async (projection) => [projection.name, await system.platform.runner.hashOf(projection)] as const),
  );
}

describe('F62 a log of the earlier release', () => {
  let old: TestApp;
  let twin: TestApp;
  beforeAll(async () => {
    old = await startApp({ now: NOW, folder: await folderWith(first) });
    twin = await startApp({ now: NOW, folder: await folderWith(second) });
    await old.settle();
    await twin.settle();
  });
  afterAll(async () => {
    await old.system.stop();
    await twin.system.stop();
  });

  test('is read as if this release had written it, and every stream folds', async () => {
    const all = await old.facts();
    const facts = all.slice(0, second.length);
    expect(facts).toEqual(second);
    const since = all.slice(second.length).map(({ type, data }) => [type, data['id']]);
    expect(since).toEqual(publishedSince.map((id) => ['ParameterPublished', id]));
    const states = new Map<string, unknown>();
    for (const fact of facts) states.set(fact.stream, remember(states.get(fact.stream), fact));
    const { excusedMonths, open } = states.get(`household-${HOUSEHOLD}`) as RegisteredHousehold;
    expect([excusedMonths, Object.keys(open.excuses)]).toEqual([['2026-10'], [WAITING.proposalId]]);
  });

  test('gives every view the content it has when this release writes the same history', async () => {
    expect(await hashesOf(old)).toEqual(await hashesOf(twin));
  });

  test('gives every view the content the earlier release gave it, unless the view has changed since', async () => {
    const comparable = (name: string): boolean =>
      itsViews.some((view) => view.name === name) && !changedSince.includes(name);
    const hashes = (await hashesOf(old)).filter(([name]) => comparable(name));
    const its = itsViews.filter(({ name }) => comparable(name)).map(({ name, hash }) => [name, hash]);
    expect(hashes).toEqual(its);
  });

  test('gives every view the same content in the thread that keeps them', async () => {
    const file = join(await folderWith([...first, ...(await twin.facts()).slice(second.length)]), 'demo/log.sqlite');
    const access = `${file}.access`;
    await (await openSqliteEventStore({ file: access })).close();
    const mongo = await startEmbeddedMongo();
    const logs = { business: { file, database: 'views' }, access: { file: access, database: 'access' } };
    const thread = await KeeperThread.open(
      KEEPER,
      { mongoUrl: mongo.url, soleWriter: true, logs },
      { log: () => undefined, damaged: () => undefined },
    );
    try {
      const keeper = thread.keeperOf('business');
      await keeper.start();
      const hashes = projections.map(async ({ name }) => [name, await keeper.hashOf({ name })] as const);
      expect(await Promise.all(hashes)).toEqual(await hashesOf(twin));
      await keeper.stop();
    } finally {
      await thread.close();
      await mongo.close();
    }
  });

  test('answers lists, pages and days long gone as this release does for its own history', async () => {
    const thatDay = '2026-10-12T12:00:00%2B08:00';
    const answers = async (app: TestApp): Promise<{ status: number; body: unknown }[]> => {
      const officer = await app.as('officer-gangkou');
      const paths = [
        PATH,
        '/visit-calendar?month=2026-10',
        `/visit-calendar?month=2026-10&asOf=${thatDay}`,
        '/proposals',
      ];
      return Promise.all(
        paths.map(async (path) => {
          const { status, body } = await officer.get(path);
          return { status, body };
        }),
      );
    };
    const answered = await answers(old);
    expect(answered.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answered).toEqual(await answers(twin));
    const sentences = async (app: TestApp): Promise<unknown[]> =>
      (await allRows(await app.as('officer-gangkou'), '/audit-trail?type=MonthlyVisitExcused')).map(
        (row) => row['sentence'],
      );
    expect(await sentences(old)).toEqual([
      '复核同意，2026-10 免访，原因：外出务工',
      '家庭已无成员，按规定，2026-09 免访，原因：死亡',
    ]);
    expect(await sentences(twin)).toEqual(await sentences(old));
  });

  test('is decided on: what was excused stays excused, what waits is agreed to in the present version', async () => {
    const officer = await old.as('officer-gangkou');
    const refused = await officer.post(`${PATH}/excuses`, { month: '2026-10', reason: 'OTHER', text: '再次提请' });
    expect([refused.status, refused.body.rule]).toEqual([409, 'already-excused']);
    const { revision } = await ok(
      (await old.as('reviewer-gangkou')).post(`${PATH}/excuses/${WAITING.proposalId}/approvals`, {}),
    );
    const corrected = await ok(
      officer.post(`${PATH}/corrections`, {
        corrects: first[63]?.id,
        corrected: { reason: 'DETAINED' },
        reason: '测试：再次更正',
      }),
    );
    await ok(
      (await old.as('reviewer-gangkou')).post(`${PATH}/corrections/${String(corrected['proposalId'])}/approvals`, {}),
    );
    await old.settle();
    const [agreed] = (await old.facts()).filter(
      (fact) => fact.stream === `household-${HOUSEHOLD}` && fact.revision === revision,
    );
    expect([agreed?.type, agreed?.metadata.schemaVersion, agreed?.data]).toEqual([
      'MonthlyVisitExcused',
      '2',
      { month: '2026-11', reason: 'IN_HOSPITAL', ground: WAITING },
    ]);
    const { body } = await officer.get(PATH);
    expect(body.duties).toEqual([
      { month: '2026-09', state: 'FULFILLED' },
      { month: '2026-10', state: 'EXCUSED' },
      { month: '2026-11', state: 'EXCUSED' },
    ]);
  });

  test('stands byte by byte as it was written, and the shell understands it', async () => {
    expect((await cli(old.folder, 'export', 'facts')).slice(0, first.length)).toEqual(lines);
    const [verified] = await cli(old.folder, 'verify', '--json');
    expect(JSON.parse(verified ?? '')).toMatchObject({ facts: (await old.facts()).length, violations: [] });
    const [rebuilt] = await cli(old.folder, 'rebuild', '--json');
    const { views } = JSON.parse(rebuilt ?? '') as { views: { name: string; hash: string; problem?: string }[] };
    expect(views.map(({ name, hash, problem }) => [name, hash, problem])).toEqual(
      (await hashesOf(old)).map((pair) => [...pair, undefined]),
    );
    const told = await cli(old.folder, 'replay', `household-${HOUSEHOLD}`, '--from', '6');
    expect(told[0]).toMatch(/^6\. 复核同意，2026-10 免访，原因：外出务工（/);
  });
});
