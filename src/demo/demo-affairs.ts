import type { Channel } from '../aggregates/township/codes.js';
import { channelNames } from '../aggregates/township/codes.js';
import { addDays, yearOf } from '../platform/calendar/local-date.js';
import type { LocalDate } from '../platform/fact.js';
import { dayOf } from './demo-calls.js';
import type { DemoTown } from './demo-city.js';
import type { OfficeYear } from './demo-office.js';
import { BUREAU, inOffice } from './demo-office.js';
import type { OfficeAct } from './demo-script.js';
import { MORNING, at } from './demo-script.js';
import { staffMember } from './demo-staff.js';
import { turnoverDays } from './demo-turnovers.js';

/** What a township does of the notice besides its people and families; how much depends on its kind. */
export function affairActs(town: DemoTown, year: OfficeYear): readonly OfficeAct[] {
  return [
    ...responsible(town, year),
    ...publicity(town, year),
    ...supervision(town, year),
    ...assessments(town, year),
    ...emergency(town, year),
    ...alertsRead(town, year),
  ];
}

/** Who answers for the work (S30), and in every fifth township who comes after him. */
function responsible(town: DemoTown, { from, months, people }: OfficeYear): readonly OfficeAct[] {
  const designates = (on: LocalDate, post: string) => {
    const { name, phone } = staffMember(people, [1966, 1988]);
    const body = { townCode: town.code, name, phone, post, duties: '分管社会救助工作', on };
    return inOffice(
      town,
      `responsible-${on}`,
      at(on, MORNING),
      ({ townships }, door) => townships.designateResponsiblePerson(door, body),
      { brings: 1 },
    );
  };
  const first = designates(addDays(from, 1), '分管负责人');
  return town.nth % 5 === 2 ? [first, designates(dayOf(months[6] ?? '', 3), '副镇长（副主任）')] : [first];
}

const allChannels = Object.keys(channelNames) as readonly Channel[];

/** In every quarter of the year by all seven channels (S12), by four, or, in its first half, by two. */
function publicity(town: DemoTown, { months }: OfficeYear): readonly OfficeAct[] {
  const [channels, quarters] = (
    [
      [7, 4],
      [4, 4],
      [2, 2],
    ] as const
  )[town.nth % 3] ?? [0, 0];
  return months
    .filter((_, index) => index % 3 === 1)
    .slice(0, quarters)
    .flatMap((month) =>
      allChannels.slice(0, channels).map((channel, place) => {
        const on = dayOf(month, 5 + 2 * place);
        return inOffice(town, `publicity-${channel}-${month}`, at(on, MORNING + 30), ({ townships }, door) =>
          townships.recordPublicity(door, { townCode: town.code, channel, on, evidence: [] }),
        );
      }),
    );
}

const FINDINGS = ['台账记录完整，走访及时', '个别走访补录偏晚，已要求整改', '急难线索当日上报，处置得当'] as const;

/** Where people are short only once, elsewhere in every quarter, each time another village. */
function supervision(town: DemoTown, { months, random }: OfficeYear): readonly OfficeAct[] {
  const quarters = months.filter((_, index) => index % 3 === 2);
  return quarters.slice(0, town.nth % 3 === 2 ? 1 : quarters.length).flatMap((month, place) => {
    const village = town.villages[place % town.villages.length];
    const on = dayOf(month, 17);
    const body = { townCode: town.code, villageCode: village?.code, on, finding: random.pick(FINDINGS) };
    return [
      inOffice(
        town,
        `supervision-${month}`,
        at(on, MORNING + 400),
        ({ townships }, door) => townships.recordSupervision(door, body),
        { brings: 1 },
      ),
    ];
  });
}

