import type { LocalDate } from '../platform/fact.js';
import type { DemoTown } from './demo-city.js';
import type { OfficeYear } from './demo-office.js';
import { inOffice } from './demo-office.js';
import { appointmentOf } from './demo-posts.js';
import type { OfficeAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import { staffMember } from './demo-staff.js';
import type { Turnover } from './demo-turnovers.js';
import { turnoverDays } from './demo-turnovers.js';

/** Half an hour before the first family. */
const OPENING = MORNING - 30;

/** Everybody in post on the first day, and whose post changes hands later. */
export function appointments(town: DemoTown, year: OfficeYear): readonly OfficeAct[] {
  const first = town.villages.flatMap(({ code, coordinators }) =>
    coordinators.map((account) => ({ account, village: code, on: year.from })),
  );
  return [
    ...first.map((post, index) => ((town.nth + index) % 6 === 5 ? converts : appoints)(town, year, post)),
    ...town.turnovers.flatMap((turnover) => changesHands(town, year, turnover)),
  ];
}

interface Post {
  readonly account: string;
  readonly village: string;
  readonly on: LocalDate;
}

const SOURCES = ['VILLAGE_COMMITTEE', 'PUBLIC_POST', 'SOCIAL_WORKER', 'VILLAGE_COMMITTEE'] as const;
const PAST_POSTS = ['INFORMANT', 'CIVIL_AFFAIRS'] as const;

function appoints(town: DemoTown, year: OfficeYear, { account, village, on }: Post): OfficeAct {
  const body = { ...postOf(year, account, village, on), source: year.random.pick(SOURCES) };
  return inOffice(
    town,
    appointmentOf(account),
    at(on, OPENING),
    ({ coordinators }, door) => coordinators.appointCoordinator(door, body),
    { brings: 1, answered: true },
  );
}

/** He was 民政专干 or 社会救助信息员 before (S04). */
function converts(town: DemoTown, year: OfficeYear, { account, village, on }: Post): OfficeAct {
  const body = { ...postOf(year, account, village, on), fromPost: year.random.pick(PAST_POSTS) };
  return inOffice(
    town,
    appointmentOf(account),
    at(on, OPENING),
    ({ coordinators }, door) => coordinators.convertPost(door, body),
    { brings: 1, answered: true },
  );
}

function postOf({ people, random }: OfficeYear, account: string, village: string, from: LocalDate) {
  const particulars = {
    ...staffMember(people, [1970, 1998]),
    ethnicity: random.chance(0.95) ? '汉族' : '畲族',
    politics: random.pick(['PARTY_MEMBER', 'PARTY_MEMBER', 'MASSES']),
    education: random.pick(['SENIOR', 'COLLEGE', 'COLLEGE', 'BACHELOR']),
    // Where somebody can sign in as him, his rights follow his post.
    personRef: `demo-person-${account}`,
  };
  return { particulars, villages: [village], from, post: '社会救助协理员' };
}

/** One who leaves, or is away for a time, and what becomes of his village. */
function changesHands(town: DemoTown, year: OfficeYear, turnover: Turnover): readonly OfficeAct[] {
  const { kind, village, of, successor, neighbour } = turnover;
  const { from, until } = turnoverDays(turnover, year.months);
  const next = successor === undefined || until === undefined ? undefined : { account: successor, village, on: until };
  const both = [neighbour.village, village];
  switch (kind) {
    case 'handed-over':
      return next ? [converts(town, year, next), relieves(town, of, from, 'RETIRED', successor)] : [];
    case 'vacant-for-a-time':
      return [relieves(town, of, from, 'RESIGNED'), ...(next ? [converts(town, year, next)] : [])];
    case 'covered':
      return [
        answersFor(town, neighbour.account, both, from, { takesOverFrom: of }),
        relieves(town, of, from, 'TERM_END', neighbour.account),
        ...(next ? [appoints(town, year, next)] : []),
        ...givesBack(town, neighbour, until, successor),
      ];
    case 'suspended':
      return [
        answersFor(town, neighbour.account, both, from, { takesOverFrom: of }),
        suspends(town, of, from, until, neighbour.account),
        ...(until === undefined ? [] : [resumes(town, of, until)]),
        ...givesBack(town, neighbour, until, of),
      ];
    case 'vacant':
      return [relieves(town, of, from, 'RESIGNED')];
  }
}

function relieves(town: DemoTown, of: string, from: LocalDate, reason: string, to?: string): OfficeAct {
  return inOffice(
    town,
    `relieve-${of}`,
    at(from, OPENING),
    ({ coordinators, idOf }, door) => {
      const handOver = to === undefined ? {} : { handOverTo: idOf(town.office, appointmentOf(to)) };
      return coordinators.relieveCoordinator(door, idOf(town.office, appointmentOf(of)), { from, reason, ...handOver });
    },
    { answered: true },
  );
}

function answersFor(
  town: DemoTown,
  account: string,
  villages: string[],
  from: LocalDate,
  other: { readonly takesOverFrom?: string; readonly handOverTo?: string },
): OfficeAct {
  return inOffice(
    town,
    `assign-${account}-${from}`,
    at(from, OPENING),
    ({ coordinators, idOf }, door) => {
      const idIn = (one: string | undefined) => (one === undefined ? undefined : idOf(town.office, appointmentOf(one)));
      const body = { villages, from, reason: 'ADJUSTMENT' };
      const parties = { takesOverFrom: idIn(other.takesOverFrom), handOverTo: idIn(other.handOverTo) };
      return coordinators.assignVillages(door, idOf(town.office, appointmentOf(account)), { ...body, ...parties });
    },
    { answered: true },
  );
}

/** Whoever stood in answers for his own village alone again. */
function givesBack(
  town: DemoTown,
  { account, village }: Turnover['neighbour'],
  on: LocalDate | undefined,
  handOverTo: string | undefined,
): readonly OfficeAct[] {
  return on === undefined ? [] : [answersFor(town, account, [village], on, { handOverTo })];
}

function suspends(town: DemoTown, of: string, from: LocalDate, until: LocalDate | undefined, to: string): OfficeAct {
  return inOffice(
    town,
    `suspend-${of}`,
    at(from, OPENING),
    ({ coordinators, idOf }, door) => {
      const handOverTo = idOf(town.office, appointmentOf(to));
      const body = { from, until, reason: 'ILLNESS', handOverTo };
      return coordinators.suspendCoordinator(door, idOf(town.office, appointmentOf(of)), body);
    },
    { answered: true },
  );
}

function resumes(town: DemoTown, of: string, from: LocalDate): OfficeAct {
  return inOffice(
    town,
    `resume-${of}`,
    at(from, OPENING),
    ({ coordinators, idOf }, door) =>
      coordinators.resumeCoordinator(door, idOf(town.office, appointmentOf(of)), { from, reason: 'RETURNED' }),
    { answered: true },
  );
}
