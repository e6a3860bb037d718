import type { Role } from '../../src/platform/auth/caller.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  householdForm,
  listedHousehold,
  madeUpCaller,
  ok,
} from '../support/clerk.js';

/** Who may do what, by the letters of the scheme's own table: C S O R W H B D I A and X for the administrator. */
const letters: Readonly<Record<string, Exclude<Role, 'SYSTEM'>>> = {
  C: 'COORDINATOR',
  S: 'SECRETARY',
  O: 'OFFICER',
  R: 'REVIEWER',
  W: 'WINDOW',
  H: 'HOTLINE',
  B: 'BUREAU',
  D: 'DEPARTMENT',
  I: 'INSPECTOR',
  A: 'AUDITOR',
  X: 'ADMIN',
};

const oracle: Readonly<Record<string, string>> = {
  registerHousehold: 'CO',
  addMember: 'CO',
  changeMember: 'CO',
  removeMember: 'CO',
  changeHead: 'O',
  changeAddress: 'CO',
  reportChange: 'CW',
  listHousehold: 'O',
  adjustListing: 'O',
  delist: 'O',
  recordPatrolVisit: 'CO',
  recordFailedVisit: 'CO',
  proposeVisitCorrection: 'CO',
  approveVisitCorrection: 'R',
  rejectVisitCorrection: 'R',
  proposeExcuse: 'O',
  approveExcuse: 'R',
  rejectExcuse: 'R',
  proposeCorrection: 'OB',
  approveCorrection: 'RB',
  rejectCorrection: 'RB',
  issueAuditOrder: 'B',
  endAuditOrder: 'B',
  proposeExport: 'OB',
  approveExport: 'RB',
  rejectExport: 'RB',
  openBreakGlass: 'ORWH',
  closeBreakGlass: 'ORWHB',
  reviewBreakGlass: 'B',
  publishParameter: 'B',
  publishCalendar: 'B',
  publishDivisions: 'B',
  runBatch: 'CSORWHBDIAX',
  uploadEvidence: 'CO',
  findRoster: 'CSORWB',
  exportRoster: 'ORB',
  findPatrolLedger: 'CSORB',
  getHouseholdPage: 'CSORB',
  exportHouseholdPage: 'CORB',
  openEvidence: 'CORBA',
  revealParticulars: 'CORBA',
  findVisitCalendar: 'CSORB',
  countVisitCalendar: 'CSORB',
  findProposals: 'CORB',
  searchHouseholds: 'CSORWHB',
  findNoIdNumber: 'ORB',
  findAccessHistory: 'OBA',
  findAuditTrail: 'ORBA',
  replayStream: 'BA',
  findParkedFacts: 'BX',
};
const open = new Set([
  'getLiveness',
  'getReadiness',
  'getStartup',
  'getMetrics',
  'getApiDescription',
  'getApiPage',
  'findDemoAccounts',
  'issueDemoToken',
]);
/** Opened only for a purpose with a reference, whoever asks. */
const forPurpose = new Set(['openEvidence']);

type Relation = 'own' | 'next village' | 'other township';
type Outcome = 403 | 404 | 'let in';

interface Operation {
  readonly operationId: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly [extension: `x-${string}`]: unknown;
}

function expected(operation: string, path: string, role: string, relation: Relation): Outcome {
  if (!(oracle[operation] ?? '').includes(role)) return 403;
  if (operation === 'registerHousehold') return lies(role, relation) ? 'let in' : 404;
  const ofOne = path.includes('{householdId}') || operation === 'replayStream';
  if (ofOne && !lies(role, relation)) return 404;
  return forPurpose.has(operation) && role !== 'A' ? 403 : 'let in';
}

/** The areas of the accounts below: one village, one township, the city, or what the audit order names. */
function lies(role: string, relation: Relation): boolean {
  if (role === 'B') return true;
  if (role === 'C' || role === 'S') return relation === 'own';
  return relation !== 'other township';
}

