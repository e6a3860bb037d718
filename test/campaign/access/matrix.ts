import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { TestApp, TestCaller } from '../../support/app.js';
import type { Registered } from '../../support/clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  appointCoordinator,
  householdForm,
  listedHousehold,
  reportClue,
  madeUpCaller,
  ok,
} from '../../support/clerk.js';
import type { Asker } from './policy.js';
import { CITY, expected, letters, open, oracle } from './policy.js';

const NANSHAN = '341881002';
const VILLAGES = [VILLAGE, OTHER_VILLAGE, NANSHAN_VILLAGE] as const;
const TOWNS = [GANGKOU, NANSHAN] as const;

interface Operation {
  readonly operationId: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly [extension: `x-${string}`]: unknown;
}

/** An account, and the audit order it may refer to. */
interface Account extends Asker {
  readonly caller: TestCaller;
  readonly order: string;
}

/** Every operation × role × area, asked over HTTP and compared with the table. */
export class AccessMatrix {
  private constructor(
    private readonly app: TestApp,
    readonly operations: readonly Operation[],
    /** One of each role: of the first village, of its township, of the city. */
    private readonly usual: readonly Account[],
    /** Of each role one of every village or township it can belong to, coordinators of two villages too. */
    private readonly everybody: readonly Account[],
    private readonly homes: ReadonlyMap<string, Registered>,
    /** By village, the id of a coordinator of it. */
    private readonly coordinators: ReadonlyMap<string, string>,
    /** By village, the id of a case of it. */
    private readonly cases: ReadonlyMap<string, string>,
  ) {}

  static async of(app: TestApp): Promise<AccessMatrix> {
    const homes = new Map<string, Registered>();
    const coordinators = new Map<string, string>();
    const cases = new Map<string, string>();
    for (const village of VILLAGES) {
      const officer = await app.as(village.startsWith(GANGKOU) ? 'officer-gangkou' : 'officer-nanshan');
      homes.set(village, await listedHousehold(officer, { villageCode: village }));
      cases.set(village, await reportClue(officer, { villageCode: village }));
      const particulars = { personRef: holderOf(village) };
      coordinators.set(village, await appointCoordinator(officer, { villages: [village], particulars }));
    }
    await fileRosters(app);
    const usual: Account[] = [];
    const everybody: Account[] = [];
    for (const letter of Object.keys(letters)) {
      const accounts = await accountsOf(app, letter);
      everybody.push(...accounts);
      usual.push(...accounts.slice(0, 1));
    }
    await app.settle();
    const { paths } = (await app.http.get('/openapi.json')).body as {
      paths: Record<string, Record<string, Omit<Operation, 'path' | 'method'>>>;
    };
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ ...operation, method, path }) as Operation),
    );
    return new AccessMatrix(app, operations, usual, everybody, homes, coordinators, cases);
  }

  /** Operations that do not say who may call them, what for, or what they show. */
  silent(): readonly string[] {
    return this.operations
      .filter(
        (operation) =>
          !Array.isArray(operation['x-role']) ||
          operation['x-role'].length === 0 ||
          typeof operation['x-purpose'] !== 'string' ||
          typeof operation['x-pii'] !== 'string',
      )
      .map(({ operationId }) => operationId);
  }

  /** Where the description and the table name other roles; the system itself publishes a new log's rulebook. */
  undeclared(): readonly string[] {
    const described = this.operations.flatMap(({ operationId, 'x-role': roles }) => {
      const told = (roles as string[]).filter((role) => role !== 'SYSTEM').sort();
      const wanted = open.has(operationId)
        ? ['public']
        : [...(oracle[operationId] ?? '?')].map((letter) => letters[letter] ?? letter).sort();
      return told.join() === wanted.join() ? [] : [`${operationId} is for ${told.join()}, not for ${wanted.join()}`];
    });
    const names = this.operations.map(({ operationId }) => operationId);
    const missing = Object.keys(oracle).filter((name) => !names.includes(name));
    return [...described, ...missing.map((name) => `${name} is in the table and not in the description`)];
  }

  /** Every closed operation, asked by one of each role about a household of this village: what was otherwise. */
  async about(village: string): Promise<readonly string[]> {
    const wrong: string[] = [];
    for (const operation of this.closed())
      for (const account of this.usual) wrong.push(...(await this.ask(operation, account, village)));
    return wrong;
  }

  /** One operation by chance, asked by anybody about any household. */
  async draw(random: SeededRandom): Promise<readonly string[]> {
    const [operation] = random.shuffled(this.closed());
    const [account] = random.shuffled(this.everybody);
    if (!operation || !account) throw new Error('nobody to ask, or nothing to be asked');
    return this.ask(operation, account, random.pick(VILLAGES));
  }

  /** Operations that answer somebody without a token. */
  async toStrangers(): Promise<readonly string[]> {
    const wrong: string[] = [];
    for (const { method, path, operationId } of this.closed()) {
      const { status } = await this.app.http[method](this.filled(path, VILLAGE));
      if (status !== 401) wrong.push(`${operationId} answers ${status} without a token`);
    }
    return wrong;
  }

  private closed(): readonly Operation[] {
    return this.operations.filter(({ operationId }) => !open.has(operationId));
  }

  private async ask(operation: Operation, account: Account, village: string): Promise<readonly string[]> {
    const status = await this.statusOf(operation, account, village);
    const refused = status === 403 || status === 404;
    const got = refused ? status : status === 401 || status >= 500 ? `${status}!` : 'let in';
    const { operationId, path } = operation;
    const wanted = expected(operationId, path, account, village);
    const { letter, areas } = account;
    return got === wanted
      ? []
      : [`${operationId} by ${letter} of ${areas.join('+')} about ${village}: ${got}, not ${wanted}`];
  }

  private async statusOf(operation: Operation, account: Account, village: string): Promise<number> {
    const { letter, areas, caller, order } = account;
    const { operationId, method } = operation;
    const path = this.filled(operation.path, village).replace(/^\/api\/v1/, '');
    const headers: Record<string, string> =
      letter === 'A' ? { 'x-purpose': 'AUDIT_ORDER', 'x-purpose-ref': order } : {};
    if (method === 'get') {
      const { status, body } = await caller.get(path, headers);
      // Said only of a case within reach: it has no such application, and so no notice of it.
      if (status === 404 && body.detail === '该申请没有公示') return 200;
      // Of a household within reach only this file is missing, which is told apart by being an auditor's answer.
      const within = areas.some((area) => village.startsWith(area));
      return operationId === 'openEvidence' && letter === 'A' && within && status === 404 ? 200 : status;
    }
    const lost = { idNo: undefined, noIdReason: 'LOST' };
    const body = operationId === 'registerHousehold' ? householdForm({ villageCode: village, head: lost }) : {};
    return (await caller.post(path, body, headers)).status;
  }

  private filled(path: string, village: string): string {
    const home = this.homes.get(village);
    const values: Readonly<Record<string, string | undefined>> = {
      householdId: home?.householdId,
      memberId: home?.headMemberId,
      coordinatorId: this.coordinators.get(village),
      caseId: this.cases.get(village),
      filingId: `2026_${village.slice(0, 9)}_A3`,
      stream: `household-${home?.householdId ?? ''}`,
      sha256: 'a'.repeat(64),
    };
    return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d');
  }
}

