import { addDays } from '../platform/calendar/local-date.js';
import type { LocalDate } from '../platform/fact.js';
import { dayOf } from './demo-calls.js';
import type { DemoTown } from './demo-city.js';
import type { OfficeYear } from './demo-office.js';
import { inOffice } from './demo-office.js';
import type { OfficeAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import { staffMember } from './demo-staff.js';

/** The party secretary of every village (S08); in every seventh another one is elected in the year. */
export function secretaryActs(town: DemoTown, year: OfficeYear): readonly OfficeAct[] {
  const elected = dayOf(year.months[4] ?? '', 20);
  return town.villages.flatMap(({ code }, index) => [
    designates(town, year, code, addDays(year.from, 1)),
    ...(index % 7 === 2 ? [designates(town, year, code, elected)] : []),
  ]);
}

function designates(town: DemoTown, { people }: OfficeYear, villageCode: string, from: LocalDate): OfficeAct {
  const { name, phone } = staffMember(people, [1964, 1990]);
  return inOffice(
    town,
    `secretary-${villageCode}-${from}`,
    at(from, MORNING + 60),
    ({ villages }, door) => villages.designateSecretary(door, { villageCode, name, phone, from }),
    { brings: 1 },
  );
}
