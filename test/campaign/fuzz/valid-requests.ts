import type { CaseStatus } from '../../../src/aggregates/case/case-status.js';
import { statusByCommand } from '../../../src/aggregates/case/status-by-command.js';
import { GANGKOU, VILLAGE } from '../../support/clerk.js';
import type { Operation, Parameter } from './api-document.js';
import { operations } from './api-document.js';
import { careOperations } from './care-stages.js';
import type { Chance } from './chance.js';
import { forms, memberButHead, preconditions, preconditionsOfCases } from './forms.js';
import type { Home, KnownFile, KnownWorld, ProposalKind } from './known-world.js';
import { valueOf } from './schema-values.js';
import { told, vocabulary } from './vocabulary.js';

/** A request before it becomes bytes. */
export interface Wanted {
  readonly operation: Operation;
  /** Demo account; undefined: nobody's. */
  readonly account?: string;
  /** Path parameters filled in, with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON value of the body, or the bytes of a file. */
  readonly body?: unknown;
}

const accounts: Readonly<Record<string, readonly string[]>> = {
  COORDINATOR: ['coordinator-gangkou'],
  OFFICER: ['officer-gangkou'],
  REVIEWER: ['reviewer-gangkou'],
  WINDOW: ['window-gangkou'],
  HOTLINE: ['hotline-gangkou'],
  BUREAU: ['bureau', 'bureau-second'],
  SECRETARY: ['secretary-gangkou'],
  DEPARTMENT: ['department-medical'],
  INSPECTOR: ['inspector'],
  AUDITOR: ['auditor'],
  ADMIN: ['admin'],
};
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
/** Operations that are the word of another township than the one everything else is about. */
const elsewhere: Readonly<Record<string, string>> = { acceptMovedHousehold: 'officer-nanshan' };
const FOR_A_PURPOSE = ['revealParticulars', 'openEvidence'];
/** Of an application whose notice hangs. */
const NOTICES = ['getPublicNotice', 'printPublicNotice'];
/** Where a case is a purpose. */
const IN_HAND: readonly CaseStatus[] = ['OPEN', 'EMERGENCY', 'INVESTIGATING', 'INVESTIGATED', 'AIDING'];

/** Valid requests of every operation, about things that exist. */
export class ValidRequests {
  private made = 0;

  constructor(
    private readonly world: KnownWorld,
    private readonly chance: Chance,
    private readonly divisions: object,
  ) {}

  /** Undefined while nothing exists that the operation could be about. */
  of(operation: Operation): Wanted | undefined {
    const { chance } = this;
    const role = chance.oneOf(operation.roles.filter((candidate) => candidate !== 'SYSTEM'));
    const account = elsewhere[operation.id] ?? chance.oneOf(accounts[role ?? ''] ?? []);
    const home = this.homeFor(operation, role);
    if (!home && operation.id !== 'registerHousehold' && operation.id !== 'issueAuditOrder') return undefined;
    const file = operation.path.includes('{caseId}') ? this.fileFor(operation, near(role)) : undefined;
    const path = home ? this.pathOf(operation, home, file) : operation.path;
    if (path === undefined) return undefined;
    const body = this.bodyOf(operation, home, file);
    return {
      operation,
      ...(account === undefined ? {} : { account }),
      url: `${path}${this.queryOf(operation, home)}`,
      headers: this.headersOf(operation, role, { home, file }),
      ...(body === undefined ? {} : { body }),
    };
  }

  private homeFor({ id }: Operation, role: string | undefined): Home | undefined {
    const fits = preconditions[id] ?? (() => true);
    const homes = [...this.world.homes.values()].filter(
      (home) => fits(home) && (!near(role) || home.villageCode === VILLAGE),
    );
    return this.chance.oneOf(homes.slice(-12));
  }

