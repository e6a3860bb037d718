import type { Annex } from '../aggregates/filing/filing.events.js';
import { filingIdOf } from '../aggregates/filing/filing.js';
import { addDays, yearOf } from '../platform/calendar/local-date.js';
import type { LocalDate } from '../platform/fact.js';
import type { DemoTown } from './demo-city.js';
import type { OfficeYear } from './demo-office.js';
import { BUREAU, inOffice } from './demo-office.js';
import type { DemoPeople } from './demo-people.js';
import type { DemoSpan, OfficeAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import { staffMember } from './demo-staff.js';

/** The yearly campaign that falls into the span (S31). */
export interface Campaign {
  readonly year: string;
  readonly openedOn: LocalDate;
  readonly dueOn: LocalDate;
}

const DAYS_OPEN = 15;
/** A submission replays the log, and few may be waiting for that: those of the city go one after the other. */
const FILINGS = 'office-filings';

/** That of the first 12 November from the first day on; opened on the third day at the earliest. */
export function campaignIn({ from, until }: DemoSpan): Campaign {
  const year = from > `${yearOf(from)}-11-01` ? yearOf(until) : yearOf(from);
  const dueOn = `${year}-11-12`;
  const [usual, earliest] = [addDays(dueOn, -DAYS_OPEN), addDays(from, 2)];
  return { year, openedOn: usual < earliest ? earliest : usual, dueOn };
}

export function campaign(span: DemoSpan): readonly OfficeAct[] {
  const { year, openedOn, dueOn } = campaignIn(span);
  return [
    inOffice(
      BUREAU,
      `campaign-${year}`,
      at(openedOn, MORNING),
      ({ city }, door) => city.openFilingCampaign(door, { year }),
      {
        dueOn,
      },
    ),
  ];
}

/** How a township hands one roster in; days count from the campaign's last one. */
interface Conduct {
  readonly handedIn: readonly [day: number, minute: number];
  /** Sent back, and handed in again. */
  readonly returned?: { readonly on: number; readonly again: readonly [day: number, minute: number] };
}

const EVENING = 16 * 60;
const inTime: Conduct = { handedIn: [-4, EVENING] };
/** Ten minutes after the last day. */
const justLate: Conduct = { handedIn: [1, 10] };
const late: Conduct = { handedIn: [5, EVENING] };
const better: Conduct = { handedIn: [-5, EVENING], returned: { on: -2, again: [0, 23 * 60 + 58] } };
const betterLate: Conduct = { handedIn: [-3, EVENING], returned: { on: -1, again: [4, EVENING] } };

/** Most hand both in in time; undefined: never. */
function conductOf(nthTown: number, annex: Annex): Conduct | undefined {
  if (nthTown === 5 && annex === 'A4') return undefined;
  if (nthTown === 8) return annex === 'A3' ? late : inTime;
  if (nthTown === 17) return annex === 'A3' ? inTime : justLate;
  if (nthTown === 13) return betterLate;
  return nthTown % 6 === 4 ? better : inTime;
}

/** 附件3 and 附件4, as they stand when they are handed in; the bureau accepts them three days after the last time. */
export function filingActs(town: DemoTown, year: OfficeYear): readonly OfficeAct[] {
  const annexes: readonly Annex[] = ['A3', 'A4'];
  return annexes.flatMap((annex, place) => {
    const conduct = conductOf(town.nth, annex);
    return conduct ? filing(town, year, { annex, place, conduct }) : [];
  });
}

function filing(
  town: DemoTown,
  { people, ...span }: OfficeYear,
  { annex, place, conduct: { handedIn, returned } }: { annex: Annex; place: number; conduct: Conduct },
): readonly OfficeAct[] {
  const { year, openedOn, dueOn } = campaignIn(span);
  const desk = { office: FILINGS, officer: town.officer };
  const form = { year, townCode: town.code, annex, filledBy: nameFrom(people), reviewedBy: nameFrom(people) };
  const filingId = filingIdOf(form);
  const dayOf = (days: number) => [addDays(dueOn, days), addDays(openedOn, 1)].sort().at(-1) ?? dueOn;
  const when = ([days, minute]: readonly [number, number]) => at(dayOf(days), minute + place);
  const submits = (nth: string, moment: readonly [number, number]) =>
    inOffice(
      desk,
      `file-${town.code}-${annex}-${nth}`,
      when(moment),
      ({ filings }, door) => filings.submitFiling(door, form),
      {
        brings: 1,
      },
    );
  const [lastDay] = returned?.again ?? handedIn;
  const accepts = inOffice(
    desk,
    `accept-${filingId}`,
    when([lastDay + 3, MORNING]),
    ({ filings }, door) => filings.acceptFiling(door, filingId),
    { account: BUREAU.officer },
  );
  if (!returned) return [submits('1', handedIn), accepts];
  const reasons = [{ text: annex === 'A3' ? '有两人的任职起始日未填' : '组长的联系电话已停用' }];
  const returns = inOffice(
    desk,
    `return-${filingId}`,
    when([returned.on, MORNING]),
    ({ filings }, door) => filings.returnFiling(door, filingId, { reasons }),
    { account: BUREAU.officer, brings: 1 },
  );
  return [submits('1', handedIn), returns, submits('2', returned.again), accepts];
}

function nameFrom(people: DemoPeople): string {
  return staffMember(people, [1966, 1996]).name;
}
