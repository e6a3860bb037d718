import type { LocalDate } from '../platform/fact.js';
import { dayOf } from './demo-calls.js';
import type { DemoTown } from './demo-city.js';
import type { OfficeYear } from './demo-office.js';
import { inOffice } from './demo-office.js';
import { appointmentOf } from './demo-posts.js';
import type { OfficeAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import { termsOf } from './demo-turnovers.js';

interface Training {
  readonly name: string;
  readonly subject: string;
  readonly hours: number;
  /** Which month of the year, and which day of it. */
  readonly month: number;
  readonly day: number;
}

const trainings: readonly Training[] = [
  { name: 'training-policy', subject: '社会救助政策与主动发现', hours: 6, month: 1, day: 18 },
  { name: 'training-ledger', subject: '巡查台账填写', hours: 2, month: 4, day: 21 },
  { name: 'training-visits', subject: '入户走访与沟通', hours: 4, month: 7, day: 16 },
];

/** A diligent township holds three, one that gets along two, one that is short of people one, and not all come (S05). */
export function trainingActs(town: DemoTown, year: OfficeYear): readonly OfficeAct[] {
  const held = [trainings, trainings.slice(0, 2), trainings.slice(1, 2)][town.nth % 3] ?? trainings;
  return held.flatMap((training) => {
    const on = dayOf(year.months[training.month] ?? '', training.day);
    return [holds(town, training, on), ...attend(town, year, training, on)];
  });
}

function holds(town: DemoTown, { name, subject, hours }: Training, on: LocalDate): OfficeAct {
  return inOffice(town, name, at(on, MORNING + 480), ({ townships }, door) =>
    townships.holdTraining(door, { townCode: town.code, subject, hours, on }),
  );
}

/** Every fourth is missing where people are short, and one in twenty elsewhere. */
function attend(
  town: DemoTown,
  year: OfficeYear,
  { name, subject, hours }: Training,
  on: LocalDate,
): readonly OfficeAct[] {
  const { office, nth } = town;
  const every = nth % 3 === 2 ? 4 : 20;
  return termsOf(town, year)
    .filter(({ from, until }) => from <= on && (until === undefined || on < until))
    .filter((_, index) => (index + nth) % every !== every - 1)
    .map(({ account }) =>
      inOffice(town, `${name}-${account}`, at(on, MORNING + 490), ({ guarantees, idOf }, door) =>
        guarantees.recordTraining(door, idOf(office, appointmentOf(account)), {
          trainingId: idOf(office, name),
          on,
          hours,
          subject,
        }),
      ),
    );
}
