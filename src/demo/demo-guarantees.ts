import { addDays, addMonths, lastDayOf, monthOf } from '../platform/calendar/local-date.js';
import type { LocalDate } from '../platform/fact.js';
import { dayOf } from './demo-calls.js';
import type { DemoTown } from './demo-city.js';
import type { OfficeYear } from './demo-office.js';
import { inOffice } from './demo-office.js';
import { appointmentOf } from './demo-posts.js';
import type { OfficeAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import type { Term } from './demo-turnovers.js';
import { termsOf } from './demo-turnovers.js';

/** Insurance, recorder and pay of the coordinators (S33): not everybody's is in order. */
export function guaranteeActs(town: DemoTown, year: OfficeYear): readonly OfficeAct[] {
  return termsOf(town, year).flatMap((term, index) => [
    ...insurances(town, year, term, index),
    ...recorder(town, term, index),
    ...(town.nth % 3 === 0 ? pay(town, year, term) : []),
  ]);
}

/** Of twelve one is never insured, one's cover ends, one's is renewed in time and one's too late. */
function insurances(
  town: DemoTown,
  { from: first, months }: OfficeYear,
  term: Term,
  index: number,
): readonly OfficeAct[] {
  const { from, until } = term;
  const insures = (on: LocalDate, days: Days) => insured(town, term, on, days);
  const whole = insures(addDays(from, 3), oneYear(addMonths(from, 1), from));
  if (until !== undefined || from > first) return [whole];
  const end = lastDayOf(months[6] ?? monthOf(from));
  const short = insures(addDays(from, 3), { validFrom: from, validUntil: end });
  switch ((town.nth * 5 + index) % 12) {
    case 2:
      return [short];
    case 3:
      return [];
    case 8:
      return [short, insures(addDays(end, -6), oneYear(addDays(end, 1)))];
    case 9:
      return [short, insures(addDays(end, 19), oneYear(addDays(end, 20)))];
    default:
      return [whole];
  }
}

interface Days {
  readonly validFrom: LocalDate;
  readonly validUntil: LocalDate;
}

function oneYear(counted: LocalDate, validFrom = counted): Days {
  return { validFrom, validUntil: addDays(addMonths(counted, 12), -1) };
}

function insured({ office, officer, code }: DemoTown, { account }: Term, on: LocalDate, days: Days): OfficeAct {
  const { validFrom, validUntil } = days;
  const body = { validFrom, validUntil, policyNo: `PICC-${code.slice(-4)}-${validFrom.replaceAll('-', '')}` };
  return inOffice(
    { office, officer },
    `insure-${account}-${validFrom}`,
    at(on, MORNING),
    ({ guarantees, idOf }, door) => guarantees.bindInsurance(door, idOf(office, appointmentOf(account)), body),
    { dueOn: validUntil },
  );
}

/** One in nine has none; who leaves brings his back two days later, unless nobody came after him. */
function recorder(town: DemoTown, { account, from, until }: Term, index: number): readonly OfficeAct[] {
  const { office, code, turnovers } = town;
  if ((town.nth + index) % 9 === 8) return [];
  const device = { kind: 'RECORDER', deviceNo: `JLY-${code.slice(-4)}-${String(index + 1).padStart(2, '0')}` };
  const issuedOn = addDays(from, 3);
  const issued = inOffice(town, `recorder-${account}`, at(issuedOn, MORNING + 20), ({ guarantees, idOf }, door) =>
    guarantees.issueEquipment(door, idOf(office, appointmentOf(account)), { ...device, on: issuedOn }),
  );
  if (until === undefined || turnovers.some(({ of, kind }) => of === account && kind === 'vacant')) return [issued];
  const on = addDays(until, 2);
  const returned = inOffice(town, `recorder-back-${account}`, at(on, MORNING), ({ guarantees, idOf }, door) =>
    guarantees.returnEquipment(door, idOf(office, appointmentOf(account)), { ...device, on }),
  );
  return [issued, returned];
}

const FEN = 100;
const SALARY = 1_200 * FEN;
const ALLOWANCE = 100 * FEN;

/** On the 28th: the salary, and the two allowances. */
function pay(town: DemoTown, { months }: OfficeYear, { account, from, until }: Term): readonly OfficeAct[] {
  const served = months.filter((month) => month >= monthOf(from) && (until === undefined || month < monthOf(until)));
  return served.flatMap((period) => {
    const entered = at(dayOf(period, 28), MORNING);
    const pays = (what: string, perform: (id: string) => OfficeAct['perform']) =>
      inOffice(town, `${what}-${account}-${period}`, entered, (play, door) =>
        perform(play.idOf(town.office, appointmentOf(account)))(play, door),
      );
    const allowance = (kind: 'TRANSPORT' | 'COMMUNICATION') =>
      pays(
        kind,
        (id) =>
          ({ guarantees }, door) =>
            guarantees.payAllowance(door, id, { kind, period, money: ALLOWANCE }),
      );
    return [
      pays(
        'salary',
        (id) =>
          ({ guarantees }, door) =>
            guarantees.paySalary(door, id, { period, money: SALARY }),
      ),
      allowance('TRANSPORT'),
      allowance('COMMUNICATION'),
    ];
  });
}
