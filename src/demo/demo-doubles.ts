import { addDays, monthOf, monthsBetween } from '../platform/calendar/local-date.js';
import type { Period } from '../platform/fact.js';
import { arrives, dayOf, visit } from './demo-calls.js';
import type { DemoTown } from './demo-city.js';
import type { DemoFamily } from './demo-families.js';
import { proposal } from './demo-proposals.js';
import type { DemoSpan, FamilyAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import type { DemoVillage } from './demo-villages.js';
import type { SeededRandom } from './seeded-random.js';

/** A family with everything that happens to it. */
export interface Life {
  readonly family: DemoFamily;
  readonly acts: readonly FamilyAct[];
}

/** In two of three townships one family, known and called on for months, is registered a second time. */
export function doublesOf(
  towns: readonly DemoTown[],
  lives: readonly Life[],
  { from, until }: DemoSpan,
  random: SeededRandom,
): readonly FamilyAct[] {
  const [, , , first = '', next = '', ...later] = monthsBetween(monthOf(from), monthOf(until));
  const calledOn = [first, next, later[0]].map((month) => `visit-${month}`);
  return towns.flatMap((town, place) => {
    if (town.nth % 3 === 0) return [];
    const known = lives.find(
      ({ family, acts }) =>
        family.village.office === town.office &&
        calledOn.every((name) => acts.some((act) => act.name === name)) &&
        !acts.some(({ name }) => name === 'move' || name === 'split'),
    );
    const elsewhere = towns[(place + 1) % towns.length] ?? town;
    const metIn = (town.nth % 6 === 5 ? elsewhere : town).villages.at(-1);
    return known && metIn ? registeredTwice(known.family, metIn, [first, next], random) : [];
  });
}

/**
 * A family known already is registered once more out of a clue, without its papers; it is called on, recognised in the
 * next month, and the second household ends in the first one. Met in another township, the bureau has the last word.
 */
function registeredTwice(
  family: DemoFamily,
  metIn: DemoVillage,
  [first, next]: readonly [first: Period, next: Period],
  random: SeededRandom,
): readonly FamilyAct[] {
  const { idNo: _, phone: __, ...head } = family.head;
  const double: DemoFamily = {
    ...family,
    key: `${family.key}-again`,
    village: metIn,
    coordinator: metIn.coordinators[0],
    address: `${metIn.name}${Number(family.groupNo)}组借住`,
    source: 'CLUE',
    head: { ...head, noIdReason: 'LOST' },
    others: [],
  };
  const day = dayOf(first, 8);
  const seen = dayOf(first, 19);
  return [
    ...arrives(double, day, random),
    visit(double, seen, addDays(seen, 1), random),
    ...endsIn(double, family, next),
  ];
}

/** The same person under two entries: nobody joins, the visits go over. */
function endsIn(double: DemoFamily, survivor: DemoFamily, month: Period): readonly FamilyAct[] {
  const entry = { family: double, at: at(dayOf(month, 20), MORNING + 200) };
  const sameTown = double.village.office === survivor.village.office;
  const decision = { decidedAt: at(dayOf(month, 27), 20 * 60), ...(sameTown ? {} : { decidedBy: 'bureau' }) };
  return proposal('merge', entry, decision, {
    answered: true,
    propose: ({ merging, idOf }, door, { householdId }) =>
      merging.proposeMerge(door, householdId, {
        into: idOf(survivor.key, 'register'),
        memberIds: [],
        headHolds: 'SURVIVOR',
        addressHolds: 'SURVIVOR',
        reason: '经核对与在册家庭为同一户，重复登记',
      }),
    approve: ({ merging }, door, { householdId, lastProposalId }) =>
      merging.approveMerge(door, householdId, lastProposalId),
    reject: ({ merging }, door, { householdId, lastProposalId }, reason) =>
      merging.rejectMerge(door, householdId, lastProposalId, { reason }),
  });
}
