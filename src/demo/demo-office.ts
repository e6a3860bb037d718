import type { Instant, Period } from '../platform/fact.js';
import type { DemoTown } from './demo-city.js';
import type { DemoPeople } from './demo-people.js';
import type { DemoSpan, OfficeAct } from './demo-script.js';
import type { SeededRandom } from './seeded-random.js';

/** The year of an office, and the people and the chance it is made from. */
export interface OfficeYear extends DemoSpan {
  readonly months: readonly Period[];
  readonly people: DemoPeople;
  readonly random: SeededRandom;
}

export const BUREAU = { office: 'office-bureau', officer: 'bureau' };

/** What an office enters, by its officer unless somebody else is named. */
export function inOffice(
  { office, officer }: Pick<DemoTown, 'office' | 'officer'>,
  name: string,
  at: Instant,
  perform: OfficeAct['perform'],
  more: Partial<Pick<OfficeAct, 'account' | 'brings' | 'answered' | 'dueOn'>> = {},
): OfficeAct {
  return { at, office, name, account: officer, perform, ...more };
}