  private pathOf({ id, path }: Operation, home: Home, file: KnownFile | undefined): string | undefined {
    let complete = true;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = this.pathValue(name, { id, path }, home, file);
      if (value === undefined) complete = false;
      return encodeURIComponent(value ?? '');
    });
    return complete ? filled : undefined;
  }

  private pathValue(
    name: string,
    { id, path }: Pick<Operation, 'id' | 'path'>,
    home: Home,
    file: KnownFile | undefined,
  ): string | undefined {
    const { chance, world } = this;
    const kind = (['visit-corrections', 'excuses', 'corrections', 'mergers', 'splits'] as ProposalKind[]).find((one) =>
      path.includes(`/${one}/`),
    );
    const values: Readonly<Record<string, () => string | undefined>> = {
      householdId: () => home.id,
      requestId: () => home.moveRequest,
      memberId: () => (id === 'removeMember' ? memberButHead({ home, chance }) : chance.oneOf(home.members)),
      proposalId: () => chance.oneOf(file ? (file.ids[proposalOf(path)] ?? []) : kind ? [...home.open[kind]] : []),
      coordinatorId: () => (id === 'returnEquipment' ? world.devices.at(-1)?.holder : this.servantFor(id)),
      caseId: () => file?.id,
      applicationId: () => chance.oneOf(file?.ids[NOTICES.includes(id) ? 'hanging' : 'applicationId'] ?? []),
      measureId: () => chance.oneOf(file?.ids['measureId'] ?? []),
      referralId: () => chance.oneOf(file?.ids['referralId'] ?? []),
      objectionId: () => chance.oneOf(file?.ids['objectionId'] ?? []),
      refusalId: () => chance.oneOf(file?.ids['refusalId'] ?? []),
      exportId: () => chance.oneOf([...world.proposedExports]),
      filingId: () => chance.oneOf([...world.filings]),
      grantId: () => chance.oneOf([...world.grants]),
      sha256: () => chance.oneOf(home.evidence),
      stream: () => (chance.happens(0.8) ? `household-${home.id}` : 'city'),
    };
    return values[name]?.();
  }

  /** A coordinator of the officer's own township, in the state the operation wants. */
  private servantFor(operation: string): string | undefined {
    const state = operation === 'resumeCoordinator' ? 'suspended' : 'on-duty';
    const fits = [...this.world.coordinators.values()].filter(
      (servant) => servant.townCode === GANGKOU && servant.state === state,
    );
    return this.chance.oneOf(fits)?.id;
  }

  /** A case of the officer's own township, where the operation is decided; of the first village for who belongs to it. */
  private fileFor({ id, path }: Operation, nearby: boolean): KnownFile | undefined {
    const table: Readonly<Record<string, readonly CaseStatus[]>> = statusByCommand;
    const statuses = id === 'revealCaseParticulars' ? IN_HAND : table[id.charAt(0).toUpperCase() + id.slice(1)];
    const ofPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => name !== 'caseId');
    const brought = id === 'proposeCaseCorrection' ? ['clueFact'] : ofPath;
    const named = NOTICES.includes(id)
      ? ['hanging']
      : brought.map((name) => (name === 'proposalId' ? proposalOf(path) : name));
    const fits = [...this.world.cases.values()].filter(
      (file) =>
        file.townCode === GANGKOU &&
        (!nearby || file.villageCode === VILLAGE) &&
        (statuses?.includes(file.status) ?? true) &&
        (preconditionsOfCases[id]?.(file) ?? true) &&
        (careOperations[id]?.some((stage) => stage === file.care) ?? true) &&
        named.every((name) => (file.ids[name] ?? []).length > 0),
    );
    return this.chance.oneOf(fits.slice(-12));
  }

  private queryOf({ parameters }: Operation, home: Home | undefined): string {
    const asked = parameters.filter((parameter) => parameter.in === 'query');
    const chosen = [
      ...asked.filter(({ required }) => required),
      ...this.chance.some(
        asked.filter(({ required }) => !required),
        0.25,
      ),
    ];
    const query = new URLSearchParams();
    for (const parameter of chosen) {
      const value = this.parameterValue(parameter, home);
      if (value !== undefined) query.set(parameter.name, String(value));
    }
    const text = query.toString();
    return text === '' ? '' : `?${text}`;
  }

  private parameterValue({ name, schema, required }: Parameter, home: Home | undefined): unknown {
    // Every case has a first revision.
    if (required && this.chance.happens(0.9)) return 0;
    const word = vocabulary[name];
    if (word && this.chance.happens(0.95)) return word({ world: this.world, chance: this.chance, home });
    return valueOf(schema, this.chance.whole(2 ** 31));
  }

  private headersOf(
    { id, kind }: Operation,
    role: string | undefined,
    { home, file }: { readonly home: Home | undefined; readonly file: KnownFile | undefined },
  ): Record<string, string> {
    return {
      ...(kind === 'command' ? { 'idempotency-key': `fuzz-${this.made++}` } : {}),
      ...(role === 'AUDITOR' ? { 'x-purpose': 'AUDIT_ORDER', 'x-purpose-ref': this.world.orders[0] ?? 'none' } : {}),
      ...(FOR_A_PURPOSE.includes(id) && (role === 'OFFICER' || role === 'COORDINATOR')
        ? { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': home?.id ?? 'none' }
        : {}),
      ...(id === 'revealCaseParticulars' && role !== 'AUDITOR'
        ? { 'x-purpose': 'OPEN_CASE', 'x-purpose-ref': file?.id ?? 'none' }
        : {}),
      ...(id === 'uploadEvidence'
        ? { 'content-type': 'image/png', 'x-file-name': encodeURIComponent('照片.png') }
        : {}),
    };
  }

  private bodyOf(operation: Operation, home: Home | undefined, file: KnownFile | undefined): unknown {
    if (operation.takesFile) return Buffer.concat([PNG, Buffer.from(`file ${this.made++}`)]);
    if (operation.id === 'runBatch') return this.batch();
    if (!operation.body) return undefined;
    const scene = { world: this.world, chance: this.chance, home };
    const generated = told(valueOf(operation.body, this.chance.whole(2 ** 31)), scene) as object;
    const form = forms[operation.id];
    if (!form || this.chance.happens(0.3)) return generated;
    const filled = form({ ...scene, file, home: home ?? NOBODY, n: this.made++, divisions: this.divisions });
    return this.chance.happens(0.5) ? filled : { ...generated, ...filled };
  }

  private batch(): unknown {
    const rows = Array.from({ length: 1 + this.chance.whole(4) }, () => {
      const operation = this.chance.oneOf(operations.filter(({ kind }) => kind === 'command'));
      const wanted = operation && this.of(operation);
      if (!operation || !wanted) return undefined;
      const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      const values = new RegExp(`^${operation.path.replace(/\{\w+\}/g, '([^/?]*)')}`).exec(wanted.url) ?? [];
      return {
        operation: operation.id,
        key: `fuzz-${this.made++}`,
        path: Object.fromEntries(names.map((name, index) => [name, values[index + 1]])),
        body: wanted.body ?? {},
      };
    });
    return { device: 'phone-1', rows: rows.filter((row) => row !== undefined) };
  }
}

/** Which proposals of a case a path is about. */
function proposalOf(path: string): 'correctionId' | 'proposalId' {
  return path.includes('/corrections/') ? 'correctionId' : 'proposalId';
}

/** Whose area is a village. */
function near(role: string | undefined): boolean {
  return role === 'COORDINATOR' || role === 'SECRETARY';
}

const NOBODY: Home = {
  id: 'none',
  villageCode: '341881100201',
  headMemberId: 'none',
  listed: false,
  watched: false,
  monitored: false,
  members: [],
  visits: [],
  facts: [],
  evidence: [],
  open: {
    'visit-corrections': new Set(),
    excuses: new Set(),
    corrections: new Set(),
    mergers: new Set(),
    splits: new Set(),
  },
};
