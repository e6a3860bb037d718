import { sectionNames } from '../../src/aggregates/case/codes.js';
import type { Instant, LocalDate } from '../../src/platform/fact.js';
import type { TestApp } from './app.js';
import { factsForm, homeVisitForm, needsForm } from './case-clerk.js';
import type { Answered, Registered } from './clerk.js';
import { allRows, clueForm, morning, ok, ownerChain, registerHousehold } from './clerk.js';

type Fields = Readonly<Record<string, unknown>>;

/** Where a case is to be seen, each list in the order in which it is answered. */
export interface Shown {
  readonly board: readonly unknown[];
  /** Kind, last day, level. */
  readonly due: readonly string[];
  /** Day, what passed, the day it ended. */
  readonly alerts: readonly string[];
  readonly ineligible: readonly unknown[];
  readonly classes: readonly unknown[];
}

/** One case of 港口镇's first village, told over HTTP from its first word on by accounts of the demo. */
export class CaseStory {
  private id = '';

  constructor(readonly app: TestApp) {}

  get caseId(): string {
    return this.id;
  }

  /** Nine in the morning of that day, with everything that was due by then. */
  async on(day: LocalDate): Promise<void> {
    await this.app.at(morning(day));
  }

  /** Answers the family, which is on file and has nobody with a number. */
  async clue(account: string, given: Fields = {}): Promise<Registered> {
    const lost = { idNo: undefined, noIdReason: 'LOST' };
    const family = await registerHousehold(await this.app.as('officer-gangkou'), { head: lost });
    const form = clueForm({ subject: undefined, householdRef: family.householdId, ...given });
    this.id = String((await ok((await this.app.as(account)).post('/cases/clues', form)))['caseId']);
    return family;
  }

  /** A step of a valid form by that account; answers what it was given. */
  async does(account: string, path: string, form: Fields = {}): Promise<Answered> {
    return ok((await this.app.as(account)).post(`/cases/${this.id}/${path}`, form));
  }

  /** The status and rule that a step is refused with. */
  async refused(account: string, path: string, form: Fields = {}): Promise<readonly unknown[]> {
    const { status, body } = await (await this.app.as(account)).post(`/cases/${this.id}/${path}`, form);
    return [status, body.rule];
  }

  async verifiedAndOpened(at: Instant): Promise<void> {
    const seen = { verifiedAt: at, result: 'CONFIRMED', needsListing: false, text: '情况属实' };
    await this.does('coordinator-gangkou', 'verifications', seen);
    await this.does('officer-gangkou', 'openings', { ownerChain });
  }

  /** One visit, every section, the needs, a problem with its countermeasure, and the end. */
  async investigated(visitedAt: Instant, { needs = {}, kind = 'DIBAO' }: InvestigatedAs = {}): Promise<void> {
    const officer = 'officer-gangkou';
    await this.does(officer, 'home-visits', homeVisitForm({ visitedAt }));
    for (const section of Object.keys(sectionNames)) await this.does(officer, 'established-facts', factsForm(section));
    await this.does(officer, 'needs-assessments', needsForm(needs));
    const { problemId } = await this.does(officer, 'problems', { need: 'LIVING', text: '失去收入' });
    await this.does(officer, 'countermeasures', { problemId, kind, text: '按政策办理' });
    await this.does(officer, 'investigation-completions', { result: 'PASSED' });
  }

  /** Every fact of the case in order with the status that the timeline gives after it. */
  async life(): Promise<readonly string[]> {
    await this.app.settle();
    const facts = (await this.app.facts(['case'])).filter(({ stream }) => stream === `case-${this.id}`);
    const { body } = await (await this.app.as('officer-gangkou')).get(`/cases/${this.id}/timeline`);
    const rows = body.rows as readonly Fields[];
    if (rows.length !== facts.length) throw new Error(`${rows.length} rows of ${facts.length} facts`);
    return facts.map(({ type }, index) => {
      const row = rows[index];
      if (row?.['type'] !== type) throw new Error(`${String(row?.['type'])} is told of ${type}`);
      return `${type} ${String(row['status'])}`;
    });
  }

  async shown(): Promise<Shown> {
    await this.app.settle();
    const officer = await this.app.as('officer-gangkou');
    const own = async (path: string) => (await allRows(officer, path)).filter(({ caseId }) => caseId === this.id);
    const alerts = (await allRows(officer, '/alerts?kind=CASE_OVERDUE')).filter(({ about }) => about === this.id);
    return {
      board: (await own('/cases')).map(({ status }) => status),
      due: (await own('/deadlines')).map(({ kind, dueOn, level }) => [kind, dueOn, level].join(' ')),
      alerts: alerts.map(({ day, detail, endedOn }) => [day, detail, endedOn ?? 'open'].join(' ')),
      ineligible: (await own('/ineligible-ledger')).map(({ refusals }) =>
        (refusals as readonly Fields[]).map(({ reasonCodes, on, notifiedOn }) => [reasonCodes, on, notifiedOn]),
      ),
      classes: (await own('/class-ledger')).map((row) => [row['class'], row['subItems'], row['classifiedOn']]),
    };
  }
}

interface InvestigatedAs {
  readonly needs?: Fields;
  readonly kind?: string;
}

/** From the clue to the end of an investigation that began with the first visit. */
export const toldUntilOpened = ['ClueReported REPORTED', 'ClueVerified REPORTED', 'CaseOpened OPEN'] as const;
export const toldOfInvestigation = [
  'HomeVisitMade INVESTIGATING',
  ...Object.keys(sectionNames).map(() => 'FactsEstablished INVESTIGATING'),
  'NeedsAssessed INVESTIGATING',
  'ProblemIdentified INVESTIGATING',
  'CountermeasureProposed INVESTIGATING',
  'InvestigationCompleted INVESTIGATED',
] as const;
