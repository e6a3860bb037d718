import { addDays } from '../platform/calendar/local-date.js';
import { dayOf } from './demo-calls.js';
import type { DemoTown } from './demo-city.js';
import type { OfficeYear } from './demo-office.js';
import { inOffice } from './demo-office.js';
import type { OfficeAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import { staffMember } from './demo-staff.js';

const CONSTITUTED = 'group';
const HELPERS = 2;

/** The collection group (附件4): its leader, the villages shared out, its number; in every third a new leader later. */
export function groupActs(town: DemoTown, year: OfficeYear): readonly OfficeAct[] {
  const { code: townCode, name, nth } = town;
  const on = addDays(year.from, 1);
  const person = (place: number, civilAffairsStaff: boolean) => ({
    ...staffMember(year.people, [1968, 1995]),
    unit: `${name}${civilAffairsStaff ? '民政办' : '为民服务中心'}`,
    post: civilAffairsStaff ? '民政工作人员' : '经办人员',
    civilAffairsStaff,
    villages: town.villages.map(({ code }) => code).filter((_, index) => index % (HELPERS + 1) === place),
  });
  const leader = person(0, true);
  const first = inOffice(
    town,
    CONSTITUTED,
    at(on, MORNING),
    ({ groups }, door) => groups.constituteGroup(door, { townCode, leader, on }),
    { brings: 1 },
  );
  const helpers = Array.from({ length: HELPERS }, (_, index) => {
    const member = person(index + 1, index === 0);
    return inOffice(
      town,
      helper(index),
      at(on, MORNING + 5 + index),
      ({ groups }, door) => groups.addGroupMember(door, { townCode, member, on }),
      { brings: 1 },
    );
  });
  const number = `0563-4${String(100_000 + nth * 37).slice(-6)}`;
  const hotline = inOffice(town, 'hotline', at(on, MORNING + 30), ({ groups }, door) =>
    groups.publishHotline(door, { townCode, number, on }),
  );
  return [first, ...helpers, hotline, ...(nth % 3 === 1 ? newLeader(town, year) : [])];
}

const helper = (index: number) => `group-member-${index}`;

/** The leader goes to another office; one of the group, civil-affairs staff too, leads and takes his villages (I-03). */
function newLeader({ code: townCode, villages, ...town }: DemoTown, { months }: OfficeYear): readonly OfficeAct[] {
  const on = dayOf(months[5] ?? '', 8);
  const his = villages.map(({ code }) => code).filter((_, index) => index % (HELPERS + 1) < HELPERS);
  return [
    inOffice(town, 'group-new-leader', at(on, MORNING), ({ groups, idOf }, door) =>
      groups.removeGroupMember(door, {
        townCode,
        memberId: idOf(town.office, CONSTITUTED),
        on,
        reason: 'TRANSFER',
        newLeaderMemberId: idOf(town.office, helper(0)),
      }),
    ),
    inOffice(town, 'group-villages', at(on, MORNING + 5), ({ groups, idOf }, door) =>
      groups.changeGroupMember(door, { townCode, memberId: idOf(town.office, helper(0)), villages: his }),
    ),
  ];
}
