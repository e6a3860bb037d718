import { addDays, lastDayOf } from '../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../platform/fact.js';
import type { Entry } from './demo-acts.js';
import { dayOf } from './demo-calls.js';
import type { Scene } from './demo-episodes.js';
import type { DemoFamily } from './demo-families.js';
import { proposal } from './demo-proposals.js';
import type { FamilyAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import type { DemoVillage } from './demo-villages.js';

/** A family that moves, and how it lives from the next month on. */
export interface Moved {
  readonly acts: readonly FamilyAct[];
  readonly family: DemoFamily;
}

const REQUEST = 'move';

/** Inside its township: the officer says so; into another one he asks, and the officer there takes it over. */
export function movesTo(family: DemoFamily, village: DemoVillage, month: Period): Moved {
  const on = dayOf(month, 26);
  const address = `${village.name}安置小区5幢${Number(family.groupNo)}0${family.key.length % 9}室`;
  const later = { ...family, village, coordinator: village.coordinators[0], address };
  const moved = moves({ family, at: at(addDays(on, 1), MORNING + 90) }, { on, village, address });
  if (village.office === family.village.office) return { acts: [moved], family: later };
  return { acts: [moved, takesOver(family, village, lastDayOf(month))], family: later };
}

function moves(
  { family, at: entered }: Entry,
  { on, village, address }: { readonly on: LocalDate; readonly village: DemoVillage; readonly address: string },
): FamilyAct {
  const { groupNo } = family;
  const body = { toVillage: village.code, on, reason: '投靠子女，房屋已搬', address, groupNo };
  return {
    at: entered,
    family,
    name: REQUEST,
    account: family.village.officer,
    perform: async ({ households }, door, { householdId }) => {
      await households.moveHousehold(door, householdId, body);
    },
  };
}

/** In the evening: the day itself is still the old township's. */
function takesOver(family: DemoFamily, { officer }: DemoVillage, day: LocalDate): FamilyAct {
  return {
    at: at(day, MORNING + 600),
    family,
    name: 'move-accepted',
    account: officer,
    perform: async ({ households, idOf }, door, { householdId }) => {
      await households.acceptMovedHousehold(door, householdId, idOf(family.key, REQUEST));
    },
  };
}

/** Wife or husband leaves with what children there are; both households stay in the village. */
export const splits: Scene = (family, { month }) => {
  const entry = { family, at: at(dayOf(month, 27), MORNING + 120) };
  const address = `${family.village.name}${Number(family.groupNo)}组新宅`;
  const decision = { decidedAt: at(lastDayOf(month), MORNING + 150) };
  return proposal('split', entry, decision, {
    brings: 2,
    answered: true,
    propose: ({ splitting }, door, { householdId, memberIds: [, ...memberIds] }) =>
      splitting.proposeSplit(door, householdId, {
        memberIds,
        newHeadMemberId: memberIds[0] ?? '',
        address,
        reason: '离婚后分开居住，分别立户',
      }),
    approve: async ({ splitting }, door, home) => {
      const answer = await splitting.approveSplit(door, home.householdId, home.lastProposalId);
      home.memberIds = [home.headId];
      return answer;
    },
    reject: ({ splitting }, door, { householdId, lastProposalId }, reason) =>
      splitting.rejectSplit(door, householdId, lastProposalId, { reason }),
  });
};