/** Before the end of the year every village gets its score, the best and the worst an answer (S35); not in all townships. */
function assessments(town: DemoTown, { from, until, random }: OfficeYear): readonly OfficeAct[] {
  const on = [yearOf(from), yearOf(until)].map((year) => `${year}-12-20`).find((day) => day >= from && day <= until);
  if (on === undefined || town.nth % 3 === 2) return [];
  const townCode = town.code;
  const scored = town.villages.map(({ code }) => ({ villageCode: code, score: random.between(7_000, 9_800) }));
  const ranked = [...scored].sort((one, other) => other.score - one.score);
  const assesses = scored.map((assessment) =>
    inOffice(town, `assess-${assessment.villageCode}`, at(on, MORNING + 60), ({ townships }, door) =>
      townships.assessVillage(door, { townCode, ...assessment, year: yearOf(on), on, rubricVersion: yearOf(on) }),
    ),
  );
  const answers = (kind: 'REWARD' | 'PENALTY', villageCode: string | undefined, measure: string) =>
    villageCode === undefined
      ? []
      : [
          inOffice(
            town,
            `answer-${kind}`,
            at(addDays(on, 5), MORNING + 60),
            ({ townships }, door) =>
              townships.recordRewardOrPenalty(door, { townCode, villageCode, kind, on: addDays(on, 5), measure }),
            { brings: 1 },
          ),
        ];
  return [
    ...assesses,
    ...answers('REWARD', ranked[0]?.villageCode, '年度考核第一，通报表扬'),
    ...answers('PENALTY', ranked.at(-1)?.villageCode, '年度考核末位，约谈村主要负责人'),
  ];
}

const EMERGENCY_TOWN = 9;

/** One township declares an emergency for a week, and ends it before. */
function emergency(town: DemoTown, { months }: OfficeYear): readonly OfficeAct[] {
  if (town.nth !== EMERGENCY_TOWN) return [];
  const from = dayOf(months[8] ?? '', 5);
  const body = { townCode: town.code, villages: [], from, until: addDays(from, 6), reason: '强降雨引发山洪，道路中断' };
  return [
    inOffice(town, 'emergency', at(from, MORNING - 60), ({ townships }, door) =>
      townships.declareEmergencyOrder(door, body),
    ),
    inOffice(town, 'emergency-over', at(addDays(from, 4), MORNING), ({ townships, idOf }, door) =>
      townships.endEmergencyOrder(door, {
        townCode: town.code,
        year: yearOf(from),
        orderId: idOf(town.office, 'emergency'),
      }),
    ),
  ];
}

/** That a village stood empty for a time was read the next morning; of one that still does nobody has said so. */
function alertsRead(town: DemoTown, { months }: OfficeYear): readonly OfficeAct[] {
  return town.turnovers
    .filter(({ kind }) => kind === 'vacant-for-a-time')
    .map((turnover) => {
      const { from } = turnoverDays(turnover, months);
      const alertId = `COVERAGE_LOST.${turnover.village}.${from}`;
      return inOffice(town, `read-${alertId}`, at(addDays(from, 1), MORNING), ({ townships }, door) =>
        townships.acknowledgeAlert(door, { townCode: town.code, alertId }),
      );
    });
}

const bases = [
  {
    title: '关于建立完善社会救助主动发现工作机制的通知',
    issuer: '天湖街道办事处',
    indexNo: '11341702723347876T/202202-00080',
    on: '2022-02-25',
    goals: ['主动发现', '及时救助', '应救尽救'],
  },
  {
    title: '关于加强低收入人口动态监测做好分层分类社会救助工作的意见',
    issuer: '民政部等部门',
    on: '2023-10-19',
    goals: ['动态监测', '分层分类'],
  },
] as const;

/** The documents the work rests on (S01), put on record by the bureau on the first day. */
export function policyBases({ from }: OfficeYear): readonly OfficeAct[] {
  return bases.map(({ goals, ...basis }) =>
    inOffice(BUREAU, `basis-${basis.on}`, at(from, MORNING), ({ city }, door) =>
      city.publishPolicyBasis(door, { ...basis, goals: goals.map((goal) => ({ goal })) }),
    ),
  );
}
