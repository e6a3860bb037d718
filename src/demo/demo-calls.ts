import { monthOf } from '../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../platform/fact.js';
import { addsMember, findsNobody, lists, registers, visits } from './demo-acts.js';
import type { DemoFamily } from './demo-families.js';
import type { FamilyAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import { visitReport } from './demo-visits.js';
import type { SeededRandom } from './seeded-random.js';

/** Registered by the coordinator, listed by the officer a little later the same day. */
export function arrives(family: DemoFamily, day: LocalDate, random: SeededRandom): readonly FamilyAct[] {
  const minute = MORNING + random.between(0, 480);
  return [
    registers({ family, at: at(day, minute) }),
    ...family.others.map((member, index) =>
      addsMember({ family, at: at(day, minute + 2 * (index + 1)), nth: String(index + 1) }, member, day),
    ),
    lists({ family, at: at(day, minute + 10) }, day),
  ];
}

/** A visit of `day`, entered on `enteredOn`. */
export function visit(family: DemoFamily, day: LocalDate, enteredOn: LocalDate, random: SeededRandom): FamilyAct {
  const minute = MORNING + random.between(30, 420);
  const enteredAt = at(enteredOn, Math.max(minute + 20, MORNING + random.between(60, 600)));
  return visits({ family, at: enteredAt, nth: monthOf(day) }, visitReport(family, at(day, minute), random));
}

/** Two or three calls of one month where nobody was at home. */
export function attempts(family: DemoFamily, month: Period, random: SeededRandom): readonly FamilyAct[] {
  const reason = random.pick(['NOBODY_HOME', 'AWAY_WORKING', 'IN_HOSPITAL']);
  return [12, 18, 25].slice(0, random.between(2, 3)).map((number, index) => {
    const day = dayOf(month, number);
    const minute = MORNING + random.between(0, 400);
    const entry = { family, at: at(day, minute + 15), nth: `${month}-${index + 1}` };
    return findsNobody(entry, at(day, minute), reason, '敲门无人应答，已向邻居了解情况');
  });
}

export function dayOf(month: Period, day: number): LocalDate {
  return `${month}-${String(day).padStart(2, '0')}`;
}