describe('who may do what, and where', () => {
  let app: TestApp;
  let operations: readonly Operation[];
  const callers = new Map<string, TestCaller>();
  let homes: Readonly<Record<Relation, Registered>>;

  beforeAll(async () => {
    app = await startApp();
    const [gangkou, nanshan, bureau] = [
      await app.as('officer-gangkou'),
      await app.as('officer-nanshan'),
      await app.as('bureau'),
    ];
    homes = {
      own: await listedHousehold(gangkou),
      'next village': await listedHousehold(gangkou, { villageCode: OTHER_VILLAGE }),
      'other township': await listedHousehold(nanshan, { villageCode: NANSHAN_VILLAGE }),
    };
    await ok(
      bureau.post('/audit-orders', {
        orderNo: 'SJ-1',
        towns: [GANGKOU],
        auditors: ['matrix-A'],
        until: '2026-12-31T00:00:00+08:00',
        reason: '年度审计',
      }),
    );
    for (const [letter, role] of Object.entries(letters)) {
      const org = 'CS'.includes(letter)
        ? '341881100201'
        : 'ORWH'.includes(letter)
          ? GANGKOU
          : letter === 'D'
            ? 'MEDICAL'
            : '341881';
      callers.set(letter, await madeUpCaller(app, { account: `matrix-${letter}`, role, org }));
    }
    await app.settle();
    const description = (await app.http.get('/openapi.json')).body as {
      paths: Record<string, Record<string, Omit<Operation, 'path' | 'method'>>>;
    };
    operations = Object.entries(description.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ ...operation, method, path }) as Operation),
    );
  }, 60_000);
  afterAll(async () => {
    await app.stop();
  });

  it('every operation says who may call it, what for, and what it shows', () => {
    const silent = operations.filter(
      (operation) =>
        !Array.isArray(operation['x-role']) ||
        operation['x-role'].length === 0 ||
        typeof operation['x-purpose'] !== 'string' ||
        typeof operation['x-pii'] !== 'string',
    );
    expect(silent.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('every operation is in the table, with just these roles', () => {
    // The system itself publishes the rulebook of a new log; no token of that role is ever accepted.
    const told = operations.map(({ operationId, 'x-role': roles }) => [
      operationId,
      (roles as string[]).filter((role) => role !== 'SYSTEM').sort(),
    ]);
    const wanted = operations.map(({ operationId }) => [
      operationId,
      open.has(operationId) ? ['public'] : [...(oracle[operationId] ?? '?')].map((letter) => letters[letter]).sort(),
    ]);
    expect(told).toEqual(wanted);
    expect(Object.keys(oracle).filter((name) => !operations.some(({ operationId }) => operationId === name))).toEqual(
      [],
    );
  });

  it.each<Relation>(['own', 'next village', 'other township'])(
    'answers every role about the %s as the table says',
    async (relation) => {
      const got: string[] = [];
      const wanted: string[] = [];
      for (const operation of operations.filter(({ operationId }) => !open.has(operationId))) {
        for (const [letter, caller] of callers) {
          const status = await call(operation, caller, letter, relation);
          const outcome =
            status === 403 || status === 404 ? status : status === 401 || status >= 500 ? `${status}!` : 'let in';
          got.push(`${operation.operationId} ${letter}: ${outcome}`);
          wanted.push(
            `${operation.operationId} ${letter}: ${expected(operation.operationId, operation.path, letter, relation)}`,
          );
        }
      }
      expect(got).toEqual(wanted);
    },
    240_000,
  );

  it('answers nobody without a token', async () => {
    const answers: string[] = [];
    for (const { method, path, operationId } of operations.filter((operation) => !open.has(operation.operationId))) {
      const { status } = await app.http[method](filled(path, 'own'));
      if (status !== 401) answers.push(`${operationId} ${status}`);
    }
    expect(answers).toEqual([]);
  });

  const call = async (
    operation: Operation,
    caller: TestCaller,
    letter: string,
    relation: Relation,
  ): Promise<number> => {
    const path = filled(operation.path, relation).replace(/^\/api\/v1/, '');
    const headers: Record<string, string> =
      letter === 'A' ? { 'x-purpose': 'AUDIT_ORDER', 'x-purpose-ref': 'SJ-1' } : {};
    if (operation.method === 'get') {
      const { status } = await caller.get(path, headers);
      // Of a household within reach it is only this file that is missing, which is told apart by being an auditor's answer.
      return operation.operationId === 'openEvidence' && letter === 'A' && lies('A', relation) && status === 404
        ? 200
        : status;
    }
    const village = { own: '341881100201', 'next village': OTHER_VILLAGE, 'other township': NANSHAN_VILLAGE }[relation];
    const body = operation.operationId === 'registerHousehold' ? householdForm({ villageCode: village }) : {};
    return (await caller.post(path, body, headers)).status;
  };

  const filled = (path: string, relation: Relation): string => {
    const home = homes[relation];
    const values: Readonly<Record<string, string>> = {
      householdId: home.householdId,
      memberId: home.headMemberId,
      stream: `household-${home.householdId}`,
      sha256: 'a'.repeat(64),
    };
    return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d');
  };
});
