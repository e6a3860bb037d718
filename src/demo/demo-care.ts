import { addMonths, lastDayOf } from '../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../platform/fact.js';
import { dayOf } from './demo-calls.js';
import type { DemoFamily } from './demo-families.js';
import type { FamilyAct, Perform } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import type { SeededRandom } from './seeded-random.js';

/** What the township does besides visits, by the month in which it falls: for a family as it lives then. */
export type Care = ReadonlyMap<Period, (family: DemoFamily) => FamilyAct>;

const MONTHS_TO_REVIEW = 3;
const none: Care = new Map();

/** On the watch list (S28) or in the low-income monitoring (S26), begun in the month after the family was listed. */
export function careOf({ listing }: DemoFamily, months: readonly Period[], random: SeededRandom): Care {
  const [category] = listing.categoryCodes;
  if (category === 'WATCH') return random.chance(0.4) ? watch(months, random) : none;
  const lowIncome = category === 'DIBAO_EDGE' || category === 'RIGID_EXP' || category === 'OTHER_LOW';
  return lowIncome && random.chance(0.16) ? monitoring(category, months, random) : none;
}

/** Months after the beginning and the day, of reviews in time, and of those that began too late. */
const inTime = [3, 6, 9].map((month) => ({ month, day: 20 }));
const tooLate = [
  { month: 4, day: 8 },
  { month: 7, day: 5 },
  { month: 10, day: 5 },
];

/** Reviewed every three months, by some too late at first, by some never; some are released at the second review. */
function watch(months: readonly Period[], random: SeededRandom): Care {
  const kind = random.pick(['in-time', 'in-time', 'released', 'late', 'never']);
  const reasonCodes = [random.pick(['INCOME_ABOVE', 'PROPERTY_ABOVE', 'OBLIGOR_ABLE'])];
  const care = new Map<Period, (family: DemoFamily) => FamilyAct>();
  const [begun] = months;
  if (begun === undefined) return care;
  care.set(begun, (family) => putsOnWatch(family, lastDayOf(begun), reasonCodes));
  if (kind === 'never') return care;
  for (const { month, day } of kind === 'late' ? tooLate : inTime) {
    const period = months[month];
    if (period === undefined) break;
    const on = dayOf(period, day);
    const released = kind === 'released' && month === 2 * MONTHS_TO_REVIEW;
    const finding = kind === 'late' ? 'WORSENED' : 'UNCHANGED';
    care.set(period, (family) => (released ? releases(family, on) : reviews(family, on, finding)));
    if (released) break;
  }
  return care;
}

function monitoring(category: string, months: readonly Period[], random: SeededRandom): Care {
  const care = new Map<Period, (family: DemoFamily) => FamilyAct>();
  const [begun, over] = [months[0], months[6]];
  if (begun !== undefined) care.set(begun, (family) => startsMonitoring(family, dayOf(begun, 27), category));
  if (over !== undefined && random.chance(0.3)) care.set(over, (family) => endsMonitoring(family, dayOf(over, 27)));
  return care;
}

function putsOnWatch(family: DemoFamily, on: LocalDate, reasonCodes: string[]): FamilyAct {
  const perform: Perform = async ({ watches }, door, { householdId, headId }) => {
    await watches.putOnWatch(door, householdId, {
      on,
      reasonCodes,
      beneficiaries: [headId],
      text: '确有困难，暂不符合条件',
    });
  };
  return { ...entered(family, on), name: 'watch', dueOn: addMonths(on, MONTHS_TO_REVIEW), perform };
}

function reviews(family: DemoFamily, on: LocalDate, finding: string): FamilyAct {
  const perform: Perform = async ({ watches }, door, { householdId }) => {
    await watches.reviewWatch(door, householdId, { on, finding, text: '入户了解收入和支出，已记录' });
  };
  return { ...entered(family, on), name: `watch-review-${on}`, dueOn: addMonths(on, MONTHS_TO_REVIEW), perform };
}

function releases(family: DemoFamily, on: LocalDate): FamilyAct {
  const perform: Perform = async ({ watches }, door, { householdId }) => {
    await watches.releaseFromWatch(door, householdId, { on, reason: 'RECOVERED' });
  };
  return { ...entered(family, on), name: 'watch-release', perform };
}

function startsMonitoring(family: DemoFamily, from: LocalDate, category: string): FamilyAct {
  const perform: Perform = async (play, door, { householdId, headId }) => {
    const body = { category, beneficiaries: [headId], from, reason: '收入偏低，支出较大，纳入动态监测' };
    await play.monitoring.startMonitoring(door, householdId, body);
  };
  return { ...entered(family, from), name: 'monitoring', perform };
}

function endsMonitoring(family: DemoFamily, until: LocalDate): FamilyAct {
  const perform: Perform = async (play, door, { householdId }) => {
    await play.monitoring.endMonitoring(door, householdId, { until, reason: 'RECOVERED' });
  };
  return { ...entered(family, until), name: 'monitoring-end', perform };
}

function entered(family: DemoFamily, on: LocalDate) {
  return { at: at(on, MORNING + 540), family, account: family.village.officer };
}
