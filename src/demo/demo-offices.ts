import { monthOf, monthsBetween } from '../platform/calendar/local-date.js';
import { affairActs, policyBases } from './demo-affairs.js';
import { appointments } from './demo-appointments.js';
import type { DemoTown } from './demo-city.js';
import { campaign, filingActs } from './demo-filings.js';
import { groupActs } from './demo-groups.js';
import { guaranteeActs } from './demo-guarantees.js';
import { secretaryActs } from './demo-secretaries.js';
import { trainingActs } from './demo-trainings.js';
import type { OfficeYear } from './demo-office.js';
import type { DemoPeople } from './demo-people.js';
import type { DemoSpan, OfficeAct } from './demo-script.js';
import type { SeededRandom } from './seeded-random.js';

const ofTown: readonly ((town: DemoTown, year: OfficeYear) => readonly OfficeAct[])[] = [
  appointments,
  secretaryActs,
  groupActs,
  filingActs,
  guaranteeActs,
  trainingActs,
  affairActs,
];

/** What the bureau and the townships enter in the year besides the families; not yet in order. */
export function officeActs(
  towns: readonly DemoTown[],
  span: DemoSpan,
  people: DemoPeople,
  random: SeededRandom,
): readonly OfficeAct[] {
  const year = { ...span, months: monthsBetween(monthOf(span.from), monthOf(span.until)), people, random };
  return [
    ...policyBases(year),
    ...campaign(year),
    ...towns.flatMap((town) => ofTown.flatMap((acts) => acts(town, year))),
  ];
}
