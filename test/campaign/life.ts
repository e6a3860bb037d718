import { eventIdOf } from '../../src/platform/change/command-id.js';
import { addDays, firstDayOf, localDateOf, monthOf } from '../../src/platform/calendar/local-date.js';
import type { Instant, LocalDate, Period } from '../../src/platform/fact.js';
import { VILLAGE, idNumberOf } from '../support/clerk.js';
import type { Command, Entry } from './journal.js';

export const OFFICER = 'officer-gangkou';
export const COORDINATOR = 'coordinator-gangkou';
export const REVIEWER = 'reviewer-gangkou';
export const SECRETARY = 'secretary-gangkou';
export const WINDOW = 'window-gangkou';
export const BUREAU = 'bureau';
export const MEDICAL = 'department-medical';

/** Accounts a life needs tokens of. */
export const accounts: readonly string[] = [OFFICER, COORDINATOR, REVIEWER, SECRETARY, WINDOW, BUREAU, MEDICAL];

/** ID numbers nobody else in the run has. */
export class IdNumbers {
  private given = 0;

  next(): string {
    const year = 1930 + Math.floor(this.given / 999);
    return idNumberOf(`${year}0607`, 1 + (this.given++ % 999));
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function registrationForm(idNo: string, given: Fields = {}): Fields {
  const head = { name: '张三', idNo, relation: 'HEAD' };
  return { villageCode: VILLAGE, head, address: '一组 1 号', source: 'SWEEP', ...given };
}

/** Ids the answers of a life have brought, by the name its later steps know them by. */
export type Known = Readonly<Record<string, string>>;

export interface When {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly first: LocalDate;
  readonly month: Period;
  /** So many days from today. */
  readonly day: (days: number) => LocalDate;
}

export interface Step {
  readonly operation: string;
  readonly account: string;
  /** Below /api/v1; `{name}` stands for a known id, here and in the target. */
  readonly path: string;
  /** The stream it is about, or its category when it begins one. */
  readonly target: string;
  readonly body: (known: Known, when: When, ids: IdNumbers) => Fields;
  /** Field of the answer → name it is remembered by; `fact` is the id of the fact written. */
  readonly brings?: Readonly<Record<string, string>>;
}

export const registration: Step = {
  operation: 'registerHousehold',
  account: OFFICER,
  path: '/households',
  target: 'household',
  body: (_, { first }, ids) => registrationForm(ids.next(), { registeredOn: first }),
  brings: { householdId: 'household', headMemberId: 'head' },
};

/** One script from its first to its last step, one valid request after the other. */
export class Life {
  private readonly known: Record<string, string> = {};
  private at = 0;

  constructor(
    private readonly script: readonly Step[],
    private readonly now: Instant,
    private readonly ids: IdNumbers,
  ) {}

  get isOver(): boolean {
    return this.at >= this.script.length;
  }

  /** The household it is about; undefined before the registration is acknowledged. */
  get stream(): string | undefined {
    const { household } = this.known;
    return household === undefined ? undefined : `household-${household}`;
  }

  /** The next command; asked twice, the second is another form of the same step, with ID numbers of its own. */
  next(): Command {
    const step = this.script[this.at];
    if (!step) throw new Error('this life is over');
    const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => this.known[name] ?? '');
    const { operation, account, path, target } = step;
    return { operation, account, path: filled(path), target: filled(target), body: this.body(step) };
  }

  /** Takes the step as done by this acknowledged entry. */
  done({ commandId, said }: Entry): void {
    const answer: Fields = { ...said?.body, fact: eventIdOf(commandId, 0) };
    for (const [field, name] of Object.entries(this.script[this.at]?.brings ?? {}))
      this.known[name] = String(answer[field]);
    this.at += 1;
  }

  private body(step: Step): Fields {
    const today = localDateOf(this.now);
    const month = monthOf(today);
    const day = (days: number): LocalDate => addDays(today, days);
    return step.body(this.known, { now: this.now, today, month, first: firstDayOf(month), day }, this.ids);
  }
}

/** Operations of some scripts, each once, in order. */
export function operationsOf(scripts: readonly (readonly Step[])[]): readonly string[] {
  return [...new Set(scripts.flatMap((script) => script.map(({ operation }) => operation)))];
}
