import { createHash } from 'node:crypto';
import { nationalCalendars } from '../platform/calendar/national-calendars.js';
import { workCalendar } from '../platform/calendar/work-calendar.js';
import type { Instant, LocalDate } from '../platform/fact.js';
import type { CommandDoor } from '../platform/http/command-door.js';
import type { DemoTown } from './demo-city.js';
import type { DemoFamily } from './demo-families.js';
import { callerOn } from './demo-posts.js';
import type { CaseAct, Play } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import type { SeededRandom } from './seeded-random.js';

/** Whose case it is, who works it, and when it begins. */
export interface CaseCast {
  readonly key: string;
  readonly family: DemoFamily;
  readonly town: DemoTown;
  readonly begunOn: LocalDate;
  /** The last day that is played. */
  readonly until: LocalDate;
  /** Who answers in the department; undefined where the township follows a referral up itself. */
  departmentOf(code: string): string | undefined;
  /** Of the limits so many pass before anything is done: townships differ. */
  readonly slack: number;
}

/** What an act knows when it is entered. */
export interface CaseScene {
  readonly door: CommandDoor;
  readonly caseId: string;
  readonly householdId: string;
  readonly headId: string;
  /** Id of what the named act brought. */
  id(name: string): string;
  /** Id of the first fact of the act of exactly that name. */
  fact(name: string): string;
}

export type CasePerform = (play: Play, scene: CaseScene) => Promise<unknown>;

/** What tells the acts of a story apart from usual ones. */
export type More = Partial<Pick<CaseAct, 'brings' | 'dueOn' | 'answered' | 'apart'>>;

/** Name of the act every case begins with: its id is the case's. */
export const BEGINNING = 'begins';

const MINUTES_BETWEEN = 3;

/** Goes through a case act by act, on working days, and writes down what everybody enters. */
export class CaseStory {
  private readonly written: CaseAct[] = [];
  private readonly times = new Map<string, number>();
  private minute: number;
  private day: LocalDate;

  constructor(
    readonly cast: CaseCast,
    readonly random: SeededRandom,
  ) {
    this.day = cast.begunOn;
    this.minute = this.someMinute();
  }

  get today(): LocalDate {
    return this.day;
  }

  get now(): Instant {
    return at(this.day, this.minute);
  }

  /** In order; acts of one day as they were written. */
  get acts(): readonly CaseAct[] {
    return [...this.written].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  }

  /** Goes on so many working days later. */
  wait(workdays: number): void {
    if (workdays === 0) return;
    this.day = workdayAfter(this.day, workdays);
    this.minute = this.someMinute();
  }

  /** Whether what is due comes too late this time. */
  late(): boolean {
    return this.random.chance(this.cast.slack);
  }

  /** Account of the coordinator who answers for the family today; of the officer where nobody does. */
  get coordinator(): string {
    return callerOn(this.cast.family, this.day).account;
  }

  does(name: string, account: string, perform: CasePerform, more: More = {}): void {
    this.enter(name, this.now, account, perform, more);
    this.minute += MINUTES_BETWEEN;
  }

  officerDoes(name: string, perform: CasePerform, more?: More): void {
    this.does(name, this.cast.town.officer, perform, more);
  }

  /** On a day of its own, beside what the story goes on with. */
  doesOn(day: LocalDate, name: string, account: string, perform: CasePerform, more: More = {}): void {
    this.enter(name, at(day, MORNING + this.random.between(400, 560)), account, perform, more);
  }

  /** When everybody else of the day is through. */
  officerDoesApart(name: string, perform: CasePerform, more: More = {}): void {
    const { town } = this.cast;
    this.enter(name, at(this.day, EVENING), town.officer, perform, { ...more, apart: true, answered: true });
  }

  private enter(name: string, when: Instant, account: string, perform: CasePerform, more: More): void {
    const { key, family } = this.cast;
    this.times.set(name, (this.times.get(name) ?? 0) + 1);
    const known = new Map(this.times);
    const idOf = (play: Play, of: string) => play.idOf(key, nameOfTime(of, known.get(of)));
    this.written.push({
      at: when,
      caseKey: key,
      name: nameOfTime(name, known.get(name)),
      account,
      ...more,
      perform: (play, door) =>
        perform(play, {
          door,
          caseId: idOf(play, BEGINNING),
          householdId: play.idOf(family.key, 'register'),
          headId: play.idOf(family.key, 'register', 1),
          id: (of) => idOf(play, of),
          fact: (of) => play.factOf(key, of),
        }),
    });
  }

  private someMinute(): number {
    return MORNING + this.random.between(30, 330);
  }
}

/** Counted from midnight: nine in the evening. */
const EVENING = 1260;

function nameOfTime(name: string, time = 1): string {
  return time === 1 ? name : `${name}-${time}`;
}

export function workdayAfter(day: LocalDate, workdays: number): LocalDate {
  return workCalendar(nationalCalendars).addWorkingDays(day, workdays).date;
}

/** Stands for a file in the evidence store. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