/** Of each role, the accounts that can be: the first one belongs to the first village or its township. */
async function accountsOf(app: TestApp, letter: string): Promise<readonly Account[]> {
  const role = letters[letter];
  if (!role) throw new Error(`no role has the letter ${letter}`);
  const accounts: Account[] = [];
  for (const areas of areasOf(letter)) {
    const account = `matrix-${letter}-${areas.join('-')}`;
    const org = letter === 'D' ? 'MEDICAL' : letter === 'A' ? CITY : areas.join();
    const order = letter === 'A' ? await orderFor(app, account, areas) : '';
    const [post] = letter === 'C' && areas.length === 1 ? areas : [];
    const mine = post === undefined ? {} : { person: holderOf(post) };
    const caller = await madeUpCaller(app, { account, role, org, ...mine });
    accounts.push({ letter, areas, order, caller, ...(post === undefined ? {} : { post }) });
  }
  return accounts;
}

/** The person who is the coordinator of a village; whose token names two villages is no coordinator of either. */
function holderOf(village: string): string {
  return `holder-of-${village}`;
}

/** The coordinators of both townships are filed, and wait for the bureau. */
async function fileRosters(app: TestApp): Promise<void> {
  await ok((await app.as('bureau')).post('/filing-campaigns', { year: '2026' }));
  for (const [account, townCode] of [
    ['officer-gangkou', GANGKOU],
    ['officer-nanshan', NANSHAN],
  ] as const) {
    const form = { year: '2026', townCode, annex: 'A3', filledBy: '李民政', reviewedBy: '王主任' };
    await ok((await app.as(account)).post('/filings', form));
  }
}

function areasOf(letter: string): readonly (readonly string[])[] {
  if ('CS'.includes(letter)) return [...VILLAGES.map((village) => [village]), [OTHER_VILLAGE, NANSHAN_VILLAGE]];
  if ('ORWHA'.includes(letter)) return TOWNS.map((town) => [town]);
  return [[CITY]];
}

async function orderFor(app: TestApp, auditor: string, towns: readonly string[]): Promise<string> {
  const orderNo = `SJ-${towns.join('-')}`;
  const until = '2026-12-31T00:00:00+08:00';
  const order = { orderNo, towns, auditors: [auditor], until, reason: '年度审计' };
  await ok((await app.as('bureau')).post('/audit-orders', order));
  return orderNo;
}
