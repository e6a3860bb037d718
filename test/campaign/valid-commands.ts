import { eventIdOf } from '../../src/platform/change/command-id.js';
import { firstDayOf, localDateOf, monthOf } from '../../src/platform/calendar/local-date.js';
import type { Instant, LocalDate, Period } from '../../src/platform/fact.js';
import { attemptForm, VILLAGE, idNumberOf, listingForm, visitForm } from '../support/clerk.js';
import type { Command, Entry } from './journal.js';

const OFFICER = 'officer-gangkou';
const COORDINATOR = 'coordinator-gangkou';
const REVIEWER = 'reviewer-gangkou';

/** Accounts a life needs tokens of. */
export const accounts: readonly string[] = [OFFICER, COORDINATOR, REVIEWER];

/** ID numbers nobody else in the run has. */
export class IdNumbers {
  private given = 0;

  next(): string {
    const year = 1930 + Math.floor(this.given / 999);
    return idNumberOf(`${year}0607`, 1 + (this.given++ % 999));
  }
}

type Fields = Readonly<Record<string, unknown>>;

export function registrationForm(idNo: string, given: Fields = {}): Fields {
  const head = { name: '张三', idNo, relation: 'HEAD' };
  return { villageCode: VILLAGE, head, address: '一组 1 号', source: 'SWEEP', ...given };
}

/** Ids the answers of a life have brought, by the name its later steps know them by. */
type Known = Readonly<Record<string, string>>;

interface When {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly first: LocalDate;
  readonly month: Period;
}

interface Step {
  readonly operation: string;
  readonly account: string;
  /** Below the household; `{name}` stands for a known id. */
  readonly path: string;
  readonly body: (known: Known, when: When, ids: IdNumbers) => Fields;
  /** Field of the answer → name it is remembered by; `fact` is the id of the fact written. */
  readonly brings?: Readonly<Record<string, string>>;
}

/** Every command a household knows, in an order in which each of them is allowed. */
const life: readonly Step[] = [
  {
    operation: 'registerHousehold',
    account: OFFICER,
    path: '',
    body: (_, { first }, ids) => registrationForm(ids.next(), { registeredOn: first }),
    brings: { householdId: 'household', headMemberId: 'head' },
  },
  {
    operation: 'addMember',
    account: OFFICER,
    path: '/members',
    body: (_, { today }, ids) => ({ name: '李四', idNo: ids.next(), relation: 'CHILD', on: today }),
    brings: { memberId: 'member' },
  },
  {
    operation: 'changeMember',
    account: COORDINATOR,
    path: '/members/{head}/changes',
    body: (_, __, ids) => ({ phone: `138${ids.next().slice(9, 17)}` }),
  },
  {
    operation: 'changeAddress',
    account: OFFICER,
    path: '/address-changes',
    body: (_, { today }) => ({ address: '二组 2 号', on: today }),
  },
  {
    operation: 'reportChange',
    account: COORDINATOR,
    path: '/change-reports',
    body: () => ({ kind: 'HEALTH', text: '住院一周' }),
  },
  {
    operation: 'listHousehold',
    account: OFFICER,
    path: '/listings',
    body: (_, { first }) => listingForm({ listedOn: first }),
    brings: { fact: 'listing' },
  },
  {
    operation: 'adjustListing',
    account: OFFICER,
    path: '/listing-adjustments',
    body: () => ({ coordinatorRef: 'c-2', reason: '换人' }),
  },
  {
    operation: 'recordPatrolVisit',
    account: COORDINATOR,
    path: '/patrol-visits',
    body: ({ head = '' }, { now }) => visitForm(head, { visitedAt: now }),
    brings: { visitId: 'visit' },
  },
  {
    operation: 'recordFailedVisit',
    account: OFFICER,
    path: '/failed-visits',
    body: (_, { now }) => attemptForm({ attemptedAt: now }),
  },
  ...proposed('VisitCorrection', '/visit-corrections', ({ visit = '' }) => ({
    correctsVisitId: visit,
    corrected: { needs: ['MEDICAL'] },
    reason: '漏填需求',
  })),
  ...proposed('Excuse', '/excuses', (_, { month }) => ({ month, reason: 'IN_HOSPITAL', text: '住院' })),
  ...proposed('Correction', '/corrections', ({ listing = '' }) => ({
    corrects: listing,
    corrected: { kinFlag: true },
    reason: '漏填',
  })),
  {
    operation: 'changeHead',
    account: OFFICER,
    path: '/head-changes',
    body: ({ member = '' }, { today }) => ({ memberId: member, on: today, reason: '年事已高' }),
  },
  {
    operation: 'removeMember',
    account: COORDINATOR,
    path: '/members/{head}/removals',
    body: (_, { today }) => ({ reason: 'MOVED_AWAY', on: today }),
  },
  {
    operation: 'delist',
    account: OFFICER,
    path: '/delistings',
    body: (_, { today }) => ({ on: today, reason: 'RECOVERED' }),
  },
];

/** Sent back the first time, approved the second. */
function proposed(what: string, path: string, body: Step['body']): readonly Step[] {
  const propose: Step = {
    operation: `propose${what}`,
    account: OFFICER,
    path,
    body,
    brings: { proposalId: 'proposal' },
  };
  return [
    propose,
    {
      operation: `reject${what}`,
      account: REVIEWER,
      path: `${path}/{proposal}/rejections`,
      body: () => ({ reason: '核对不符' }),
    },
    propose,
    { operation: `approve${what}`, account: REVIEWER, path: `${path}/{proposal}/approvals`, body: () => ({}) },
  ];
}

/** Operations of a life, each once, in order. */
export const operationsOfLife: readonly string[] = [...new Set(life.map(({ operation }) => operation))];

/** One household through every command it knows, one valid request after the other. */
export class Life {
  private readonly known: Record<string, string> = {};
  private at = 0;

  constructor(
    private readonly now: Instant,
    private readonly ids: IdNumbers,
  ) {}

  get isOver(): boolean {
    return this.at >= life.length;
  }

  /** Undefined before the registration is acknowledged. */
  get stream(): string | undefined {
    const { household } = this.known;
    return household === undefined ? undefined : `household-${household}`;
  }

  /** The next command; asked twice, the second is another form of the same step, with ID numbers of its own. */
  next(): Command {
    const step = life[this.at];
    if (!step) throw new Error('this life is over');
    const { operation, account } = step;
    const below = step.path.replace(/\{(\w+)\}/g, (_, name: string) => this.known[name] ?? '');
    const path = this.stream === undefined ? '/households' : `/households/${this.known['household']}${below}`;
    return { operation, account, path, target: this.stream ?? 'household', body: this.body(step) };
  }

  /** Takes the step as done by this acknowledged entry. */
  done({ commandId, said }: Entry): void {
    const answer: Readonly<Record<string, unknown>> = { ...said?.body, fact: eventIdOf(commandId, 0) };
    for (const [field, name] of Object.entries(life[this.at]?.brings ?? {})) this.known[name] = String(answer[field]);
    this.at += 1;
  }

  private body(step: Step): Fields {
    const today = localDateOf(this.now);
    const month = monthOf(today);
    return step.body(this.known, { now: this.now, today, month, first: firstDayOf(month) }, this.ids);
  }
}
